import { after, type IsoInstant, monthFrom, monthOf } from './calendar.js';
import type { AuditEvent } from './edges.js';
import type { Periods } from './policy.js';
import type { Decision, NotConductedReason, Stage } from './stages.js';

/** What of a case's history its subject is told. Reviews, opinions and who works on it stay inside until the notice. */
const SUBJECT_SEES: ReadonlySet<AuditEvent> = new Set<AuditEvent>([
  'Nominated',
  'RenewalProposed',
  'NomineeNotApproved',
  'ContinuedNeedConfirmed',
  'NoticeServed',
  'DoubtNoticeServed',
  'ConsentGiven',
  'ConsentRefused',
  'ConsentWindowPassed',
  'ConsentWindowExtended',
  'ClosedUnanswered',
  'QuestionnaireSubmitted',
  'QuestionnaireScreened',
  'QuestionnaireReturned',
  'QuestionnaireWindowPassed',
  'QuestionnaireWindowExtended',
  'InvestigationStarted',
  'InterviewArranged',
  'InterviewMoved',
  'InterviewCalledOff',
  'InterviewRecorded',
  'InterviewConfirmed',
  'RecordWindowPassed',
  'InvestigationReused',
  'DocumentRequested',
  'DocumentProvided',
  'DocumentDeclined',
  'DocumentWindowPassed',
  'SupplementRequested',
  'SupplementAnswered',
  'SupplementWindowPassed',
  'InquiryWithdrawn',
  'ReasonsWanted',
  'SubjectAsked',
  'SubjectAnswered',
  'HearingWindowPassed',
  'ResultNotified',
  'ResultNoticeVoided',
  'PledgeSigned',
  'PledgeWindowPassed',
  'LapsedUnpledged',
  'ConsentWithdrawn',
  'WithdrawalReceived',
  'WithdrawalTookEffect',
  'ClosedWithoutBasis',
  'RenewalAbsorbed',
  'EndedAsMistaken',
  'ReassessmentVoided',
  'GatheredDestroyed',
  'ClassDestroyed',
  'DoubtNoticeVoided',
  'GrievanceReceived',
  'GrievanceOpened',
  'GrievanceAnswered',
  'GrievanceTargetPassed',
  'AdjudicationReopened',
  'ClearanceStarted',
  'ChangeReported',
  'SuspendedByDoubtNotice',
  'RevocationProposed',
  'RevocationDropped',
  'Revoked',
  'RevokedByResult',
  'Lapsed',
  'TransferredWithin',
  'SecondedOut',
  'Departed',
  'DepartureNoted',
  'Reinstated',
  'RenewalOpened',
  'Expired',
  'Superseded',
  'ClearanceVoided',
  'ReturnedWithNotice',
  'ExtendedForOutage',
  'FileDestroyed',
]);

export function subjectSees(event: string): boolean {
  return (SUBJECT_SEES as ReadonlySet<string>).has(event);
}

/** The steps of a case tell how it ended: of a destroyed file its beginning and its destruction are told. */
export function stepsTold<Step>(stage: Stage, steps: readonly Step[]): readonly Step[] {
  return stage === 'DISPOSED' ? [...steps.slice(0, 1), ...steps.slice(-1)] : steps;
}

/** All that a contractor or an information manager may ever hold about a person (Art. 13(2); law: invariant 9). */
export interface OutcomeView {
  readonly subjectRef: string;
  readonly outcome: 'FOUND' | 'NOT_FOUND' | 'NOT_CONDUCTED';
  readonly notifiedOn: string;
  readonly validUntil?: string;
}

/** What is known of how a case stands, before anybody is told of it. */
export interface Ending {
  readonly openedAt: IsoInstant;
  readonly endedAt: IsoInstant | null;
  readonly notifiedAt: IsoInstant | null;
  readonly decision: Decision | null;
  readonly notConductedReason: NotConductedReason | null;
}

/**
 * From when those outside are told that there was no assessment. Never at the act: the day would tell a refusal from a
 * withdrawal and both from silence. All are told together, a while after the nomination.
 */
export function toldNotConductedAt(openedAt: IsoInstant, endedAt: IsoInstant, periods: Periods): IsoInstant {
  const awhile = after(openedAt, periods.NOT_CONDUCTED_TOLD);
  return monthFrom(endedAt > awhile ? endedAt : awhile);
}

/**
 * Until when they are: never until the file is destroyed, since that day follows from the act. Who ended in time is told of
 * for as long after the nomination as such a file is kept, which is before any of theirs can be destroyed; who ended later,
 * from the month on that the telling gave away.
 */
export function notConductedOverAt(openedAt: IsoInstant, endedAt: IsoInstant, periods: Periods): IsoInstant {
  const inTime = endedAt <= after(openedAt, periods.NOT_CONDUCTED_TOLD);
  return after(inTime ? openedAt : monthOf(endedAt), periods.RETENTION_NOT_CONDUCTED);
}

/** Whether outside nothing more is told of it, as of a file that was destroyed, though it may still be there. */
export function isOverOutside(of: Ending, periods: Periods, now: IsoInstant): boolean {
  const outcome = outcomeOf({ ...of, notified: of.notifiedAt !== null });
  if (outcome !== 'NOT_CONDUCTED' || of.endedAt === null) return false;
  return notConductedOverAt(of.openedAt, of.endedAt, periods) <= now;
}

/** What those outside are told at that moment, and since when. */
export function toldOutside(
  of: Ending,
  periods: Periods,
  now: IsoInstant,
): { outcome: OutcomeView['outcome']; since: IsoInstant } | undefined {
  const outcome = outcomeOf({ ...of, notified: of.notifiedAt !== null });
  if (outcome === undefined || isOverOutside(of, periods, now)) return undefined;
  const since =
    outcome === 'NOT_CONDUCTED' && of.endedAt !== null
      ? toldNotConductedAt(of.openedAt, of.endedAt, periods)
      : of.notifiedAt;
  return since !== null && since <= now ? { outcome, since } : undefined;
}

/** A result that was notified before an upheld grievance reopened the decision, or by a notice that was void. */
export interface EarlierResult {
  readonly id: string;
  readonly decision: Decision;
  readonly decidedAt: IsoInstant;
  readonly notifiedAt: IsoInstant;
  /** Its notice was void, since then: it is kept as it was, and stands for nothing. */
  readonly voidedAt?: IsoInstant;
}

/**
 * A case as everybody is told of it who does not work on it: until a new result is notified, the one before it stands,
 * and nothing shows that the decision is being taken again (reading).
 */
export function withStandingResult<Of extends Ending & { readonly earlier: EarlierResult | null }>(
  of: Of,
): Of {
  const { earlier, notifiedAt } = of;
  if (earlier === null || notifiedAt !== null) return of;
  return { ...of, decision: earlier.decision, notifiedAt: earlier.notifiedAt };
}

/** How a case has come out, for its subject and whoever works on it, or undefined while it has not. */
export function outcomeOf(of: {
  decision: Decision | null;
  notified: boolean;
  notConductedReason: NotConductedReason | null;
}): OutcomeView['outcome'] | undefined {
  if (of.notConductedReason !== null) return 'NOT_CONDUCTED';
  return of.notified && of.decision !== null ? of.decision : undefined;
}
