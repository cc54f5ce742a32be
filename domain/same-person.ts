import { Refused } from './errors.js';
import type { Role } from './roles.js';

/**
 * That two records are of one human being, under a changed name or a misspelt one: said by one person, confirmed by a second,
 * and taken back in the same way. Nothing of either record is moved or merged; what asks about a person looks at both.
 */
export const SAME_PERSON_ROLES = [
  'AssessmentOfficerInCharge',
  'Adjudicator',
] as const satisfies readonly Role[];
export const SAME_PERSON_ARTICLE = 'Art. 11, 12(1); reading: corrected by two people';

/** A proposal waits, until a second person has settled it. One that parts two records names the one that joined them. */
export interface SamePersonProposal {
  readonly proposedBy: string;
  readonly outcome: 'CONFIRMED' | 'DROPPED' | null;
}

// biome-ignore format: a table
export const SAME_PERSON_STEPS = {
  propose: { event: 'SamePersonProposed' },
  part:    { event: 'SamePersonPartingProposed' },
  confirm: { event: 'SamePersonConfirmed' },
  drop:    { event: 'SamePersonDropped' },
} as const;

/** Whoever proposed it may drop it, and never confirm it. @throws Refused WRONG_STAGE, SAME_PERSON */
export function permitSettling(
  step: 'confirm' | 'drop',
  { outcome, proposedBy }: SamePersonProposal,
  sub: string,
): void {
  if (outcome !== null) throw new Refused('WRONG_STAGE');
  if (step === 'confirm' && proposedBy === sub) throw new Refused('SAME_PERSON');
}
