import { after, type IsoInstant } from './calendar.js';
import type { Periods } from './policy.js';

/** What a grievance is about: how a case came out, or how it was conducted (Art. 14). One matter each. */
export const MATTERS_OF_GRIEVANCE = ['RESULT', 'CONDUCT'] as const;
export type GrievanceMatter = (typeof MATTERS_OF_GRIEVANCE)[number];

/** How it is answered. `NOT_EXAMINED` is a person's word on a late one alone; nothing answers by itself. */
export const GRIEVANCE_OUTCOMES = ['UPHELD', 'PARTLY', 'NOT_UPHELD', 'NOT_EXAMINED'] as const;
export type GrievanceOutcome = (typeof GRIEVANCE_OUTCOMES)[number];

/**
 * What an upheld grievance about a result leads to: a new decision on the same file, or, where that file can carry none
 * (destroyed, ended otherwise, or another case of the person is open or held), a new assessment to be asked for.
 */
export type FollowUp = 'NEW_DECISION' | 'NEW_ASSESSMENT';

/** What of a grievance its own answer is bound by. */
export interface GrievanceFacts {
  readonly about: GrievanceMatter | null;
  readonly late: boolean;
}

/** Later than is usual after what it is about: taken all the same, and marked for the person who answers. */
export function isLate(since: IsoInstant | null, periods: Periods, now: IsoInstant): boolean {
  return since !== null && after(since, periods.GRIEVANCE_LATE) <= now;
}

/** Which part of an answer does not fit the grievance; undefined if all does. */
export function unfitAnswer(
  { about, late }: GrievanceFacts,
  outcome: GrievanceOutcome | undefined,
  measures: boolean,
): 'outcome' | 'measures' | undefined {
  if (outcome === undefined || (outcome === 'NOT_EXAMINED' && !late)) return 'outcome';
  // Conduct that was found wanting is followed by something, and only that.
  const wanting = about === 'CONDUCT' && (outcome === 'UPHELD' || outcome === 'PARTLY');
  return measures === wanting ? undefined : 'measures';
}

export const UNFIT_ANSWER = {
  outcome: 'only a grievance that came late may be left unexamined',
  measures: 'measures are told where conduct was found wanting, and only there',
} as const;
