import { dayBeside } from './calendar.js';
import type { Grant, Role } from './roles.js';

/**
 * Who acts in an adjudicator's place on days named ahead. The Act gives the decision to the head of the organ, who acts by
 * those entrusted with it; that a stand-in is named before, by reason and days, and not by themselves, is our reading. On a
 * case every rule is asked of them as of any adjudicator.
 */
export const STAND_IN_ARTICLE = 'Art. 17; Standards: restriction on involvement';
export const STAND_IN_ROLE = 'AssessmentOfficerInCharge' as const satisfies Role;

/** Why the adjudicator does not act. `VACANCY`: there is none, and nobody in whose place. */
export const STAND_IN_REASONS = ['LEAVE', 'ILLNESS', 'TIE', 'VACANCY'] as const;
export type StandInReason = (typeof STAND_IN_REASONS)[number];

/** Half a year: who is needed for longer is named anew, or given the office. */
const MOST_DAYS = 184;

/** From whose hands the place may be taken for a time, and whose office stays apart from every decision. */
const OFFICES: readonly Role[] = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'ScreeningOfficer',
  'InformationManager',
  'GrievanceOfficer',
];
const APART: readonly Role[] = ['Auditor', 'Operator', 'AccessAdministrator', 'ContractorSecurityManager'];

/** Whether somebody with these grants may stand in for an adjudicator of the organ: of it, and none themselves. */
export function mayStandIn(grants: readonly Grant[], organId: string): boolean {
  const here = grants.filter((grant) => grant.organId === organId).map(({ role }) => role);
  return (
    here.some((role) => OFFICES.includes(role)) &&
    !isAdjudicator(grants, organId) &&
    !grants.some(({ role }) => APART.includes(role))
  );
}

/** By their own office: who stands in is none. */
export function isAdjudicator(grants: readonly Grant[], organId: string): boolean {
  return grants.some((grant) => grant.role === 'Adjudicator' && grant.organId === organId && !grant.standIn);
}

/** Ahead, never backwards, and for so long at most. The field that is wrong, if one is. */
export function wrongDay(
  { firstDay, lastDay }: { readonly firstDay: string; readonly lastDay: string },
  today: string,
): 'firstDay' | 'lastDay' | undefined {
  if (firstDay < today) return 'firstDay';
  return lastDay < firstDay || lastDay > dayBeside(firstDay, MOST_DAYS - 1) ? 'lastDay' : undefined;
}

/** The row by which somebody acts as an adjudicator there; undefined where they hold the office. */
export function standingIn(grants: readonly Grant[], organId: string): Grant['standIn'] {
  if (isAdjudicator(grants, organId)) return undefined;
  return grants.find((grant) => grant.role === 'Adjudicator' && grant.organId === organId)?.standIn;
}
