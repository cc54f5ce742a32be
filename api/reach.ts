import type { Role } from '../domain/roles.js';
import { type CaseKind, isStage, type Stage, stageRow, STAGES } from '../domain/stages.js';
import type { QueueQuery } from '../store/console-reads.js';
import { holds, type Principal } from './principal.js';

const KINDS = Object.keys(STAGES) as CaseKind[];

/** Whose cases a person works on, by office: more than they may see, which is asked case by case. */
export function reachOf(
  principal: Principal,
): Pick<QueueQuery, 'sub' | 'organs' | 'grievanceOrgans' | 'screens' | 'cabinet'> {
  return {
    sub: principal.sub,
    organs: organsOf(principal, ['AssessmentOfficerInCharge', 'Adjudicator']),
    grievanceOrgans: organsOf(principal, ['GrievanceOfficer']),
    screens: organsOf(principal, ['ScreeningOfficer']),
    cabinet: holds(principal, ['CabinetInvestigator']),
  };
}

export function organsOf({ grants }: Principal, roles: readonly Role[]): string[] {
  return grants.flatMap(({ role, organId }) => (roles.includes(role) && organId ? [organId] : []));
}

/** Stages in which one of the caller's roles may be the next to act; the row itself says whether it is. */
export function stagesOf(principal: Principal): Stage[] {
  return KINDS.flatMap((kind) =>
    Object.keys(STAGES[kind])
      .filter(isStage)
      .filter((stage) => {
        const { next, nextFor } = stageRow(kind, stage);
        return holds(principal, [next ?? [], Object.values(nextFor ?? {})].flat());
      }),
  );
}
