import type { Unfit } from './service.js';
import type { InvestigationMode } from './stages.js';

/**
 * Why an organ investigates by itself where the Cabinet Office does it otherwise: because asking it would hinder the organ's
 * duties (proviso to Art. 12(4)). Which hindrances there are is a reading; who chooses names one and says it in words.
 */
export const SELF_GROUNDS = ['TOO_LATE', 'DUTIES_DISCLOSED', 'HINDERED_OTHERWISE'] as const;
export type SelfGround = (typeof SELF_GROUNDS)[number];

export const PROVISO_PARTS = ['ground', 'reasons'] as const;
type ProvisoPart = (typeof PROVISO_PARTS)[number];

/** What of the beginning of an investigation this looks at: who is to carry it out, and which parts of a ground are there. */
export interface Begun extends Readonly<Partial<Record<ProvisoPart, unknown>>> {
  readonly mode?: InvestigationMode | undefined;
}

/** Under a scheme that has no other investigation than the organ's own there is nothing to depart from. */
export function needsProviso(steps: readonly string[], mode: InvestigationMode | undefined): boolean {
  return mode === 'SELF' && steps.includes('UNIFIED_INVESTIGATION');
}

/** What of the ground is missing where there must be one, or given where there is none. */
export function unfitProviso(steps: readonly string[], begun: Begun): Unfit[] {
  const needed = needsProviso(steps, begun.mode);
  const message = needed ? MISSING : STRANGE;
  return PROVISO_PARTS.filter((part) => (begun[part] !== undefined) !== needed).map((part) => ({
    pointer: `/${part}`,
    message,
  }));
}

/** The same as the table asks it: where no ground must be, the words of a step are why others are asked. */
export function unfitGround(
  steps: readonly string[],
  { mode, selfGround, reasons }: Stepped,
): Unfit | undefined {
  const worded = needsProviso(steps, mode) && reasons === true;
  return unfitProviso(steps, { mode, ground: selfGround, reasons: worded || undefined })[0];
}

interface Stepped {
  readonly mode?: InvestigationMode;
  readonly selfGround?: SelfGround;
  readonly reasons?: boolean;
}

const MISSING = 'required where the organ investigates in place of the Cabinet Office';
const STRANGE = 'only where the organ investigates in place of the Cabinet Office';
