import type { Unfit } from './service.js';
import type { InvestigationMode } from './stages.js';

/**
 * Why an organ investigates by itself where the Cabinet Office does it otherwise: because asking it would hinder the organ's
 * duties (proviso to Art. 12(4)). Which hindrances there are is a reading; who chooses names one and says it in words.
 */
export const SELF_GROUNDS = ['TOO_LATE', 'DUTIES_DISCLOSED', 'HINDERED_OTHERWISE'] as const;
export type SelfGround = (typeof SELF_GROUNDS)[number];

/** What of a request to begin the investigation this looks at. */
export interface Begun {
  readonly mode: InvestigationMode;
  readonly ground?: SelfGround | undefined;
  readonly reasons?: string | undefined;
}
export const PROVISO_PARTS = ['ground', 'reasons'] as const;
export type ProvisoPart = (typeof PROVISO_PARTS)[number];

/** Under a scheme that has no other investigation than the organ's own there is nothing to depart from. */
export function needsProviso(steps: readonly string[], mode: InvestigationMode): boolean {
  return mode === 'SELF' && steps.includes('UNIFIED_INVESTIGATION');
}

/** What of the ground is missing where there must be one, or given where there is none. */
export function unfitProviso(steps: readonly string[], begun: Begun): ProvisoPart[] {
  const needed = needsProviso(steps, begun.mode);
  return PROVISO_PARTS.filter((part) => (begun[part] !== undefined) !== needed);
}

/** The same as the table asks it, of a step whose words are sealed already: the ground with words, where there must be one. */
export function unfitGround(steps: readonly string[], step: Stepped): Unfit | undefined {
  const needed = step.mode !== undefined && needsProviso(steps, step.mode);
  if (needed && step.selfGround === undefined) return { pointer: '/ground', message: PROVISO_MISSING };
  if (needed && !step.reasons) return { pointer: '/reasons', message: PROVISO_MISSING };
  if (!needed && step.selfGround !== undefined) return { pointer: '/ground', message: PROVISO_STRANGE };
  return undefined;
}

interface Stepped {
  readonly mode?: InvestigationMode;
  readonly selfGround?: SelfGround;
  readonly reasons?: boolean;
}

export const PROVISO_MISSING = 'required where the organ investigates in place of the Cabinet Office';
export const PROVISO_STRANGE = 'only where the organ investigates in place of the Cabinet Office';
