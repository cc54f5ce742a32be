import { type Grant, type CaseTies, type Role, rolesOnceDeclared } from './roles.js';
import type { CaseKind, Stage } from './stages.js';

/**
 * Break-glass: one case is opened for reading to one officer who has no part in it, by two people, for hours, on a ground of
 * this list. No article speaks of it: it is our design under what the Standards say of oversight and of who is kept out. It
 * lifts neither consent nor the walls round a grievance, a seal or words that wait to be screened.
 */
export const BREAK_GLASS_ARTICLE = 'Standards: restriction on involvement';

interface GroundRow {
  readonly source: string;
  readonly ja: string;
  readonly en: string;
}

/** Why. Closed: there is no other, and nothing is written beside it. */
export const BREAK_GLASS_GROUNDS = {
  OFFICER_UNREACHABLE: {
    source: 'design: a deadline of the case falls within the day',
    ja: '担当者と連絡が取れず、案件の期限が当日中に到来するため',
    en: 'The officers named to the case cannot be reached, and a deadline of it falls within the day',
  },
  COMPROMISE_SUSPECTED: {
    source: 'Art. 1, 11: the information is protected',
    ja: '重要経済安保情報の漏えいが疑われ、直ちに記録を確認する必要があるため',
    en: 'Protected information may have been compromised, and the file is needed at once',
  },
  DEMAND_WITH_HOUR: {
    source: 'Standards: oversight',
    ja: '裁判所または監督機関から、時刻を定めて求められたため',
    en: 'A court or an oversight body demands it by a named hour',
  },
} as const satisfies Record<string, GroundRow>;
export type BreakGlassGround = keyof typeof BREAK_GLASS_GROUNDS;
export const GROUNDS_TO_BREAK = Object.keys(BREAK_GLASS_GROUNDS) as [BreakGlassGround, ...BreakGlassGround[]];

/** Open from the approval; the database holds no row of more. An ask that nobody approves is none after half an hour. */
export const OPEN_MINUTES = 240;
export const ASK_MINUTES = 30;

/** An office that may be named to any file of its organ: it alone can be without one that it could read. */
export const ASKING_ROLE = 'CaseOfficer' as const satisfies Role;
export const APPROVING_ROLES = [
  'AssessmentOfficerInCharge',
  'Adjudicator',
] as const satisfies readonly Role[];

/** Who has anything to do with it: asks, approves, or looks on. */
export const BREAK_GLASS_ROLES: readonly Role[] = [ASKING_ROLE, ...APPROVING_ROLES, 'Auditor'];

/** Offices that stay apart from every file, or read one by a rule of their own. */
const APART: readonly Role[] = [
  'GrievanceOfficer',
  'ScreeningOfficer',
  'Auditor',
  'Operator',
  'AccessAdministrator',
];

/** Whether they could be named to the case: of its organ, not its person, not tied, and never shown its unscreened words. */
export function mayBreakGlass(grants: readonly Grant[], sub: string, ties: CaseTies): boolean {
  if (grants.some(({ role }) => APART.includes(role))) return false;
  return rolesOnceDeclared(grants, sub, { ...ties, assigned: [...ties.assigned, sub] }).includes(ASKING_ROLE);
}

/** From the consent on, once something was gathered, and not while words wait to be screened. Deny by default. */
const READABLE: readonly Stage[] = [
  'INVESTIGATION',
  'CHECKS_RUNNING',
  'HUMAN_REVIEW',
  'INTERVIEW',
  'INTERVIEW_RECORD',
  'DOCUMENT_REQUESTED',
  'AWAITING_OPINION',
  'OPINION_RECEIVED',
  'ADJUDICATION',
  'HEARING',
  'SECOND_READING',
  'DECIDED',
  'PLEDGE_PENDING',
  'PLEDGE_OVERDUE',
  'CLEARED',
  'CLOSED',
];
export function isBreakable({ kind, stage }: { readonly kind: CaseKind; readonly stage: Stage }): boolean {
  return kind === 'application' && READABLE.includes(stage);
}

interface Times {
  readonly lapsesAt: string;
  readonly approvedAt: string | null;
  readonly endsAt: string | null;
  readonly endedAt: string | null;
}
export const BREAK_GLASS_STATES = ['ASKED', 'LAPSED', 'OPEN', 'OVER'] as const;
export type BreakGlassState = (typeof BREAK_GLASS_STATES)[number];

/** By the register's rows and the time alone: at the instant it ends it is over. */
export function breakGlassState(
  { lapsesAt, approvedAt, endsAt, endedAt }: Times,
  now: string,
): BreakGlassState {
  if (endedAt !== null) return 'OVER';
  if (approvedAt === null) return now < lapsesAt ? 'ASKED' : 'LAPSED';
  return endsAt !== null && now < endsAt ? 'OPEN' : 'OVER';
}

/** What its person is told, from the approval on. */
export const BREAK_GLASS_TOLD = {
  ja: 'あなたの案件の記録を、担当していない職員一名が、二名の職員の判断により、限られた時間に限り閲覧できる状態としました。変更や判断は一切できません。ご不服がある場合は、苦情を申し出ることができます。',
  en: 'By the word of two officers, one officer who does not work on your case could read its file for a limited time, and could change or decide nothing. If you object to this, you may file a grievance.',
} as const;
