import type { Grant, Role } from '../../domain/roles.js';

/** Who plays: one organ's people, one contractor's, the person assessed, and some who hold more than one office. */
export interface Player {
  readonly sub: string;
  readonly grants: readonly Grant[];
}
export interface Cast {
  readonly organId: string;
  readonly contractorId: string;
  readonly subjectId: string;
  readonly players: readonly Player[];
}

export function castOf(ids: {
  organId: string;
  contractorId: string;
  subjectId: string;
  suffix: string;
}): Cast {
  const { organId, contractorId, subjectId, suffix } = ids;
  const player = (name: string, ...grants: Grant[]): Player => ({ sub: `${name}${suffix}`, grants });
  const office = (role: Role): Grant => ({ role, organId });
  const subject: Grant = { role: 'Subject', organId, subjectId };
  return {
    organId,
    contractorId,
    subjectId,
    players: [
      // Staff who are assessed themselves: their offices do not count on their own case.
      player(
        'subject',
        subject,
        office('AssessmentOfficerInCharge'),
        office('Adjudicator'),
        office('CaseOfficer'),
      ),
      player('case-officer', office('CaseOfficer')),
      player('second-officer', office('CaseOfficer')),
      player('charge', office('AssessmentOfficerInCharge')),
      player('second-charge', office('AssessmentOfficerInCharge')),
      player('adjudicator', office('Adjudicator')),
      player('second-adjudicator', office('Adjudicator')),
      player('many-hats', office('CaseOfficer'), office('Adjudicator'), office('GrievanceOfficer')),
      player('investigator', { role: 'CabinetInvestigator' }),
      player('grievances', office('GrievanceOfficer')),
      player('screener', office('ScreeningOfficer')),
      // May be assigned, or screen; not both.
      player('second-screener', office('ScreeningOfficer'), office('CaseOfficer')),
      player('manager', { role: 'ContractorSecurityManager', contractorId }),
      player('stranger', { role: 'Adjudicator', organId: 'another-organ' }),
      player('auditor', { role: 'Auditor', organId }, { role: 'Operator' }),
    ],
  };
}
