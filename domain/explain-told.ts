import type { Action, Rule } from './edges.js';
import type { DeadlineKind } from './policy.js';
import type { Role } from './roles.js';

/**
 * Who may be told what when a case is explained. Whoever is not named in a line is not told, and a line that is missing
 * tells nobody: neither that a step was taken or may be, nor whether a rule stands in its way. A step or a rule that is
 * somebody's own is always told to them: they would learn it by trying.
 */
const NOBODY: readonly Role[] = [];
/** Those who work on a case and read its file. */
const OFFICE: readonly Role[] = [
  'CaseOfficer',
  'AssessmentOfficerInCharge',
  'Adjudicator',
  'CabinetInvestigator',
  'GrievanceOfficer',
];
const IN_CHARGE: readonly Role[] = ['AssessmentOfficerInCharge'];
/** Who acts for the head: they hold the contractors' certifications, and read every case of the organ. */
const HEAD: readonly Role[] = ['AssessmentOfficerInCharge', 'Adjudicator'];

interface ToldOfRule {
  /**
   * What the rule looks at: the case; who acts, which only they themselves can be told; or what comes with the step, which
   * is not there yet.
   */
  readonly about: 'CASE' | 'WHO_ACTS' | 'STEP';
  /** Who may know whether it is met. Others are told the rule, and no more. */
  readonly to: readonly Role[];
}

// biome-ignore format: a table
export const RULES_TOLD: Readonly<Record<Rule, ToldOfRule>> = {
  contractorCertified:         { about: 'CASE', to: HEAD },
  noOtherOpenCase:             { about: 'CASE', to: NOBODY },
  notYetCleared:               { about: 'CASE', to: NOBODY },
  textWasServed:               { about: 'STEP', to: [...OFFICE, 'Subject'] },
  nothingOpen:                 { about: 'CASE', to: OFFICE },
  nothingUnresolved:           { about: 'CASE', to: OFFICE },
  noDoubtServed:               { about: 'CASE', to: OFFICE },
  // An open grievance is known to its officer; who it may be about is not told by a file that is kept, or is not.
  nothingHolds:                { about: 'CASE', to: ['GrievanceOfficer'] },
  // A hold tells of a lawsuit or an inquiry: it is the officers' who place and lift them, and nobody's who works on the file.
  noHoldStands:                { about: 'CASE', to: IN_CHARGE },
  holdStands:                  { about: 'CASE', to: IN_CHARGE },
  notWhoPlacedIt:              { about: 'WHO_ACTS', to: IN_CHARGE },
  reasonsGiven:                { about: 'STEP', to: OFFICE },
  somethingTold:               { about: 'STEP', to: OFFICE },
  everythingWeighed:           { about: 'STEP', to: OFFICE },
  somethingWeighed:            { about: 'STEP', to: OFFICE },
  subjectWasHeard:             { about: 'CASE', to: OFFICE },
  timeAhead:                   { about: 'STEP', to: OFFICE },
  interviewBegun:              { about: 'CASE', to: OFFICE },
  officerApart:                { about: 'STEP', to: OFFICE },
  notWhoProposed:              { about: 'WHO_ACTS', to: ['Adjudicator'] },
  notWhoInvestigated:          { about: 'WHO_ACTS', to: ['Adjudicator'] },
  notWhoDecidedBefore:         { about: 'WHO_ACTS', to: ['Adjudicator'] },
  outsideTheirLine:            { about: 'WHO_ACTS', to: ['Adjudicator', 'GrievanceOfficer'] },
  consentStands:               { about: 'CASE', to: OFFICE },
  answerFits:                  { about: 'STEP', to: ['GrievanceOfficer'] },
  notWhoWorkedOnIt:            { about: 'WHO_ACTS', to: ['Adjudicator', 'GrievanceOfficer'] },
  correctedByAnother:          { about: 'WHO_ACTS', to: HEAD },
  // It would tell of other cases of the person, which not everybody who works on this one reads.
  nothingRestsOnNotice:        { about: 'CASE', to: HEAD },
  // Who may be told that there is an earlier investigation is who chooses (Art. 12(7)); their own step tells them.
  investigationReusable:       { about: 'CASE', to: NOBODY },
  reportWaits:                 { about: 'CASE', to: OFFICE },
  notWhoReported:              { about: 'STEP', to: OFFICE },
  everyReportValidated:        { about: 'CASE', to: OFFICE },
  mayBeAskedFor:               { about: 'STEP', to: OFFICE },
  supplementWasShown:          { about: 'STEP', to: [...OFFICE, 'Subject'] },
  everyQuestionAnswered:       { about: 'STEP', to: [...OFFICE, 'Subject'] },
  noSupplementOpen:            { about: 'CASE', to: OFFICE },
  wasConsented:                { about: 'STEP', to: [...OFFICE, 'Subject'] },
  mayBeAsked:                  { about: 'STEP', to: OFFICE },
  provisoGrounded:             { about: 'STEP', to: OFFICE },
  noGroundGiven:               { about: 'STEP', to: OFFICE },
  firstCameIn:                 { about: 'CASE', to: OFFICE },
  recordsAreIn:                { about: 'CASE', to: OFFICE },
  noOriginalWaiting:           { about: 'CASE', to: OFFICE },
  noWordsWaiting:              { about: 'CASE', to: OFFICE },
  issuedThisWay:               { about: 'STEP', to: OFFICE },
  receivedFirst:               { about: 'STEP', to: OFFICE },
  noNoticeOut:                 { about: 'CASE', to: OFFICE },
  notWhoIssued:                { about: 'WHO_ACTS', to: IN_CHARGE },
  receivedInTime:              { about: 'STEP', to: OFFICE },
  answeredInTime:              { about: 'STEP', to: OFFICE },
  // The reassessment is a case of its own, which the clearance's officer need not be named on.
  doubtEndedWithoutAssessment: { about: 'CASE', to: HEAD },
};

interface ToldOfStep {
  /** Who is told that it may come next, and why not. Of the subject's lines, the subject is told their own only. */
  readonly next: readonly Role[];
  /** Who is told that it was taken. What the subject is told of what happened stands in outward.ts. */
  readonly taken: readonly Role[];
}
const INSIDE: ToldOfStep = { next: OFFICE, taken: OFFICE };
/** A step of the subject's. */
const THEIRS: ToldOfStep = { next: [...OFFICE, 'Subject'], taken: OFFICE };

// biome-ignore format: a table
const STEPS_TOLD: Readonly<Partial<Record<Action, ToldOfStep>>> = {
  nominate: INSIDE,
  proposeRenewal: INSIDE,
  openReassessment: INSIDE,
  assign: INSIDE,
  // Everybody may declare a tie; that somebody did is told to nobody: they no longer see the case themselves.
  declareConflict: { next: OFFICE, taken: NOBODY },
  approveNominee: INSIDE,
  confirmNeed: INSIDE,
  rejectNominee: INSIDE,
  serveNotice: INSIDE,
  giveConsent: THEIRS,
  refuseConsent: THEIRS,
  markConsentOverdue: INSIDE,
  extendConsent: INSIDE,
  closeUnanswered: INSIDE,
  submitQuestionnaire: THEIRS,
  markQuestionnaireOverdue: INSIDE,
  extendQuestionnaire: INSIDE,
  screenQuestionnaire: INSIDE,
  returnQuestionnaire: INSIDE,
  startInvestigation: INSIDE,
  inquire: INSIDE,
  fileAnswer: INSIDE,
  markLate: INSIDE,
  escalate: INSIDE,
  completeChecks: INSIDE,
  askAgain: INSIDE,
  resolveReview: INSIDE,
  requestDocument: INSIDE,
  provideDocument: THEIRS,
  declineDocument: THEIRS,
  markDocumentOverdue: INSIDE,
  requestSupplement: INSIDE,
  answerSupplement: THEIRS,
  markSupplementOverdue: INSIDE,
  withdrawInquiry: THEIRS,
  wantReasons: THEIRS,
  arrangeInterview: INSIDE,
  moveInterview: INSIDE,
  callOffInterview: INSIDE,
  recordInterview: INSIDE,
  confirmInterviewRecord: THEIRS,
  markRecordOverdue: INSIDE,
  giveOpinion: INSIDE,
  submitForDecision: INSIDE,
  requestMore: INSIDE,
  askSubject: INSIDE,
  answerConcerns: THEIRS,
  markHearingOverdue: INSIDE,
  decide: INSIDE,
  confirmDecision: INSIDE,
  returnDecision: INSIDE,
  // Until the person has it, that it is out tells them that there is a decision.
  issueResult: INSIDE,
  takeBackNotice: INSIDE,
  notifyResult: INSIDE,
  signPledge: THEIRS,
  markPledgeOverdue: INSIDE,
  lapseUnpledged: INSIDE,
  withdrawConsent: THEIRS,
  closeWithoutBasis: INSIDE,
  absorb: INSIDE,
  proposeMistake: INSIDE,
  confirmMistake: INSIDE,
  dropMistake: INSIDE,
  proposeNoticeVoid: INSIDE,
  confirmNoticeVoid: INSIDE,
  dropNoticeVoid: INSIDE,
  voidReassessment: INSIDE,
  destroyGathered: INSIDE,
  destroyClass: INSIDE,
  // Anybody knows that a person may; that this one did is kept from those it may be about (Art. 14).
  fileGrievance: { next: [...OFFICE, 'Subject'], taken: ['GrievanceOfficer'] },
  // By the table it follows an upheld grievance; that one was filed is said of no case.
  reopenAdjudication: INSIDE,
  remind: INSIDE,
  extendForOutage: INSIDE,
  extendChecksForOutage: INSIDE,
  // Anybody knows that an officer in charge may; that one did is kept from everybody else.
  placeHold: { next: OFFICE, taken: IN_CHARGE },
  liftHold: { next: OFFICE, taken: IN_CHARGE },
  chaseHold: { next: OFFICE, taken: IN_CHARGE },
  dispose: INSIDE,
  grant: INSIDE,
  assignSuccessor: INSIDE,
  reportChange: THEIRS,
  reportAsOther: INSIDE,
  validateReport: INSIDE,
  closeReview: INSIDE,
  serveDoubtNotice: INSIDE,
  proposeDoubtVoid: INSIDE,
  confirmDoubtVoid: INSIDE,
  dropDoubtVoid: INSIDE,
  proposeRevocation: INSIDE,
  dropRevocation: INSIDE,
  revoke: INSIDE,
  revokeByResult: INSIDE,
  lapse: INSIDE,
  transferWithin: INSIDE,
  second: INSIDE,
  depart: INSIDE,
  reinstate: INSIDE,
  renewPledge: THEIRS,
  openRenewal: INSIDE,
  expire: INSIDE,
  supersede: INSIDE,
  voidWithNotice: INSIDE,
  returnWithNotice: INSIDE,
  openGrievance: { next: ['GrievanceOfficer'], taken: ['GrievanceOfficer'] },
  markGrievanceOverdue: { next: ['GrievanceOfficer'], taken: ['GrievanceOfficer'] },
  answerGrievance: { next: ['GrievanceOfficer'], taken: ['GrievanceOfficer'] },
};

/** Deadlines that are the subject's own: what they are waited for with, and how long what they hold lasts. */
const THEIR_CLOCKS: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>([
  'CONSENT_WINDOW',
  'QUESTIONNAIRE_WINDOW',
  'RECORD_WINDOW',
  'DOCUMENT_WINDOW',
  'SUPPLEMENT_WINDOW',
  'HEARING_WINDOW',
  'PLEDGE_WINDOW',
  'EXPIRY',
  'GRIEVANCE_TARGET',
]);

/** Whether any of these roles is told of such a step: that it may come next, or that it was taken. */
export function toldOfStep(roles: readonly Role[], action: string, what: 'next' | 'taken'): boolean {
  const told: Readonly<Record<string, ToldOfStep>> = STEPS_TOLD;
  const to = Object.hasOwn(told, action) ? told[action]?.[what] : undefined;
  return to !== undefined && roles.some((role) => to.includes(role));
}

/** Whether any of these roles may know whether the rule is met. */
export function toldOfRule(roles: readonly Role[], rule: Rule): boolean {
  return roles.some((role) => RULES_TOLD[rule].to.includes(role));
}

/** Whether any of these roles is told that such a deadline runs. */
export function toldOfClock(roles: readonly Role[], kind: DeadlineKind): boolean {
  return roles.some((role) => OFFICE.includes(role) || (role === 'Subject' && THEIR_CLOCKS.has(kind)));
}
