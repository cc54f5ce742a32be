import type { OptionalStep } from './policy.js';
import type { ActorRole } from './roles.js';
import type { IssueState } from './service.js';
import type { CaseKind, Decision, Ground, InvestigationMode, NotConductedReason, Stage } from './stages.js';

/**
 * What must be true beyond stage and role before a step may be taken. Named here, evaluated in rules.ts on plain facts.
 */
export type Rule =
  | 'contractorCertified'
  | 'noOtherOpenCase'
  | 'notYetCleared'
  | 'textWasServed'
  | 'nothingOpen'
  | 'nothingUnresolved'
  | 'noDoubtServed'
  | 'nothingHolds'
  | 'noHoldStands'
  | 'holdStands'
  | 'notWhoPlacedIt'
  | 'reasonsGiven'
  | 'timeAhead'
  | 'interviewBegun'
  | 'somethingTold'
  | 'everythingWeighed'
  | 'somethingWeighed'
  | 'subjectWasHeard'
  | 'notWhoProposed'
  | 'officerApart'
  | 'notWhoInvestigated'
  | 'notWhoWorkedOnIt'
  | 'notWhoDecidedBefore'
  | 'outsideTheirLine'
  | 'answerFits'
  | 'consentStands'
  | 'doubtEndedWithoutAssessment'
  | 'correctedByAnother'
  | 'nothingRestsOnNotice'
  | 'investigationReusable'
  | 'mayBeAsked'
  | 'firstCameIn'
  | 'recordsAreIn'
  | 'provisoGrounded'
  | 'noGroundGiven'
  | 'mayBeAskedFor'
  | 'supplementWasShown'
  | 'everyQuestionAnswered'
  | 'noSupplementOpen'
  | 'wasConsented'
  | 'noOriginalWaiting'
  | 'issuedThisWay'
  | 'receivedFirst'
  | 'notWhoIssued'
  | 'noNoticeOut'
  | 'noWordsWaiting'
  | 'receivedInTime'
  | 'answeredInTime'
  | 'reportWaits'
  | 'notWhoReported'
  | 'everyReportValidated';

/** One line of the scheme: in these stages, these actors may take this step, for this reason in law. */
export interface Edge {
  readonly kind: CaseKind;
  readonly action: string;
  readonly from: readonly (Stage | 'NEW')[];
  readonly to: Stage | 'SAME';
  readonly by: readonly ActorRole[];
  readonly event: string;
  readonly article: string;
  /** Narrows the line to some cases. Several lines of one action are told apart by stage and `when`. */
  readonly when?: {
    readonly ground?: readonly Ground[];
    readonly mode?: readonly InvestigationMode[];
    readonly decision?: Decision;
    /** What the step itself says, where the lines of one action differ by it. */
    readonly proposing?: Decision;
    /** Whether its words touch what may not be investigated; said of them by us, never by who sends them. */
    readonly drifting?: boolean;
    /** Likewise: who is to investigate. */
    readonly choosing?: readonly InvestigationMode[];
    /** Only where the person was asked about the concerns and let the time pass. */
    readonly silent?: true;
    /** Of a clearance: whether its end was put to its holder, and what came of that. */
    readonly hearing?: readonly Hearing[];
    /** Only where the person let the time to confirm an interview's record pass. */
    readonly unconfirmed?: true;
    /** Only where the time for a document that was asked for passed, and nothing was said of it since. */
    readonly missedDocument?: true;
    /** Only of a case in which a supplementary consent was asked for last, and passed over in silence. */
    readonly missedSupplement?: true;
    /** Only while a correction waits for a second person, or only while none does. */
    readonly correction?: Correction;
    /** Of a clearance under a doubt notice: where it would be without that. */
    readonly withoutDoubt?: readonly WithoutDoubt[];
    /** Only while a request for a supplementary consent waits for the person, or only while none does. */
    readonly supplement?: Supplement;
    /** Whether a result was notified before, and an upheld grievance has reopened the decision. */
    readonly reopened?: boolean;
    /** Only where the person said beforehand that they do not want reasons, and has not taken that back. */
    readonly waived?: true;
    /** Whether a notice of the result has gone out, and whether its person has withdrawn since. */
    readonly issue?: IssueState;
    /** Only in a scheme that has this part of the way (policy.ts). */
    readonly step?: OptionalStep;
  };
  readonly rules?: readonly Rule[];
  /** People must say which version they saw, unless the step is theirs at any moment (withdrawal, grievance, report). */
  readonly anyVersion?: true;
  readonly endsAs?: NotConductedReason;
}

/** Whether the person was asked about the concerns, and had their say or their time for it. */
export type Hearing = 'NONE' | 'ASKED' | 'SILENT' | 'HEARD';
/** Whether somebody has proposed a correction that nobody has confirmed or dropped yet. */
export type Correction = 'NONE' | 'OPEN';
/** Whether the person is asked for a supplementary consent, and neither has answered nor let the time pass. */
export type Supplement = 'NONE' | 'OPEN';
export type WithoutDoubt = 'ACTIVE' | 'REVIEW' | 'LAPSED';
