import type { CheckKind, ItemRow, Said, SourceRow } from './checks.js';

/**
 * What a policy is: every period, item, question and source of a scheme, in one dated pack of data (policy/<scheme>/<first
 * day>/pack.json). Frozen into a case when it starts: a later change of policy never moves a running deadline, nor what is
 * asked. Marks: `law` found in the Act, `memory` known but to be confirmed, `reading` our reading, `policy` ours to set.
 * Changing a number is a new folder with its date, no code.
 */
export const MARKS = ['law', 'memory', 'reading', 'policy'] as const;
export type Mark = (typeof MARKS)[number];

/** What a deadline is about. The action is what the table does, as `System`, when it falls due. */
export type DeadlineKind = keyof typeof DEADLINES;

interface DeadlineRow {
  readonly action:
    | 'remind'
    | 'markConsentOverdue'
    | 'markQuestionnaireOverdue'
    | 'markPledgeOverdue'
    | 'markHearingOverdue'
    | 'markRecordOverdue'
    | 'markDocumentOverdue'
    | 'markSupplementOverdue'
    | 'markGrievanceOverdue'
    | 'markLate'
    | 'openRenewal'
    | 'expire'
    | 'destroyGathered'
    | 'destroyClass'
    | 'dispose';
  /** `stage`: ends with the stage that set it; `check`: with its check; `request`: with its answer; `case`: with the case. */
  readonly scope: 'stage' | 'check' | 'request' | 'case';
  /**
   * Which days count. `TO_OPEN_DAY`: all, and the last is one on which the office is open, for what a person owes; `OFFICE`:
   * those on which it is open, for what the office owes; `CALENDAR`: all (office-days.ts).
   */
  readonly days: 'CALENDAR' | 'TO_OPEN_DAY' | 'OFFICE';
  /**
   * Who handles it: the case's workflow, or the nightly retention schedule (the workflow has ended by then). `classes`: that
   * schedule too, by a name that a release which knows no such clock does not ask for.
   */
  readonly handledBy: 'workflow' | 'retention' | 'classes';
}

// biome-ignore format: a table
export const DEADLINES = {
  OFFICER_REMINDER:        { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  CONSENT_REMINDER:        { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  CONSENT_WINDOW:          { action: 'markConsentOverdue', scope: 'stage', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  QUESTIONNAIRE_REMINDER:  { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  QUESTIONNAIRE_WINDOW:    { action: 'markQuestionnaireOverdue', scope: 'stage', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  REVIEW_REMINDER:         { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  INTERVIEW_REMINDER:      { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  RECORD_REMINDER:         { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  RECORD_WINDOW:           { action: 'markRecordOverdue', scope: 'stage', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  DOCUMENT_REMINDER:       { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  DOCUMENT_WINDOW:         { action: 'markDocumentOverdue', scope: 'stage', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  SUPPLEMENT_REMINDER:     { action: 'remind', scope: 'request', days: 'CALENDAR', handledBy: 'workflow' },
  SUPPLEMENT_WINDOW:       { action: 'markSupplementOverdue', scope: 'request', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  OPINION_REMINDER:        { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  DECISION_REMINDER:       { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  HEARING_REMINDER:        { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  HEARING_WINDOW:          { action: 'markHearingOverdue', scope: 'stage', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  NOTIFICATION_REMINDER:   { action: 'remind', scope: 'stage', days: 'OFFICE', handledBy: 'workflow' },
  PLEDGE_REMINDER:         { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  PLEDGE_WINDOW:           { action: 'markPledgeOverdue', scope: 'stage', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  CHECK_REMINDER:          { action: 'remind', scope: 'check', days: 'CALENDAR', handledBy: 'workflow' },
  CHECK_DUE:               { action: 'markLate', scope: 'check', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  CHANGE_REVIEW_REMINDER:  { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  SUSPENSION_REMINDER:     { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  GRIEVANCE_REMINDER:      { action: 'remind', scope: 'stage', days: 'CALENDAR', handledBy: 'workflow' },
  GRIEVANCE_TARGET:        { action: 'markGrievanceOverdue', scope: 'stage', days: 'TO_OPEN_DAY', handledBy: 'workflow' },
  RENEWAL_OPENING:         { action: 'openRenewal', scope: 'case', days: 'CALENDAR', handledBy: 'workflow' },
  EXPIRY:                  { action: 'expire', scope: 'case', days: 'CALENDAR', handledBy: 'workflow' },
  GATHERED_BY_MISTAKE:     { action: 'destroyGathered', scope: 'case', days: 'CALENDAR', handledBy: 'retention' },
  FAMILY_RETENTION:        { action: 'destroyClass', scope: 'case', days: 'CALENDAR', handledBy: 'classes' },
  RETENTION_ASSESSED:      { action: 'dispose', scope: 'case', days: 'CALENDAR', handledBy: 'retention' },
  RETENTION_NOT_CONDUCTED: { action: 'dispose', scope: 'case', days: 'CALENDAR', handledBy: 'retention' },
} as const satisfies Record<string, DeadlineRow>;

/** Periods that no deadline is named after. */
const OTHER_PERIODS = [
  'VALIDITY',
  'SDS_VALIDITY',
  'RENEWAL_LEAD',
  'REUSE_LIMIT',
  'GRANT_VALID',
  'ENROLMENT_CODE_VALID',
  'PASSKEY_COOL_DOWN',
  'INTERVIEW_WITHIN',
  'REPORT_SEALED',
  'INTERVIEW_NOTICE',
  'HOLD_REVIEW_WITHIN',
  'RETENTION_RECORDED',
  'RETENTION_RIGHT_END',
  'NOT_CONDUCTED_TOLD',
  'PASS_ON_REMINDER',
  'PASS_ON_OVERDUE',
  'GRIEVANCE_LATE',
  'ORIGINAL_COMPARED',
  'TEXT_SCREENING_REMINDER',
  'TEXT_SCREENED',
  'DEMAND_REMINDER',
  'DEMAND_ANSWER',
  'DEMAND_RETENTION',
  'CERTIFICATION_CONFIRMED',
  'RETENTION_CERTIFICATION',
  'RIGHT_END_REMINDER',
  'RIGHT_END_OVERDUE',
] as const;
export type PeriodKey = Exclude<DeadlineKind, 'RENEWAL_OPENING' | 'EXPIRY'> | (typeof OTHER_PERIODS)[number];
/** Periods that count office days, beside the deadlines that say so themselves: they are told in days and in nothing else. */
const IN_OFFICE_DAYS: readonly PeriodKey[] = [
  'INTERVIEW_NOTICE',
  'PASS_ON_REMINDER',
  'PASS_ON_OVERDUE',
  'ORIGINAL_COMPARED',
  'TEXT_SCREENING_REMINDER',
  'TEXT_SCREENED',
  'DEMAND_REMINDER',
  'DEMAND_ANSWER',
  'RIGHT_END_REMINDER',
  'RIGHT_END_OVERDUE',
];
export function countsOfficeDays(key: PeriodKey): boolean {
  return (
    IN_OFFICE_DAYS.includes(key) || (key in DEADLINES && DEADLINES[key as CountedDeadline].days === 'OFFICE')
  );
}

/** Every period that a pack must give. */
export const PERIOD_KEYS: readonly PeriodKey[] = [
  ...OTHER_PERIODS,
  ...(Object.keys(DEADLINES) as DeadlineKind[]).filter(
    (kind): kind is Exclude<DeadlineKind, 'RENEWAL_OPENING' | 'EXPIRY'> =>
      kind !== 'RENEWAL_OPENING' && kind !== 'EXPIRY',
  ),
];
/** Deadlines whose period is a row of the policy; the two of a clearance are counted from its last day. */
export type CountedDeadline = DeadlineKind & PeriodKey;
export type Periods = Readonly<Record<PeriodKey, string>>;

/** Where a period comes from, and how sure that is. */
export interface Basis {
  readonly basis: string;
  readonly mark: Mark;
}

/** Parts of the way that a scheme may have or not. The stages themselves are code: edges.ts names the lines of each. */
export const OPTIONAL_STEPS = ['UNIFIED_INVESTIGATION', 'REUSE', 'DOCUMENT', 'INTERVIEW', 'HEARING'] as const;
export type OptionalStep = (typeof OPTIONAL_STEPS)[number];

/** One dated pack of a scheme, as its folder has it. Frozen into a case by its name when the case begins. */
export interface Policy {
  /** `<scheme>/<first day>`, as the register keeps it. */
  readonly version: string;
  readonly scheme: string;
  /** First day (JST) on which cases freeze it. */
  readonly from: string;
  /** Names under which releases before wrote it down. */
  readonly formerly: readonly string[];
  /** The scheme that is meant where none is named. */
  readonly isDefault: boolean;
  readonly name: Said;
  readonly law: Said;
  /** What its law protects, as texts call it that several schemes share. */
  readonly information?: Said | undefined;
  /** The policy whose texts are its own wherever it has none. */
  readonly textsFrom?: string | undefined;
  readonly items: readonly ItemRow[];
  readonly sources: readonly SourceRow[];
  readonly checks: readonly CheckKind[];
  readonly steps: readonly OptionalStep[];
  readonly periods: Periods;
  readonly bases: Readonly<Record<PeriodKey, Basis>>;
}

let installed: readonly Policy[] = [];

/** Once, when a process starts (policies.ts): the default scheme first, and of each scheme the oldest first. */
export function installPolicies(all: readonly Policy[]): void {
  if (installed.length > 0) throw new Error('policies are installed once');
  installed = frozen([...all]);
}

/** Whoever is handed a policy can change it for nobody. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}

export function policies(): readonly [Policy, ...Policy[]] {
  const [first, ...rest] = installed;
  if (!first) throw new Error('no policy is installed: import policies.ts first');
  return [first, ...rest];
}

/** The scheme that is meant where none is named. */
export function defaultScheme(): string {
  return policies()[0].scheme;
}

/** The policy of a scheme that a case freezes which starts on `day` (JST, ISO date). Before its first day: the first one. */
export function policyOn(day: string, scheme = defaultScheme()): Policy {
  const [first, ...rest] = policies().filter((policy) => policy.scheme === scheme);
  if (!first) throw new Error('a scheme that no pack has');
  return inForceOn(day, [first, ...rest]);
}

/** Of one scheme's policies, oldest first, the one in force. */
export function inForceOn<One extends { readonly from: string }>(
  day: string,
  all: readonly [One, ...One[]],
): One {
  return all.findLast((policy) => policy.from <= day) ?? all[0];
}

/** The policy of that name, undefined where no pack has it. */
export function policyNamed(version: string): Policy | undefined {
  return policies().find((one) => one.version === version || one.formerly.includes(version));
}

/** The scheme of a policy's name, also of one whose pack was taken away. */
export function schemeOf(version: string): string {
  return policyNamed(version)?.scheme ?? version.split('/')[0] ?? version;
}

/** The policy that a case froze. @throws where its pack was taken away: a case is never judged by another's. */
/** A pack that was taken away, or that this copy does not have: its cases wait for it, and nothing else does. */
export class PolicyNotLoaded extends Error {
  override readonly name = 'PolicyNotLoaded';
  constructor(readonly version: string) {
    super(`no pack of the policy ${version}`);
  }
}

/** @throws PolicyNotLoaded */
export function policyOf(version: string): Policy {
  const policy = policyNamed(version);
  if (!policy) throw new PolicyNotLoaded(version);
  return policy;
}

/**
 * The periods a case froze, and for what its version did not know then (a stage that came later) the version's row of
 * today: a deadline that has never run for it is not moved by that.
 */
export function periodsOf(version: string, frozen: Partial<Periods>): Periods {
  return { ...policyOf(version).periods, ...frozen };
}

/** Where a period of that version comes from, and how sure that is. */
export function sourceOf(version: string, key: PeriodKey): Basis {
  return policyOf(version).bases[key];
}

/** The row of the policy a deadline is counted by: the two of a clearance by how long it is valid. */
export function periodKeyOf(kind: DeadlineKind): PeriodKey {
  switch (kind) {
    case 'EXPIRY':
      return 'VALIDITY';
    case 'RENEWAL_OPENING':
      return 'RENEWAL_LEAD';
    default:
      return kind;
  }
}
