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
