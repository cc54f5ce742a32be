import type { AuditEvent } from './edges.js';
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
  'QuestionnaireWindowPassed',
  'QuestionnaireWindowExtended',
  'InvestigationStarted',
  'SubjectAsked',
  'SubjectAnswered',
  'HearingWindowPassed',
  'ResultNotified',
  'PledgeSigned',
  'PledgeWindowPassed',
  'LapsedUnpledged',
  'ConsentWithdrawn',
  'ClosedWithoutBasis',
  'RenewalAbsorbed',
  'GrievanceReceived',
  'GrievanceOpened',
  'GrievanceAnswered',
  'ClearanceStarted',
  'ChangeReported',
  'ReviewClosed',
  'SuspendedByDoubtNotice',
  'Revoked',
  'RevokedByResult',
  'Lapsed',
  'Reinstated',
  'RenewalOpened',
  'Expired',
  'Superseded',
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

/** The outcome a case has shown to the outside, or undefined while it has shown none. The reason never shows. */
export function outcomeOf(of: {
  decision: Decision | null;
  notified: boolean;
  notConductedReason: NotConductedReason | null;
}): OutcomeView['outcome'] | undefined {
  if (of.notConductedReason !== null) return 'NOT_CONDUCTED';
  return of.notified && of.decision !== null ? of.decision : undefined;
}
