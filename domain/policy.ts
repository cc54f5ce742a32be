/**
 * Every period of the scheme, in one dated table. Frozen into a case when it starts: a later change of policy never
 * moves a running deadline. Marks: `law` found in the Act, `memory` known but to be confirmed, `reading` our reading,
 * `policy` ours to set. Changing a number is a new row set with its date, no code.
 */
export type Mark = 'law' | 'memory' | 'reading' | 'policy';

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
    | 'markGrievanceOverdue'
    | 'markLate'
    | 'openRenewal'
    | 'expire'
    | 'destroyGathered'
    | 'destroyClass'
    | 'dispose';
  /** `stage`: ends with the stage that set it; `check`: with its check; `case`: with the case. */
  readonly scope: 'stage' | 'check' | 'case';
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

interface PeriodRow {
  readonly period: string;
  readonly basis: string;
  readonly mark: Mark;
}
export type PeriodKey =
  | Exclude<DeadlineKind, 'RENEWAL_OPENING' | 'EXPIRY'>
  | 'VALIDITY'
  | 'SDS_VALIDITY'
  | 'RENEWAL_LEAD'
  | 'REUSE_LIMIT'
  | 'INTERVIEW_WITHIN'
  | 'REPORT_SEALED'
  | 'INTERVIEW_NOTICE'
  | 'HOLD_REVIEW_WITHIN'
  | 'RETENTION_RECORDED'
  | 'NOT_CONDUCTED_TOLD'
  | 'GRIEVANCE_LATE'
  | 'ORIGINAL_COMPARED'
  | 'DEMAND_REMINDER'
  | 'DEMAND_ANSWER'
  | 'DEMAND_RETENTION';
/** Deadlines whose period is a row of the policy; the two of a clearance are counted from its last day. */
export type CountedDeadline = DeadlineKind & PeriodKey;
export type Periods = Readonly<Record<PeriodKey, string>>;

interface PolicyVersion {
  readonly version: string;
  /** First day (JST) on which cases freeze this version. */
  readonly from: string;
  readonly periods: Readonly<Record<PeriodKey, PeriodRow>>;
}

// biome-ignore format: a table
export const POLICIES: readonly PolicyVersion[] = [
  {
    version: '2025-05',
    from: '2025-05-16',
    periods: {
      VALIDITY:                { period: 'P10Y', basis: 'Art. 12(1)(i)(イ)', mark: 'law' },
      SDS_VALIDITY:            { period: 'P5Y', basis: 'Art. 12(1)(i)(ロ)', mark: 'law' },
      RENEWAL_LEAD:            { period: 'P12M', basis: 'policy: early enough to finish before expiry', mark: 'policy' },
      REUSE_LIMIT:             { period: 'P10Y', basis: 'Art. 12(7)', mark: 'reading' },
      NOT_CONDUCTED_TOLD:      { period: 'P3M', basis: 'Art. 16; policy: from the nomination, then the first of a month, whatever the reason', mark: 'policy' },
      DEMAND_REMINDER:         { period: 'P10D', basis: 'policy: office days; a demand of the Independent Public Records Administrator', mark: 'policy' },
      DEMAND_ANSWER:           { period: 'P20D', basis: 'policy: office days; no statutory figure known', mark: 'policy' },
      DEMAND_RETENTION:        { period: 'P10Y', basis: 'policy: as an answered grievance', mark: 'policy' },
      OFFICER_REMINDER:        { period: 'P14D', basis: 'policy', mark: 'policy' },
      CONSENT_REMINDER:        { period: 'P14D', basis: 'policy', mark: 'policy' },
      CONSENT_WINDOW:          { period: 'P30D', basis: 'policy: no statutory figure known', mark: 'policy' },
      QUESTIONNAIRE_REMINDER:  { period: 'P30D', basis: 'policy', mark: 'policy' },
      QUESTIONNAIRE_WINDOW:    { period: 'P60D', basis: 'policy: then an officer, never a verdict', mark: 'policy' },
      REVIEW_REMINDER:         { period: 'P14D', basis: 'policy', mark: 'policy' },
      INTERVIEW_WITHIN:        { period: 'P60D', basis: 'policy: an interview is arranged for a day that can be waited for', mark: 'policy' },
      INTERVIEW_NOTICE:        { period: 'P5D', basis: 'policy: office days that lie between, so that the person can prepare; fewer only if they agreed', mark: 'policy' },
      INTERVIEW_REMINDER:      { period: 'P7D', basis: 'policy: counted from the interview; its record is then due', mark: 'policy' },
      RECORD_REMINDER:         { period: 'P7D', basis: 'policy', mark: 'policy' },
      RECORD_WINDOW:           { period: 'P14D', basis: 'policy: no statutory figure known; then a person, and nothing is confirmed', mark: 'policy' },
      DOCUMENT_REMINDER:       { period: 'P14D', basis: 'policy', mark: 'policy' },
      DOCUMENT_WINDOW:         { period: 'P30D', basis: 'policy: no statutory figure known; then a person, and nothing is held against anybody', mark: 'policy' },
      OPINION_REMINDER:        { period: 'P30D', basis: 'policy', mark: 'policy' },
      DECISION_REMINDER:       { period: 'P30D', basis: 'policy', mark: 'policy' },
      HEARING_REMINDER:        { period: 'P7D', basis: 'policy', mark: 'policy' },
      HEARING_WINDOW:          { period: 'P14D', basis: 'policy: no statutory figure known; then the head, never a verdict', mark: 'policy' },
      NOTIFICATION_REMINDER:   { period: 'P1D', basis: 'reading: decision and notification on one office day', mark: 'reading' },
      PLEDGE_REMINDER:         { period: 'P14D', basis: 'policy', mark: 'policy' },
      PLEDGE_WINDOW:           { period: 'P30D', basis: 'policy', mark: 'policy' },
      CHECK_REMINDER:          { period: 'P30D', basis: 'policy', mark: 'policy' },
      CHECK_DUE:               { period: 'P60D', basis: 'policy: then a person, never a verdict', mark: 'policy' },
      CHANGE_REVIEW_REMINDER:  { period: 'P30D', basis: 'Standards: promptly', mark: 'policy' },
      REPORT_SEALED:           { period: 'P6M', basis: 'policy: how long somebody is not told of a report about them', mark: 'policy' },
      SUSPENSION_REMINDER:     { period: 'P90D', basis: 'policy', mark: 'policy' },
      GRIEVANCE_REMINDER:      { period: 'P30D', basis: 'policy: no automatic closing', mark: 'policy' },
      GATHERED_BY_MISTAKE:     { period: 'P3M', basis: 'policy: sealed at once, destroyed when nobody is likely to complain of it any more', mark: 'policy' },
      ORIGINAL_COMPARED:       { period: 'P3D', basis: 'policy: office days in which a second person compares a signed paper; then it is overdue before people', mark: 'policy' },
      FAMILY_RETENTION:        { period: 'P6M', basis: 'policy: from the same day as the file; long enough to complain (GRIEVANCE_LATE) and to be answered', mark: 'policy' },
      HOLD_REVIEW_WITHIN:      { period: 'P12M', basis: 'policy: a hold is looked at again at least once a year', mark: 'policy' },
      RETENTION_RECORDED:      { period: 'P10Y', basis: 'policy: as a file, from the end of an office or of a result under the 2014 Act', mark: 'policy' },
      GRIEVANCE_TARGET:        { period: 'P60D', basis: 'policy: the day an answer is meant by; then it is overdue before people, never closed', mark: 'policy' },
      GRIEVANCE_LATE:          { period: 'P3M', basis: 'policy: no statutory limit known; a late one goes to a person', mark: 'policy' },
      RETENTION_ASSESSED:      { period: 'P10Y', basis: 'Diet answer 2024-04-03', mark: 'reading' },
      RETENTION_NOT_CONDUCTED: { period: 'P3Y', basis: 'Standards', mark: 'memory' },
    },
  },
];

/** The policy a case that starts on `day` (JST, ISO date) freezes. Before the Act's first day: the first one. */
export function policyOn(day: string): { version: string; periods: Periods } {
  const inForce = POLICIES.filter((p) => p.from <= day).at(-1) ?? POLICIES[0];
  if (!inForce) throw new Error('the policy table is empty');
  return { version: inForce.version, periods: periodsIn(inForce) };
}

/**
 * The periods a case froze, and for what its version did not know then (a stage that came later) the version's row of
 * today: a deadline that has never run for it is not moved by that.
 */
export function periodsOf(version: string, frozen: Partial<Periods>): Periods {
  const policy = POLICIES.find((one) => one.version === version) ?? POLICIES.at(-1);
  if (!policy) throw new Error('the policy table is empty');
  return { ...periodsIn(policy), ...frozen };
}

/** Where a period of that version comes from, and how sure that is. */
export function sourceOf(version: string, key: PeriodKey): { basis: string; mark: Mark } {
  const policy = POLICIES.find((one) => one.version === version) ?? POLICIES.at(-1);
  if (!policy) throw new Error('the policy table is empty');
  const { basis, mark } = policy.periods[key];
  return { basis, mark };
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

function periodsIn({ periods }: PolicyVersion): Periods {
  return Object.fromEntries(Object.entries(periods).map(([key, row]) => [key, row.period])) as Periods;
}
