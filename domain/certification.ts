import { dayOf, type IsoDate, type IsoInstant, lastValidDay } from './calendar.js';
import { Refused } from './errors.js';
import { policyOn } from './policy.js';
import type { ActorRole, Role } from './roles.js';

/**
 * The certification of a contractor by one organ (適合事業者の認定): applied for, examined, granted by a second person, kept
 * up, and over. A table of its own and no case: it is about a company, no person's file hangs on it, and its only clocks are
 * days, which the night looks at. Pure; what stands is a dated row (store/certification-files.ts).
 */

/** What an application states, each with a few typed facts; anything else is words, and sealed. */
export const CERTIFICATION_PARTS = {
  RULES: 'Standards: certification – rules on protection',
  PROTECTION_OFFICER: 'Standards: certification – protection officer',
  TRAINING: 'Standards: certification – training',
  PREMISES: 'Standards: certification – premises and restricted areas',
  FOREIGN_INFLUENCE: 'Standards: certification – ownership, officers and other influence from abroad',
} as const;
export type CertificationPart = keyof typeof CERTIFICATION_PARTS;

interface StageRow {
  readonly ja: string;
  readonly en: string;
  /** Whether the organ's certification stands in it, within its days. */
  readonly stands: boolean;
  readonly ended?: true;
}

// biome-ignore format: a table
export const CERTIFICATION_STAGES = {
  APPLIED:         { ja: '認定申請を受け付け、審査しています', en: 'Applied for, being examined', stands: false },
  EXAMINED:        { ja: '審査を終え、認定の判断を待っています', en: 'Examined, waiting for the decision', stands: false },
  CERTIFIED:       { ja: '認定されています', en: 'Certified', stands: true },
  CHANGE_REPORTED: { ja: '認定されています（変更の届出を確認しています）', en: 'Certified; a change is being looked at', stands: true },
  REEXAMINED:      { ja: '認定されています（再審査を終え、判断を待っています）', en: 'Certified; re-examined, waiting for the decision', stands: true },
  NOT_CERTIFIED:   { ja: '認定されませんでした', en: 'Not certified', stands: false, ended: true },
  WITHDRAWN:       { ja: '認定は取り消されました', en: 'Certification withdrawn', stands: false, ended: true },
  GIVEN_BACK:      { ja: '事業者が、申請を取り下げ、又は認定を返上しました', en: 'Given back by the contractor', stands: false, ended: true },
  REPLACED:        { ja: '新しい認定に引き継がれました', en: 'Replaced by a newer certification', stands: false, ended: true },
  EXPIRED:         { ja: '認定の期間が満了しました', en: 'Certification run out', stands: false, ended: true },
} as const satisfies Record<string, StageRow>;
export type CertificationStage = keyof typeof CERTIFICATION_STAGES;

export const CERTIFICATION_ACTIONS = [
  'apply',
  'supplement',
  'examine',
  'sendBack',
  'certify',
  'decline',
  'reportChange',
  'confirm',
  'reexamine',
  'uphold',
  'withdraw',
  'giveBack',
  'giveWay',
  'replace',
  'remind',
  'runOut',
] as const;
export type CertificationAction = (typeof CERTIFICATION_ACTIONS)[number];

export interface CertificationEdge {
  readonly action: CertificationAction;
  readonly from: readonly (CertificationStage | 'NEW')[];
  readonly to: CertificationStage | 'SAME';
  readonly by: ActorRole;
  readonly event: string;
  readonly article: string;
  /** Another person than the one who examined: two look at every certification. */
  readonly second?: true;
  /** In this stage only where somebody has examined it again since it was last granted or upheld. */
  readonly examinedAnewIn?: CertificationStage;
  readonly reasons?: true;
  /** What a contractor is told of the words written with it: those that are for them. */
  readonly told?: true;
}

const STANDING = ['CERTIFIED', 'CHANGE_REPORTED', 'REEXAMINED'] as const;
const MANAGER = 'ContractorSecurityManager';
const IN_CHARGE = 'AssessmentOfficerInCharge';
const HEAD = 'Adjudicator';

// biome-ignore format: a table
export const CERTIFICATION_EDGES: readonly CertificationEdge[] = [
  { action: 'apply', from: ['NEW'], to: 'APPLIED', by: MANAGER, event: 'CertificationApplied', article: 'Art. 10(1); Standards: certification', told: true },
  { action: 'supplement', from: ['APPLIED'], to: 'SAME', by: MANAGER, event: 'CertificationSupplemented', article: 'Standards: certification', told: true },
  { action: 'examine', from: ['APPLIED'], to: 'EXAMINED', by: IN_CHARGE, event: 'CertificationExamined', article: 'Standards: certification', reasons: true },
  { action: 'sendBack', from: ['EXAMINED'], to: 'APPLIED', by: HEAD, event: 'CertificationSentBack', article: 'Standards: certification', second: true, reasons: true },
  { action: 'certify', from: ['EXAMINED'], to: 'CERTIFIED', by: HEAD, event: 'ContractorCertified', article: 'Art. 10(1); Standards: certification', second: true, reasons: true },
  { action: 'decline', from: ['EXAMINED'], to: 'NOT_CERTIFIED', by: HEAD, event: 'CertificationDeclined', article: 'Art. 10(1); Standards: certification', second: true, reasons: true, told: true },
  { action: 'reportChange', from: ['CERTIFIED', 'CHANGE_REPORTED'], to: 'CHANGE_REPORTED', by: MANAGER, event: 'CertificationChangeReported', article: 'Standards: upkeep of certification, in advance', told: true },
  { action: 'reportChange', from: ['REEXAMINED'], to: 'CHANGE_REPORTED', by: MANAGER, event: 'CertificationChangeReported', article: 'Standards: upkeep; reading: what was re-examined is so no more', told: true },
  { action: 'confirm', from: ['CERTIFIED', 'CHANGE_REPORTED', 'REEXAMINED'], to: 'SAME', by: MANAGER, event: 'CertificationConfirmed', article: 'policy: once a year', told: true },
  { action: 'reexamine', from: ['CERTIFIED', 'CHANGE_REPORTED'], to: 'REEXAMINED', by: IN_CHARGE, event: 'CertificationReexamined', article: 'Standards: upkeep of certification', reasons: true },
  { action: 'uphold', from: ['REEXAMINED'], to: 'CERTIFIED', by: HEAD, event: 'CertificationUpheld', article: 'Standards: upkeep of certification', second: true, reasons: true },
  // A report does not hold it up: what was examined is on file. That nobody has examined anything since is no ground for one.
  { action: 'withdraw', from: ['REEXAMINED', 'CHANGE_REPORTED'], to: 'WITHDRAWN', by: HEAD, event: 'CertificationWithdrawn', article: 'Art. 10(1); Standards: upkeep of certification', second: true, examinedAnewIn: 'CHANGE_REPORTED', reasons: true, told: true },
  { action: 'giveBack', from: ['APPLIED', 'EXAMINED', ...STANDING], to: 'GIVEN_BACK', by: MANAGER, event: 'CertificationGivenBack', article: 'Standards: certification; reading', told: true },
  // There is one certification of a contractor at a time: a new one takes the place of what stood, with its first day.
  { action: 'giveWay', from: [...STANDING], to: 'SAME', by: 'System', event: 'CertificationGaveWay', article: 'Art. 10(1); reading: one certification at a time' },
  { action: 'replace', from: [...STANDING], to: 'REPLACED', by: 'System', event: 'CertificationReplaced', article: 'Art. 10(1); reading: one certification at a time' },
  { action: 'remind', from: [...STANDING], to: 'SAME', by: 'System', event: 'CertificationConfirmationOverdue', article: 'policy: once a year' },
  { action: 'runOut', from: [...STANDING], to: 'EXPIRED', by: 'System', event: 'CertificationRunOut', article: 'Art. 10(1)' },
];

/** The last day by which the contractor says again that what it stated still holds: by the policy of the day it is counted from. */
export function confirmationDue(now: IsoInstant): IsoDate {
  return lastValidDay(now, policyOn(dayOf(now)).periods.CERTIFICATION_CONFIRMED);
}

export interface CertificationFacts {
  readonly stage: CertificationStage | 'NEW';
  readonly examinedBy: string | null;
  /** Whether somebody has examined it since it was last granted or upheld. */
  readonly examinedAnew?: boolean;
}
export interface CertificationActing {
  readonly roles: readonly ActorRole[];
  readonly sub: string | null;
}

/** The line that permits the step. @throws Refused; whose step it is not, is told that before anything else. */
export function permitCertification(
  action: CertificationAction,
  { stage, examinedBy, examinedAnew = false }: CertificationFacts,
  { roles, sub }: CertificationActing,
): CertificationEdge {
  const lines = CERTIFICATION_EDGES.filter((edge) => edge.action === action);
  const theirs = lines.filter((edge) => roles.includes(edge.by));
  if (theirs.length === 0) throw new Refused('NOT_YOURS');
  const edge = theirs.find(({ from }) => from.includes(stage));
  if (!edge || (edge.examinedAnewIn === stage && !examinedAnew)) throw new Refused('WRONG_STAGE');
  if (edge.second && (sub === null || sub === examinedBy)) throw new Refused('SAME_PERSON');
  return edge;
}

export function certificationEnded(stage: CertificationStage): boolean {
  return 'ended' in CERTIFICATION_STAGES[stage];
}

/** What may be done next by whoever holds these roles. */
export function possibleCertificationSteps(
  facts: CertificationFacts,
  acting: CertificationActing,
): CertificationAction[] {
  return CERTIFICATION_ACTIONS.filter((action) => {
    try {
      permitCertification(action, facts, acting);
      return true;
    } catch {
      return false;
    }
  });
}

/** The roles that have a part in a certification at all. */
export const CERTIFYING_ROLES = [MANAGER, IN_CHARGE, HEAD] as const satisfies readonly Role[];
