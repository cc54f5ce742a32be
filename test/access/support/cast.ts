import { derivedId } from '../../../store/derived-id.js';
import { contractorIds, organIds } from '../../../sandbox/people/bodies.js';
import type { Grant, Role } from '../../../domain/roles.js';

/** The organ and the contractor of every case under test; whoever is "elsewhere" belongs to the others. */
export const HERE = { organId: organIds.kiban, contractorId: contractorIds.asanagi };
export const ELSEWHERE = { organId: organIds.kaiyo, contractorId: contractorIds.tsukimi };

/** How each role would be tied to the case, by law §6. */
const OFFICES = {
  officer: { role: 'CaseOfficer', by: 'organId' },
  inCharge: { role: 'AssessmentOfficerInCharge', by: 'organId' },
  adjudicator: { role: 'Adjudicator', by: 'organId' },
  investigator: { role: 'CabinetInvestigator', by: null },
  screener: { role: 'ScreeningOfficer', by: 'organId' },
  information: { role: 'InformationManager', by: 'organId' },
  manager: { role: 'ContractorSecurityManager', by: 'contractorId' },
  grievance: { role: 'GrievanceOfficer', by: 'organId' },
} as const satisfies Record<string, { role: Role; by: 'organId' | 'contractorId' | null }>;
type Office = keyof typeof OFFICES;
export const OFFICE_NAMES = Object.keys(OFFICES) as Office[];

/**
 * Everybody who might knock, by role and by what ties them to the case:
 * plain name: of this organ or contractor, and for an officer, assigned · `Unassigned`: of this organ, not named on the
 * case · `Elsewhere`: of another organ or contractor · `Tied`: holds the post, and a declared conflict · `Self`: holds
 * the post, and is the person assessed · `OnceSubject`: holds the post, and was assessed once, in a case of their own.
 */
export type Account =
  | 'subject'
  | 'stranger'
  | Office
  | `${Office}Elsewhere`
  | `${Office}Tied`
  | `${Office}Self`
  | `${Office}OnceSubject`
  | 'officerUnassigned'
  | 'auditor'
  | 'auditorOnceSubject'
  | 'operator'
  | 'operatorOnceSubject'
  | 'accessAdmin'
  | 'nobody'
  | 'twoOrgans'
  | 'everything';

export interface Member {
  readonly account: Account;
  readonly sub: string;
  /** As the register has them before any case; being a case's subject comes with the case. */
  readonly grants: readonly Grant[];
}

const sub = (account: string) => derivedId('sign-in', account);
/** A person of the past, whose case is none of those under test. */
const ownCase = (account: string): Grant => ({ role: 'Subject', subjectId: derivedId('once', account) });
const member = (account: Account, ...grants: Grant[]): Member => ({ account, sub: sub(account), grants });

function holders(office: Office): Member[] {
  const { role, by } = OFFICES[office];
  const at = (place: typeof HERE | typeof ELSEWHERE): Grant => ({
    role,
    ...(by === null ? {} : { [by]: place[by] }),
  });
  return [
    member(office, at(HERE)),
    ...(by === null ? [] : [member(`${office}Elsewhere`, at(ELSEWHERE))]),
    member(`${office}Tied`, at(HERE)),
    member(`${office}Self`, at(HERE)),
    member(`${office}OnceSubject`, at(HERE), ownCase(office)),
  ];
}

export const CAST: readonly Member[] = [
  member('subject'),
  member('stranger', ownCase('stranger')),
  ...OFFICE_NAMES.flatMap(holders),
  member('officerUnassigned', { role: 'CaseOfficer', organId: HERE.organId }),
  member('auditor', { role: 'Auditor' }),
  member('auditorOnceSubject', { role: 'Auditor' }, ownCase('auditor')),
  member('operator', { role: 'Operator' }),
  member('operatorOnceSubject', { role: 'Operator' }, ownCase('operator')),
  member('accessAdmin', { role: 'AccessAdministrator' }),
  member('nobody'),
  // Of this organ in one post and of another in others: row-level security shows them both, so that only the post tells.
  member(
    'twoOrgans',
    { role: 'InformationManager', organId: HERE.organId },
    { role: 'CaseOfficer', organId: ELSEWHERE.organId },
    { role: 'AssessmentOfficerInCharge', organId: ELSEWHERE.organId },
    { role: 'Adjudicator', organId: ELSEWHERE.organId },
    { role: 'GrievanceOfficer', organId: ELSEWHERE.organId },
    { role: 'ContractorSecurityManager', contractorId: ELSEWHERE.contractorId },
  ),
  // A small organ: one person in every post. Only who else did what keeps them from a step.
  member(
    'everything',
    ...(['CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator', 'GrievanceOfficer'] as const).map(
      (role) => ({ role, organId: HERE.organId }),
    ),
  ),
];

export const ACCOUNTS: readonly Account[] = CAST.map(({ account }) => account).filter(
  (account) => account !== 'everything',
);

export function memberOf(account: Account): Member {
  const found = CAST.find((one) => one.account === account);
  if (!found) throw new Error(`${account} is not in the cast`);
  return found;
}

const ending = (end: string) => ACCOUNTS.filter((account) => account.endsWith(end));
export const TIED = ending('Tied');
/** The person assessed, whatever post they hold besides. */
export const SELVES = ending('Self');
/** Named on the case. One is of another organ, one conflicted, one is the subject: only the first may count. */
export const ASSIGNED: readonly Account[] = [
  'officer',
  'officerOnceSubject',
  'officerElsewhere',
  'officerTied',
  'officerSelf',
  'twoOrgans',
];
