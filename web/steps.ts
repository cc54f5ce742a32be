import { type Action, EDGES, type Edge } from '../domain/edges.js';
import { ROLES } from '../domain/roles.js';

/** Every step a person takes on a case that exists, and that a form of the console can therefore post. */
export const STEPS = [
  'approveNominee',
  'confirmNeed',
  'rejectNominee',
  'assign',
  'serveNotice',
  'extendConsent',
  'extendQuestionnaire',
  'screenQuestionnaire',
  'returnQuestionnaire',
  'closeUnanswered',
  'startInvestigation',
  'resolveReview',
  'askAgain',
  'inquire',
  'requestSupplement',
  'requestDocument',
  'arrangeInterview',
  'moveInterview',
  'recordInterview',
  'callOffInterview',
  'giveOpinion',
  'submitForDecision',
  'askSubject',
  'decide',
  'confirmDecision',
  'returnDecision',
  'requestMore',
  'issueResult',
  'takeBackNotice',
  'notifyResult',
  'lapseUnpledged',
  'assignSuccessor',
  'closeReview',
  'serveDoubtNotice',
  'proposeRevocation',
  'dropRevocation',
  'revoke',
  'lapse',
  'transferWithin',
  'second',
  'depart',
  'reinstate',
  'answerGrievance',
  'closeWithoutBasis',
  'proposeMistake',
  'confirmMistake',
  'dropMistake',
  'proposeNoticeVoid',
  'confirmNoticeVoid',
  'dropNoticeVoid',
  'proposeDoubtVoid',
  'confirmDoubtVoid',
  'dropDoubtVoid',
  'placeHold',
  'liftHold',
  'declareConflict',
  'giveConsent',
  'refuseConsent',
  'submitQuestionnaire',
  'confirmInterviewRecord',
  'answerSupplement',
  'withdrawInquiry',
  'wantReasons',
  'provideDocument',
  'declineDocument',
  'answerConcerns',
  'signPledge',
  'renewPledge',
  'reportChange',
  'reportAsOther',
  'validateReport',
  'fileGrievance',
  'withdrawConsent',
] as const satisfies readonly Action[];
export type StepName = (typeof STEPS)[number];

export function isStep(value: unknown): value is StepName {
  return STEPS.some((step) => step === value);
}

const LINES: readonly Edge[] = EDGES;

/** Whether a person must say which version of the case they saw: not for what is theirs to do at any moment. */
export function needsSeen(step: StepName): boolean {
  return LINES.some((edge) => edge.action === step && !edge.anyVersion);
}

/** The law behind a step, as the table cites it. */
export function articleOf(step: StepName): string {
  return [...new Set(LINES.filter((edge) => edge.action === step).map((edge) => edge.article))].join('; ');
}

/** The steps of the table that people take on a case; `nominate` makes one, and has a page of its own. */
export function stepsOfPeople(): Set<Action> {
  const people = LINES.filter((edge) => edge.by.some((role) => ROLES.some((person) => person === role)));
  return new Set(people.filter((edge) => !edge.from.includes('NEW')).map((edge) => edge.action as Action));
}
