import type { OptionalStep } from './policy.js';
import type { ActorRole } from './roles.js';
import { SUPPLEMENTED, SUPPLEMENTING } from './supplements.js';
import type {
  ApplicationStage,
  CaseKind,
  Decision,
  Ground,
  InvestigationMode,
  NotConductedReason,
  Stage,
} from './stages.js';

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
  | 'subjectWasHeard'
  | 'notWhoProposed'
  | 'officerApart'
  | 'notWhoInvestigated'
  | 'notWhoWorkedOnIt'
  | 'notWhoDecidedBefore'
  | 'answerFits'
  | 'consentStands'
  | 'doubtEndedWithoutAssessment'
  | 'correctedByAnother'
  | 'nothingRestsOnNotice'
  | 'investigationReusable'
  | 'mayBeAsked'
  | 'mayBeAskedFor'
  | 'supplementWasShown'
  | 'everyQuestionAnswered'
  | 'noSupplementOpen'
  | 'wasConsented'
  | 'noOriginalWaiting'
  | 'receivedInTime'
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
    /** Only where the person let the time to confirm an interview's record pass. */
    readonly unconfirmed?: true;
    /** Only where the time for a document that was asked for passed, and nothing was said of it since. */
    readonly missedDocument?: true;
    /** Only while a correction waits for a second person, or only while none does. */
    readonly correction?: Correction;
    /** Of a clearance under a doubt notice: where it would be without that. */
    readonly withoutDoubt?: readonly WithoutDoubt[];
    /** Only while a request for a supplementary consent waits for the person, or only while none does. */
    readonly supplement?: Supplement;
    /** Whether a result was notified before, and an upheld grievance has reopened the decision. */
    readonly reopened?: boolean;
    /** Only in a scheme that has this part of the way (policy.ts). */
    readonly step?: OptionalStep;
  };
  readonly rules?: readonly Rule[];
  /** People must say which version they saw, unless the step is theirs at any moment (withdrawal, grievance, report). */
  readonly anyVersion?: true;
  readonly endsAs?: NotConductedReason;
}

/** Whether somebody has proposed a correction that nobody has confirmed or dropped yet. */
export type Correction = 'NONE' | 'OPEN';
/** Whether the person is asked for a supplementary consent, and neither has answered nor let the time pass. */
export type Supplement = 'NONE' | 'OPEN';
export type WithoutDoubt = 'ACTIVE' | 'REVIEW' | 'LAPSED';

const BEFORE_CONSENT = [
  'NOMINATED',
  'SCREENED',
  'AWAITING_CONSENT',
  'CONSENT_OVERDUE',
] as const satisfies ApplicationStage[];
const CONSENTED = [
  'QUESTIONNAIRE',
  'QUESTIONNAIRE_OVERDUE',
  'QUESTIONNAIRE_SCREENING',
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
] as const satisfies ApplicationStage[];
/** Where a case can be again after an upheld grievance has reopened its decision. */
const REOPENED = [
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
] as const satisfies ApplicationStage[];
const UNTIL_NOTIFIED = [...BEFORE_CONSENT, ...CONSENTED];
const APPLICATION_OPEN = [...UNTIL_NOTIFIED, 'PLEDGE_PENDING', 'PLEDGE_OVERDUE'] as const;
/** A result has been notified. */
const NOTIFIED = [
  'PLEDGE_PENDING',
  'PLEDGE_OVERDUE',
  'CLEARED',
  'CLOSED',
] as const satisfies ApplicationStage[];
const NOT_DISPOSED = [...APPLICATION_OPEN, 'CLEARED', 'CLOSED', 'NOT_CONDUCTED'] as const;
const CLEARANCE_ENDED = ['REVOKED', 'EXPIRED', 'SUPERSEDED', 'VOIDED'] as const;
/** Stages in which a person is waited for by a day. */
const WINDOWED = [
  'AWAITING_CONSENT',
  ...SUPPLEMENTED,
  'HEARING',
  'PLEDGE_PENDING',
] as const satisfies ApplicationStage[];
/** Stages in which a question may be open. */
const ASKING = [
  'CHECKS_RUNNING',
  'HUMAN_REVIEW',
  'INTERVIEW',
  'INTERVIEW_RECORD',
  'DOCUMENT_REQUESTED',
] as const satisfies ApplicationStage[];
const HELD = ['ACTIVE', 'REVIEW', 'SUSPENDED', 'LAPSED'] as const;
const CLEARANCE_KEPT = [...HELD, ...CLEARANCE_ENDED] as const;
const GRIEVANCE_UNANSWERED = ['GRIEVANCE_OPEN', 'GRIEVANCE_OVERDUE'] as const;

// biome-ignore format: a table
export const EDGES = [
  // -- Application: Art. 12, 13. --------------------------------------------------------------------------------------
  { kind: 'application', action: 'nominate', from: ['NEW'], to: 'NOMINATED', by: ['AssessmentOfficerInCharge', 'ContractorSecurityManager'], event: 'Nominated', article: 'Art. 12(1)(i)', when: { ground: ['NEW_HANDLER'] }, rules: ['contractorCertified', 'noOtherOpenCase', 'notYetCleared'] },
  { kind: 'application', action: 'proposeRenewal', from: ['NEW'], to: 'NOMINATED', by: ['System'], event: 'RenewalProposed', article: 'Art. 12(1)(ii)', when: { ground: ['RENEWAL'] } },
  { kind: 'application', action: 'openReassessment', from: ['NEW'], to: 'AWAITING_CONSENT', by: ['System'], event: 'DoubtNoticeServed', article: 'Art. 12(1)(iii), 12(3)', when: { ground: ['DOUBT'] } },
  { kind: 'application', action: 'assign', from: APPLICATION_OPEN, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'CaseOfficerAssigned', article: 'Standards: restriction on involvement', rules: ['officerApart'] },
  { kind: 'application', action: 'declareConflict', from: APPLICATION_OPEN, to: 'SAME', by: ['CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator', 'CabinetInvestigator', 'ScreeningOfficer'], event: 'ConflictDeclared', article: 'Standards: restriction on involvement', anyVersion: true },
  { kind: 'application', action: 'approveNominee', from: ['NOMINATED'], to: 'SCREENED', by: ['Adjudicator'], event: 'NomineeApproved', article: 'Standards: head approves candidates', when: { ground: ['NEW_HANDLER'] }, rules: ['contractorCertified', 'noOtherOpenCase', 'notYetCleared'] },
  { kind: 'application', action: 'confirmNeed', from: ['NOMINATED'], to: 'SCREENED', by: ['AssessmentOfficerInCharge'], event: 'ContinuedNeedConfirmed', article: 'Art. 12(1)(ii)', when: { ground: ['RENEWAL'] }, rules: ['contractorCertified'] },
  { kind: 'application', action: 'rejectNominee', from: ['NOMINATED'], to: 'NOT_CONDUCTED', by: ['Adjudicator', 'AssessmentOfficerInCharge'], event: 'NomineeNotApproved', article: 'Standards: head approves candidates', rules: ['reasonsGiven'], endsAs: 'NOT_APPROVED' },
  { kind: 'application', action: 'serveNotice', from: ['SCREENED'], to: 'AWAITING_CONSENT', by: ['CaseOfficer'], event: 'NoticeServed', article: 'Art. 12(3)' },
  { kind: 'application', action: 'giveConsent', from: ['AWAITING_CONSENT', 'CONSENT_OVERDUE'], to: 'QUESTIONNAIRE', by: ['Subject'], event: 'ConsentGiven', article: 'Art. 12(3)', rules: ['textWasServed'] },
  { kind: 'application', action: 'refuseConsent', from: ['AWAITING_CONSENT', 'CONSENT_OVERDUE'], to: 'NOT_CONDUCTED', by: ['Subject'], event: 'ConsentRefused', article: 'Art. 12(3)', anyVersion: true, endsAs: 'REFUSED' },
  { kind: 'application', action: 'markConsentOverdue', from: ['AWAITING_CONSENT'], to: 'CONSENT_OVERDUE', by: ['System'], event: 'ConsentWindowPassed', article: 'policy: consent window' },
  { kind: 'application', action: 'extendConsent', from: ['CONSENT_OVERDUE'], to: 'AWAITING_CONSENT', by: ['CaseOfficer'], event: 'ConsentWindowExtended', article: 'policy: consent window' },
  { kind: 'application', action: 'closeUnanswered', from: ['CONSENT_OVERDUE', 'QUESTIONNAIRE_OVERDUE'], to: 'NOT_CONDUCTED', by: ['CaseOfficer'], event: 'ClosedUnanswered', article: 'Art. 12(3)', rules: ['reasonsGiven', 'noOriginalWaiting'], endsAs: 'NO_RESPONSE' },
  { kind: 'application', action: 'submitQuestionnaire', from: ['QUESTIONNAIRE', 'QUESTIONNAIRE_OVERDUE'], to: 'INVESTIGATION', by: ['Subject'], event: 'QuestionnaireSubmitted', article: 'Art. 12(6)', when: { drifting: false } },
  { kind: 'application', action: 'submitQuestionnaire', from: ['QUESTIONNAIRE', 'QUESTIONNAIRE_OVERDUE'], to: 'QUESTIONNAIRE_SCREENING', by: ['Subject'], event: 'QuestionnaireSubmitted', article: 'Art. 12(6); Standards: matters not investigated', when: { drifting: true } },
  { kind: 'application', action: 'screenQuestionnaire', from: ['QUESTIONNAIRE_SCREENING'], to: 'INVESTIGATION', by: ['ScreeningOfficer'], event: 'QuestionnaireScreened', article: 'Standards: matters not investigated; reading: struck before anybody who works on the case reads it' },
  { kind: 'application', action: 'markQuestionnaireOverdue', from: ['QUESTIONNAIRE'], to: 'QUESTIONNAIRE_OVERDUE', by: ['System'], event: 'QuestionnaireWindowPassed', article: 'policy: questionnaire window' },
  { kind: 'application', action: 'extendQuestionnaire', from: ['QUESTIONNAIRE_OVERDUE'], to: 'QUESTIONNAIRE', by: ['CaseOfficer'], event: 'QuestionnaireWindowExtended', article: 'policy: questionnaire window' },
  { kind: 'application', action: 'returnQuestionnaire', from: ['INVESTIGATION'], to: 'QUESTIONNAIRE', by: ['CaseOfficer'], event: 'QuestionnaireReturned', article: 'Standards: questionnaire; reading: returned for what is not clear', rules: ['reasonsGiven'] },
  { kind: 'application', action: 'startInvestigation', from: ['INVESTIGATION'], to: 'CHECKS_RUNNING', by: ['AssessmentOfficerInCharge'], event: 'InvestigationStarted', article: 'Art. 12(4), (5)', when: { choosing: ['UNIFIED'], step: 'UNIFIED_INVESTIGATION' }, rules: ['mayBeAsked'] },
  { kind: 'application', action: 'startInvestigation', from: ['INVESTIGATION'], to: 'CHECKS_RUNNING', by: ['AssessmentOfficerInCharge'], event: 'InvestigationStarted', article: 'Art. 12(4), (5)', when: { choosing: ['SELF'] }, rules: ['mayBeAsked'] },
  { kind: 'application', action: 'startInvestigation', from: ['INVESTIGATION'], to: 'CHECKS_RUNNING', by: ['AssessmentOfficerInCharge'], event: 'InvestigationReused', article: 'Art. 12(7)', when: { choosing: ['REUSED'], step: 'REUSE' }, rules: ['investigationReusable'] },
  { kind: 'application', action: 'inquire', from: ['HUMAN_REVIEW', 'AWAITING_OPINION'], to: 'CHECKS_RUNNING', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'InquiriesMade', article: 'Art. 12(6), Standards: inquiries only as needed', rules: ['reasonsGiven', 'mayBeAsked'] },
  { kind: 'application', action: 'inquire', from: ['CHECKS_RUNNING'], to: 'SAME', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'InquiriesMade', article: 'Art. 12(6), Standards: inquiries only as needed', rules: ['reasonsGiven', 'mayBeAsked'] },
  { kind: 'application', action: 'fileAnswer', from: ['CHECKS_RUNNING', 'HUMAN_REVIEW', 'INTERVIEW', 'INTERVIEW_RECORD', 'DOCUMENT_REQUESTED', 'HEARING'], to: 'SAME', by: ['Provider'], event: 'AnswerFiled', article: 'Art. 12(6)' },
  { kind: 'application', action: 'fileAnswer', from: ['AWAITING_OPINION', 'OPINION_RECEIVED', 'ADJUDICATION', 'SECOND_READING'], to: 'HUMAN_REVIEW', by: ['Provider'], event: 'BelatedAnswerFiled', article: 'Art. 12(6); reading: a person sees it before the decision' },
  { kind: 'application', action: 'markLate', from: ['CHECKS_RUNNING', 'HUMAN_REVIEW', 'INTERVIEW', 'INTERVIEW_RECORD', 'DOCUMENT_REQUESTED'], to: 'SAME', by: ['System'], event: 'CheckFoundLate', article: 'policy: provider answer; never adverse' },
  { kind: 'application', action: 'escalate', from: ['CHECKS_RUNNING'], to: 'HUMAN_REVIEW', by: ['System'], event: 'SentToHumanReview', article: 'Art. 12(6); only people weigh what was found' },
  { kind: 'application', action: 'completeChecks', from: ['CHECKS_RUNNING'], to: 'AWAITING_OPINION', by: ['System'], event: 'ChecksCompleted', article: 'Art. 12(5)', rules: ['nothingOpen', 'nothingUnresolved'] },
  { kind: 'application', action: 'askAgain', from: ['HUMAN_REVIEW'], to: 'CHECKS_RUNNING', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'AskedAgain', article: 'Art. 12(6)', rules: ['reasonsGiven'] },
  { kind: 'application', action: 'resolveReview', from: ['HUMAN_REVIEW'], to: 'AWAITING_OPINION', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'ReviewResolved', article: 'Art. 12(6)', rules: ['nothingOpen', 'reasonsGiven'] },
  { kind: 'application', action: 'requestDocument', from: ['HUMAN_REVIEW', 'AWAITING_OPINION'], to: 'DOCUMENT_REQUESTED', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'DocumentRequested', article: 'Art. 12(6); reading: a document in place of an inquiry', when: { step: 'DOCUMENT' }, rules: ['nothingOpen', 'reasonsGiven'] },
  { kind: 'application', action: 'provideDocument', from: ['DOCUMENT_REQUESTED'], to: 'HUMAN_REVIEW', by: ['Subject'], event: 'DocumentProvided', article: 'Art. 12(6); reading: a document in place of an inquiry' },
  { kind: 'application', action: 'declineDocument', from: ['DOCUMENT_REQUESTED'], to: 'HUMAN_REVIEW', by: ['Subject'], event: 'DocumentDeclined', article: 'Art. 12(6); reading: a document in place of an inquiry; never adverse' },
  { kind: 'application', action: 'provideDocument', from: ['CHECKS_RUNNING', 'HUMAN_REVIEW', 'INTERVIEW', 'INTERVIEW_RECORD', 'HEARING'], to: 'SAME', by: ['Subject'], event: 'DocumentProvided', article: 'Art. 12(6); reading: what came in time counts, whenever it is compared', when: { missedDocument: true }, rules: ['receivedInTime'] },
  { kind: 'application', action: 'provideDocument', from: ['AWAITING_OPINION', 'OPINION_RECEIVED', 'ADJUDICATION', 'SECOND_READING'], to: 'HUMAN_REVIEW', by: ['Subject'], event: 'DocumentProvided', article: 'Art. 12(6); reading: what came in time counts, whenever it is compared', when: { missedDocument: true }, rules: ['receivedInTime'] },
  { kind: 'application', action: 'declineDocument', from: ['CHECKS_RUNNING', 'HUMAN_REVIEW', 'INTERVIEW', 'INTERVIEW_RECORD', 'HEARING', 'AWAITING_OPINION', 'OPINION_RECEIVED', 'ADJUDICATION', 'SECOND_READING'], to: 'SAME', by: ['Subject'], event: 'DocumentDeclined', article: 'Art. 12(6); reading: what came in time counts, whenever it is compared', when: { missedDocument: true }, rules: ['receivedInTime'] },
  { kind: 'application', action: 'markDocumentOverdue', from: ['DOCUMENT_REQUESTED'], to: 'HUMAN_REVIEW', by: ['System'], event: 'DocumentWindowPassed', article: 'policy: document; never adverse' },
  { kind: 'application', action: 'requestSupplement', from: SUPPLEMENTING, to: 'SAME', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'SupplementRequested', article: 'Art. 12(3), 12(6); reading: a further question needs a further consent', when: { supplement: 'NONE' }, rules: ['reasonsGiven', 'mayBeAskedFor'] },
  { kind: 'application', action: 'answerSupplement', from: SUPPLEMENTED, to: 'SAME', by: ['Subject'], event: 'SupplementAnswered', article: 'Art. 12(3), 12(6); reading: a further question needs a further consent', when: { supplement: 'OPEN' }, rules: ['supplementWasShown', 'everyQuestionAnswered'], anyVersion: true },
  { kind: 'application', action: 'markSupplementOverdue', from: SUPPLEMENTED, to: 'SAME', by: ['System'], event: 'SupplementWindowPassed', article: 'policy: supplementary consent; never adverse', when: { supplement: 'OPEN' } },
  { kind: 'application', action: 'withdrawInquiry', from: CONSENTED, to: 'SAME', by: ['Subject'], event: 'InquiryWithdrawn', article: 'Art. 12(3), Standards: withdrawal; reading: one question is taken back alone', rules: ['wasConsented'], anyVersion: true },
  { kind: 'application', action: 'arrangeInterview', from: ['HUMAN_REVIEW', 'AWAITING_OPINION'], to: 'INTERVIEW', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'InterviewArranged', article: 'Art. 12(6), Standards: interview only as needed', when: { step: 'INTERVIEW' }, rules: ['nothingOpen', 'reasonsGiven', 'timeAhead'] },
  { kind: 'application', action: 'moveInterview', from: ['INTERVIEW'], to: 'SAME', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'InterviewMoved', article: 'Art. 12(6), Standards: interview only as needed', rules: ['reasonsGiven', 'timeAhead'] },
  { kind: 'application', action: 'callOffInterview', from: ['INTERVIEW'], to: 'HUMAN_REVIEW', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'InterviewCalledOff', article: 'Art. 12(6); reading: not to come is no finding', rules: ['reasonsGiven'] },
  { kind: 'application', action: 'recordInterview', from: ['INTERVIEW'], to: 'INTERVIEW_RECORD', by: ['CaseOfficer', 'CabinetInvestigator'], event: 'InterviewRecorded', article: 'Art. 12(6); reading: the person reads what is kept of what they said', rules: ['interviewBegun'] },
  { kind: 'application', action: 'confirmInterviewRecord', from: ['INTERVIEW_RECORD'], to: 'HUMAN_REVIEW', by: ['Subject'], event: 'InterviewConfirmed', article: 'Art. 12(6); reading: the person reads what is kept of what they said' },
  { kind: 'application', action: 'confirmInterviewRecord', from: ['CHECKS_RUNNING', 'HUMAN_REVIEW', 'INTERVIEW', 'DOCUMENT_REQUESTED', 'HEARING'], to: 'SAME', by: ['Subject'], event: 'InterviewConfirmed', article: 'Art. 12(6); reading: late is not too late before the decision', when: { unconfirmed: true } },
  { kind: 'application', action: 'confirmInterviewRecord', from: ['AWAITING_OPINION', 'OPINION_RECEIVED', 'ADJUDICATION', 'SECOND_READING'], to: 'HUMAN_REVIEW', by: ['Subject'], event: 'InterviewConfirmed', article: 'Art. 12(6); reading: late is not too late before the decision', when: { unconfirmed: true } },
  { kind: 'application', action: 'markRecordOverdue', from: ['INTERVIEW_RECORD'], to: 'HUMAN_REVIEW', by: ['System'], event: 'RecordWindowPassed', article: 'policy: record of an interview; silence confirms nothing' },
  { kind: 'application', action: 'giveOpinion', from: ['AWAITING_OPINION'], to: 'OPINION_RECEIVED', by: ['CabinetInvestigator'], event: 'OpinionGiven', article: 'Art. 12(5)', when: { mode: ['UNIFIED'] }, rules: ['nothingOpen', 'nothingUnresolved', 'noSupplementOpen', 'reasonsGiven'] },
  { kind: 'application', action: 'giveOpinion', from: ['AWAITING_OPINION'], to: 'OPINION_RECEIVED', by: ['AssessmentOfficerInCharge'], event: 'OpinionGiven', article: 'Art. 12(5) proviso, 12(7)', when: { mode: ['SELF', 'REUSED'] }, rules: ['nothingOpen', 'nothingUnresolved', 'noSupplementOpen', 'reasonsGiven'] },
  { kind: 'application', action: 'submitForDecision', from: ['OPINION_RECEIVED'], to: 'ADJUDICATION', by: ['AssessmentOfficerInCharge'], event: 'SubmittedForDecision', article: 'Art. 12(1)' },
  { kind: 'application', action: 'requestMore', from: ['ADJUDICATION'], to: 'HUMAN_REVIEW', by: ['Adjudicator'], event: 'MoreRequested', article: 'Art. 12(1)', rules: ['notWhoInvestigated', 'notWhoDecidedBefore', 'reasonsGiven'] },
  { kind: 'application', action: 'askSubject', from: ['ADJUDICATION'], to: 'HEARING', by: ['Adjudicator'], event: 'SubjectAsked', article: 'Art. 12(6); reading: nobody is found wanting unheard', when: { step: 'HEARING' }, rules: ['notWhoInvestigated', 'notWhoDecidedBefore', 'nothingOpen', 'nothingUnresolved', 'reasonsGiven'] },
  { kind: 'application', action: 'answerConcerns', from: ['HEARING'], to: 'ADJUDICATION', by: ['Subject'], event: 'SubjectAnswered', article: 'Art. 12(6); reading: nobody is found wanting unheard' },
  { kind: 'application', action: 'answerConcerns', from: ['ADJUDICATION'], to: 'SAME', by: ['Subject'], event: 'SubjectAnswered', article: 'Art. 12(6); reading: late is not too late before the decision', when: { silent: true } },
  { kind: 'application', action: 'answerConcerns', from: ['SECOND_READING'], to: 'ADJUDICATION', by: ['Subject'], event: 'SubjectAnswered', article: 'Art. 12(6); reading: late is not too late before the decision', when: { silent: true } },
  { kind: 'application', action: 'markHearingOverdue', from: ['HEARING'], to: 'ADJUDICATION', by: ['System'], event: 'HearingWindowPassed', article: 'policy: hearing; silence admits nothing' },
  { kind: 'application', action: 'decide', from: ['ADJUDICATION'], to: 'DECIDED', by: ['Adjudicator'], event: 'Decided', article: 'Art. 12(1), 17', when: { proposing: 'FOUND' }, rules: ['notWhoInvestigated', 'notWhoDecidedBefore', 'nothingOpen', 'nothingUnresolved', 'everythingWeighed', 'reasonsGiven', 'noOriginalWaiting'] },
  { kind: 'application', action: 'decide', from: ['ADJUDICATION'], to: 'SECOND_READING', by: ['Adjudicator'], event: 'Decided', article: 'Art. 12(1), 17; policy: two people for a negative', when: { proposing: 'NOT_FOUND' }, rules: ['notWhoInvestigated', 'notWhoDecidedBefore', 'nothingOpen', 'nothingUnresolved', 'subjectWasHeard', 'everythingWeighed', 'reasonsGiven', 'somethingTold', 'noOriginalWaiting'] },
  { kind: 'application', action: 'confirmDecision', from: ['SECOND_READING'], to: 'DECIDED', by: ['Adjudicator'], event: 'DecisionConfirmed', article: 'Art. 12(1), 17; policy: two people for a negative', rules: ['notWhoInvestigated', 'notWhoDecidedBefore', 'notWhoProposed', 'nothingOpen', 'nothingUnresolved', 'reasonsGiven', 'noOriginalWaiting'] },
  { kind: 'application', action: 'returnDecision', from: ['SECOND_READING'], to: 'ADJUDICATION', by: ['Adjudicator'], event: 'DecisionReturned', article: 'Art. 12(1), 17; policy: two people for a negative', rules: ['notWhoInvestigated', 'notWhoDecidedBefore', 'reasonsGiven'] },
  { kind: 'application', action: 'notifyResult', from: ['DECIDED'], to: 'PLEDGE_PENDING', by: ['CaseOfficer'], event: 'ResultNotified', article: 'Art. 13(1), (2)', when: { decision: 'FOUND' } },
  { kind: 'application', action: 'notifyResult', from: ['DECIDED'], to: 'CLOSED', by: ['CaseOfficer'], event: 'ResultNotified', article: 'Art. 13(1), (2), (4)', when: { decision: 'NOT_FOUND' } },
  { kind: 'application', action: 'signPledge', from: ['PLEDGE_PENDING', 'PLEDGE_OVERDUE'], to: 'CLEARED', by: ['Subject'], event: 'PledgeSigned', article: 'Standards: pledge' },
  { kind: 'application', action: 'markPledgeOverdue', from: ['PLEDGE_PENDING'], to: 'PLEDGE_OVERDUE', by: ['System'], event: 'PledgeWindowPassed', article: 'policy: pledge window' },
  { kind: 'application', action: 'lapseUnpledged', from: ['PLEDGE_OVERDUE'], to: 'CLOSED', by: ['CaseOfficer', 'AssessmentOfficerInCharge', 'System'], event: 'LapsedUnpledged', article: 'Standards: pledge; reading', rules: ['reasonsGiven', 'noOriginalWaiting'] },
  { kind: 'application', action: 'lapseUnpledged', from: ['PLEDGE_PENDING'], to: 'CLOSED', by: ['AssessmentOfficerInCharge', 'System'], event: 'LapsedUnpledged', article: 'Art. 10, 12(1); certification, contract or need has ended', rules: ['reasonsGiven', 'noOriginalWaiting'] },
  { kind: 'application', action: 'withdrawConsent', from: CONSENTED, to: 'NOT_CONDUCTED', by: ['Subject'], event: 'ConsentWithdrawn', article: 'Art. 12(3), Standards: withdrawal', when: { reopened: false }, anyVersion: true, endsAs: 'WITHDRAWN' },
  { kind: 'application', action: 'withdrawConsent', from: REOPENED, to: 'CLOSED', by: ['Subject'], event: 'ConsentWithdrawn', article: 'Art. 12(3), Standards: withdrawal; reading: the result notified before stands', when: { reopened: true }, anyVersion: true },
  { kind: 'application', action: 'closeWithoutBasis', from: UNTIL_NOTIFIED, to: 'NOT_CONDUCTED', by: ['AssessmentOfficerInCharge', 'System'], event: 'ClosedWithoutBasis', article: 'Art. 10, 12(1)', when: { reopened: false }, rules: ['reasonsGiven'], endsAs: 'NO_BASIS' },
  { kind: 'application', action: 'closeWithoutBasis', from: REOPENED, to: 'CLOSED', by: ['AssessmentOfficerInCharge', 'System'], event: 'ClosedWithoutBasis', article: 'Art. 10, 12(1); reading: the result notified before stands', when: { reopened: true }, rules: ['reasonsGiven'] },
  { kind: 'application', action: 'absorb', from: UNTIL_NOTIFIED, to: 'NOT_CONDUCTED', by: ['System'], event: 'RenewalAbsorbed', article: 'Art. 12(1)(iii); reading', when: { ground: ['RENEWAL'] }, endsAs: 'ABSORBED' },
  { kind: 'application', action: 'absorb', from: ['PLEDGE_PENDING', 'PLEDGE_OVERDUE'], to: 'CLOSED', by: ['System'], event: 'RenewalAbsorbed', article: 'Art. 12(1)(iii); reading', when: { ground: ['RENEWAL'] } },
  { kind: 'application', action: 'proposeMistake', from: UNTIL_NOTIFIED, to: 'SAME', by: ['CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator'], event: 'MistakeProposed', article: 'Art. 16; reading: corrected by two people', when: { reopened: false, ground: ['NEW_HANDLER', 'RENEWAL'], correction: 'NONE' }, rules: ['reasonsGiven'], anyVersion: true },
  { kind: 'application', action: 'confirmMistake', from: UNTIL_NOTIFIED, to: 'NOT_CONDUCTED', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'EndedAsMistaken', article: 'Art. 16; reading: corrected by two people', when: { reopened: false, ground: ['NEW_HANDLER', 'RENEWAL'], correction: 'OPEN' }, rules: ['correctedByAnother', 'reasonsGiven'], endsAs: 'MISTAKEN' },
  { kind: 'application', action: 'dropMistake', from: UNTIL_NOTIFIED, to: 'SAME', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'MistakeDropped', article: 'Art. 16; reading: corrected by two people', when: { reopened: false, ground: ['NEW_HANDLER', 'RENEWAL'], correction: 'OPEN' }, rules: ['reasonsGiven'] },
  { kind: 'application', action: 'voidReassessment', from: UNTIL_NOTIFIED, to: 'NOT_CONDUCTED', by: ['System'], event: 'ReassessmentVoided', article: 'Art. 12(1)(iii); reading: it goes with its notice', when: { reopened: false, ground: ['DOUBT'] }, endsAs: 'MISTAKEN' },
  { kind: 'application', action: 'voidReassessment', from: ['PLEDGE_PENDING', 'PLEDGE_OVERDUE'], to: 'CLOSED', by: ['System'], event: 'ReassessmentVoided', article: 'Art. 12(1)(iii); reading: it goes with its notice', when: { ground: ['DOUBT'] } },
  { kind: 'application', action: 'destroyGathered', from: ['NOT_CONDUCTED'], to: 'SAME', by: ['System'], event: 'GatheredDestroyed', article: 'Art. 16; policy: what was gathered by mistake is not kept', rules: ['nothingHolds', 'noHoldStands'] },
  { kind: 'application', action: 'proposeNoticeVoid', from: NOTIFIED, to: 'SAME', by: ['CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator'], event: 'NoticeVoidProposed', article: 'Art. 13(1); reading: corrected by two people', when: { correction: 'NONE' }, rules: ['nothingRestsOnNotice', 'reasonsGiven'], anyVersion: true },
  { kind: 'application', action: 'confirmNoticeVoid', from: NOTIFIED, to: 'DECIDED', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'ResultNoticeVoided', article: 'Art. 13(1); reading: corrected by two people', when: { correction: 'OPEN' }, rules: ['correctedByAnother', 'nothingRestsOnNotice', 'reasonsGiven'] },
  { kind: 'application', action: 'dropNoticeVoid', from: NOTIFIED, to: 'SAME', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'NoticeVoidDropped', article: 'Art. 13(1); reading: corrected by two people', when: { correction: 'OPEN' }, rules: ['reasonsGiven'] },
  { kind: 'application', action: 'fileGrievance', from: NOT_DISPOSED, to: 'SAME', by: ['Subject'], event: 'GrievanceReceived', article: 'Art. 14', anyVersion: true },
  { kind: 'application', action: 'reopenAdjudication', from: ['CLOSED'], to: 'ADJUDICATION', by: ['System'], event: 'AdjudicationReopened', article: 'Art. 14; reading: an upheld grievance leads to a new decision', when: { decision: 'NOT_FOUND' }, rules: ['contractorCertified', 'consentStands', 'noOtherOpenCase', 'notYetCleared'] },
  { kind: 'application', action: 'remind', from: APPLICATION_OPEN, to: 'SAME', by: ['System'], event: 'Reminded', article: 'policy: reminders' },
  { kind: 'application', action: 'extendForOutage', from: WINDOWED, to: 'SAME', by: ['System'], event: 'ExtendedForOutage', article: 'policy: outages' },
  { kind: 'application', action: 'extendChecksForOutage', from: ASKING, to: 'SAME', by: ['System'], event: 'ChecksExtendedForOutage', article: 'policy: outages' },
  { kind: 'application', action: 'placeHold', from: NOT_DISPOSED, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'HoldPlaced', article: 'Standards: retention; Records Order: retention extended', rules: ['reasonsGiven'], anyVersion: true },
  { kind: 'application', action: 'liftHold', from: NOT_DISPOSED, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'HoldLifted', article: 'Standards: retention; Records Order: retention extended; policy: two people lift a hold', rules: ['holdStands', 'notWhoPlacedIt', 'reasonsGiven'], anyVersion: true },
  { kind: 'application', action: 'chaseHold', from: NOT_DISPOSED, to: 'SAME', by: ['System'], event: 'HoldReviewDue', article: 'policy: reminders', rules: ['holdStands'] },
  { kind: 'application', action: 'destroyClass', from: ['CLEARED', 'CLOSED', 'NOT_CONDUCTED'], to: 'SAME', by: ['System'], event: 'ClassDestroyed', article: 'Standards: retention; policy: some documents end before their case', rules: ['nothingHolds', 'noHoldStands'] },
  { kind: 'application', action: 'dispose', from: ['CLEARED', 'CLOSED', 'NOT_CONDUCTED'], to: 'DISPOSED', by: ['System'], event: 'FileDestroyed', article: 'Standards: retention', rules: ['nothingHolds', 'noHoldStands'] },
  // -- Clearance: Art. 11, 12(1)(ii), (iii). ----------------------------------------------------------------------------
  { kind: 'clearance', action: 'grant', from: ['NEW'], to: 'ACTIVE', by: ['System'], event: 'ClearanceStarted', article: 'Art. 11' },
  { kind: 'clearance', action: 'assignSuccessor', from: HELD, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'CaseOfficerAssigned', article: 'Standards: restriction on involvement' },
  { kind: 'clearance', action: 'reportChange', from: ['ACTIVE', 'REVIEW'], to: 'REVIEW', by: ['Subject'], event: 'ChangeReported', article: 'Standards: change report', anyVersion: true },
  { kind: 'clearance', action: 'reportChange', from: ['SUSPENDED', 'LAPSED'], to: 'SAME', by: ['Subject'], event: 'ChangeReported', article: 'Standards: change report', anyVersion: true },
  { kind: 'clearance', action: 'reportAsOther', from: ['ACTIVE', 'REVIEW'], to: 'REVIEW', by: ['ContractorSecurityManager', 'CaseOfficer'], event: 'ReportedByOther', article: 'Standards: change report', anyVersion: true },
  { kind: 'clearance', action: 'reportAsOther', from: ['SUSPENDED', 'LAPSED'], to: 'SAME', by: ['ContractorSecurityManager', 'CaseOfficer'], event: 'ReportedByOther', article: 'Standards: change report', anyVersion: true },
  { kind: 'clearance', action: 'validateReport', from: ['REVIEW', 'SUSPENDED', 'LAPSED'], to: 'SAME', by: ['CaseOfficer', 'AssessmentOfficerInCharge'], event: 'ReportValidated', article: 'Standards: change report; reading: what others report counts when a person has looked, and its holder is told', rules: ['reportWaits', 'notWhoReported', 'reasonsGiven'] },
  { kind: 'clearance', action: 'validateReport', from: CLEARANCE_ENDED, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'ReportValidated', article: 'Standards: change report; reading: what nobody looked at before the end is looked at after it, and its holder is told', rules: ['reportWaits', 'notWhoReported', 'reasonsGiven'] },
  { kind: 'clearance', action: 'closeReview', from: ['REVIEW'], to: 'ACTIVE', by: ['CaseOfficer'], event: 'ReviewClosed', article: 'Standards: change report', rules: ['everyReportValidated', 'reasonsGiven'] },
  { kind: 'clearance', action: 'serveDoubtNotice', from: ['ACTIVE', 'REVIEW', 'LAPSED'], to: 'SUSPENDED', by: ['AssessmentOfficerInCharge'], event: 'SuspendedByDoubtNotice', article: 'Art. 11, 12(1)(iii), 12(3)', rules: ['noOtherOpenCase', 'reasonsGiven'] },
  { kind: 'clearance', action: 'revoke', from: ['SUSPENDED'], to: 'REVOKED', by: ['Adjudicator'], event: 'Revoked', article: 'Art. 11; reading: after refusal or withdrawal a person decides', rules: ['doubtEndedWithoutAssessment', 'notWhoWorkedOnIt', 'reasonsGiven'] },
  { kind: 'clearance', action: 'revokeByResult', from: HELD, to: 'REVOKED', by: ['System'], event: 'RevokedByResult', article: 'Art. 11, 13(1)' },
  { kind: 'clearance', action: 'proposeDoubtVoid', from: ['SUSPENDED', 'LAPSED'], to: 'SAME', by: ['CaseOfficer', 'AssessmentOfficerInCharge', 'Adjudicator'], event: 'DoubtVoidProposed', article: 'Art. 11, 12(1)(iii); reading: corrected by two people', when: { correction: 'NONE', withoutDoubt: ['ACTIVE', 'REVIEW', 'LAPSED'] }, rules: ['reasonsGiven'], anyVersion: true },
  { kind: 'clearance', action: 'confirmDoubtVoid', from: ['SUSPENDED'], to: 'ACTIVE', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'DoubtNoticeVoided', article: 'Art. 11, 12(1)(iii); reading: corrected by two people', when: { correction: 'OPEN', withoutDoubt: ['ACTIVE'] }, rules: ['correctedByAnother', 'reasonsGiven'] },
  { kind: 'clearance', action: 'confirmDoubtVoid', from: ['SUSPENDED'], to: 'REVIEW', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'DoubtNoticeVoided', article: 'Art. 11, 12(1)(iii); reading: corrected by two people', when: { correction: 'OPEN', withoutDoubt: ['REVIEW'] }, rules: ['correctedByAnother', 'reasonsGiven'] },
  { kind: 'clearance', action: 'confirmDoubtVoid', from: ['SUSPENDED'], to: 'LAPSED', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'DoubtNoticeVoided', article: 'Art. 11, 12(1)(iii); reading: corrected by two people', when: { correction: 'OPEN', withoutDoubt: ['LAPSED'] }, rules: ['correctedByAnother', 'reasonsGiven'] },
  { kind: 'clearance', action: 'confirmDoubtVoid', from: ['LAPSED'], to: 'SAME', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'DoubtNoticeVoided', article: 'Art. 11, 12(1)(iii); reading: corrected by two people', when: { correction: 'OPEN', withoutDoubt: ['ACTIVE', 'REVIEW', 'LAPSED'] }, rules: ['correctedByAnother', 'reasonsGiven'] },
  { kind: 'clearance', action: 'dropDoubtVoid', from: ['SUSPENDED', 'LAPSED'], to: 'SAME', by: ['AssessmentOfficerInCharge', 'Adjudicator'], event: 'DoubtVoidDropped', article: 'Art. 11, 12(1)(iii); reading: corrected by two people', when: { correction: 'OPEN', withoutDoubt: ['ACTIVE', 'REVIEW', 'LAPSED'] }, rules: ['reasonsGiven'] },
  { kind: 'clearance', action: 'lapse', from: ['ACTIVE', 'REVIEW', 'SUSPENDED'], to: 'LAPSED', by: ['AssessmentOfficerInCharge', 'System'], event: 'Lapsed', article: 'Art. 12(1); need has ended', rules: ['reasonsGiven'] },
  { kind: 'clearance', action: 'transferWithin', from: HELD, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'TransferredWithin', article: 'Standards: name list, changes recorded; reading: the same head’s finding stands in another section' },
  { kind: 'clearance', action: 'second', from: ['ACTIVE', 'REVIEW'], to: 'LAPSED', by: ['AssessmentOfficerInCharge'], event: 'SecondedOut', article: 'Art. 11, 12(1)(i); reading: who works elsewhere has no need here, and another head finds for themselves', rules: ['reasonsGiven'] },
  { kind: 'clearance', action: 'depart', from: ['ACTIVE', 'REVIEW'], to: 'LAPSED', by: ['ContractorSecurityManager', 'AssessmentOfficerInCharge'], event: 'Departed', article: 'Art. 10, 12(1)(i); reading: found as this employer’s, and for no other', anyVersion: true },
  { kind: 'clearance', action: 'depart', from: ['SUSPENDED', 'LAPSED'], to: 'SAME', by: ['ContractorSecurityManager', 'AssessmentOfficerInCharge'], event: 'DepartureNoted', article: 'Art. 10, 12(1)(i); reading: found as this employer’s, and for no other', anyVersion: true },
  { kind: 'clearance', action: 'reinstate', from: ['LAPSED'], to: 'ACTIVE', by: ['Adjudicator'], event: 'Reinstated', article: 'Art. 12(1)(i); reading', rules: ['noDoubtServed', 'noOtherOpenCase', 'contractorCertified', 'everyReportValidated', 'reasonsGiven'] },
  { kind: 'clearance', action: 'renewPledge', from: ['ACTIVE', 'REVIEW'], to: 'SAME', by: ['Subject'], event: 'PledgeSigned', article: 'Standards: pledge' },
  { kind: 'clearance', action: 'openRenewal', from: ['ACTIVE', 'REVIEW'], to: 'SAME', by: ['System'], event: 'RenewalOpened', article: 'Art. 12(1)(ii); policy' },
  { kind: 'clearance', action: 'expire', from: HELD, to: 'EXPIRED', by: ['System'], event: 'Expired', article: 'Art. 12(1)(i)(イ)' },
  { kind: 'clearance', action: 'supersede', from: HELD, to: 'SUPERSEDED', by: ['System'], event: 'Superseded', article: 'Art. 12(1)(ii)' },
  { kind: 'clearance', action: 'voidWithNotice', from: ['ACTIVE', 'LAPSED'], to: 'VOIDED', by: ['System'], event: 'ClearanceVoided', article: 'Art. 11, 13(1); reading: it goes with its notice' },
  { kind: 'clearance', action: 'fileGrievance', from: [...HELD, ...CLEARANCE_ENDED], to: 'SAME', by: ['Subject'], event: 'GrievanceReceived', article: 'Art. 14', anyVersion: true },
  { kind: 'clearance', action: 'remind', from: ['REVIEW', 'SUSPENDED'], to: 'SAME', by: ['System'], event: 'Reminded', article: 'policy: reminders' },
  { kind: 'clearance', action: 'placeHold', from: CLEARANCE_KEPT, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'HoldPlaced', article: 'Standards: retention; Records Order: retention extended', rules: ['reasonsGiven'], anyVersion: true },
  { kind: 'clearance', action: 'liftHold', from: CLEARANCE_KEPT, to: 'SAME', by: ['AssessmentOfficerInCharge'], event: 'HoldLifted', article: 'Standards: retention; Records Order: retention extended; policy: two people lift a hold', rules: ['holdStands', 'notWhoPlacedIt', 'reasonsGiven'], anyVersion: true },
  { kind: 'clearance', action: 'chaseHold', from: CLEARANCE_KEPT, to: 'SAME', by: ['System'], event: 'HoldReviewDue', article: 'policy: reminders', rules: ['holdStands'] },
  { kind: 'clearance', action: 'dispose', from: CLEARANCE_ENDED, to: 'DISPOSED', by: ['System'], event: 'FileDestroyed', article: 'Standards: retention', rules: ['nothingHolds', 'noHoldStands'] },
  // -- Grievance: Art. 14. ----------------------------------------------------------------------------------------------
  { kind: 'grievance', action: 'openGrievance', from: ['NEW'], to: 'GRIEVANCE_OPEN', by: ['System'], event: 'GrievanceOpened', article: 'Art. 14' },
  { kind: 'grievance', action: 'markGrievanceOverdue', from: ['GRIEVANCE_OPEN'], to: 'GRIEVANCE_OVERDUE', by: ['System'], event: 'GrievanceTargetPassed', article: 'Art. 14; policy: shown as overdue; never closed' },
  { kind: 'grievance', action: 'answerGrievance', from: GRIEVANCE_UNANSWERED, to: 'GRIEVANCE_ANSWERED', by: ['GrievanceOfficer'], event: 'GrievanceAnswered', article: 'Art. 14', rules: ['notWhoWorkedOnIt', 'reasonsGiven', 'answerFits'] },
  { kind: 'grievance', action: 'remind', from: GRIEVANCE_UNANSWERED, to: 'SAME', by: ['System'], event: 'Reminded', article: 'policy: reminders' },
  { kind: 'grievance', action: 'dispose', from: ['GRIEVANCE_ANSWERED'], to: 'DISPOSED', by: ['System'], event: 'FileDestroyed', article: 'Standards: retention', rules: ['nothingHolds', 'noHoldStands'] },
] as const satisfies readonly Edge[];

export type Action = (typeof EDGES)[number]['action'];
export type AuditEvent = (typeof EDGES)[number]['event'];
