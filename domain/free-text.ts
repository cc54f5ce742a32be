import { driftsIn } from './forbidden-topics.js';

/**
 * Every free text that a request can carry, and what is done where it drifts to what may not be investigated (thought and
 * creed, lawful politics, unions: Standards). Its author is told before anything is kept. If they keep it, what was pointed
 * at goes to a screening officer who has no part in the case.
 *
 * - `MASKED`: until then the file has a mark in its place, and nothing is decided.
 * - `READ`: it is read as it was written until then: a person is to confirm these very words.
 * - `ANSWERED`: a grievance is read whole by who answers it, as it may be about such a question; then it is screened.
 * - `REWORD`: an officer's own words that a person is told or a decision stands on, which nothing may change afterwards:
 *   they cannot be kept, only worded otherwise.
 */
export type Looked = 'MASKED' | 'READ' | 'ANSWERED' | 'REWORD';
export type KeptAs = Exclude<Looked, 'REWORD'>;

export const TEXT_SCREENING_ARTICLE =
  'Standards: matters not investigated; reading: words are screened before they are read';

/** Why a text is not looked at. */
export const NOT_LOOKED_AT = {
  CODE: 'a code, a number or a hash: no words',
  NAME: 'a name, a place or an address, which is asked for; the place says nothing of anybody’s belief',
  SIGN_IN: 'a sign-in of the identity provider',
  TEXT_NAMED: 'names a text of ours',
  QUESTIONNAIRE: 'looked at where it is saved, and screened as a whole (decision 35)',
  COMPLAINT: 'who answers a complaint that such a thing was asked must be able to say so',
  OVERSIGHT: 'who demands that such a question be put right, and who answers, must be able to name it',
  BUSINESS: 'of a business, its rules and rooms; the form asks for nothing about people',
} as const;
export type NotLooked = keyof typeof NOT_LOOKED_AT;

/** By place: `*` is any one step of a pointer, `**` the rest of it. */
type Places = Readonly<Record<string, Looked | NotLooked>>;

const MASKED: Places = { '/reasons': 'MASKED' };
const REWORD: Places = { '/reasons': 'REWORD' };
const SENTENCES: Places = { '/reasons/*/text': 'REWORD' };
const BUSINESS: Places = { '/reasons': 'BUSINESS', '/remarks': 'BUSINESS' };
const OVERSIGHT: Places = { '/text': 'OVERSIGHT' };
const OFFICER: Places = { '/caseOfficer': 'SIGN_IN' };
const CUSTODIAN: Places = { '/designation': 'CODE', '/custodian': 'SIGN_IN' };
const RECORDED: Places = { '/person/*': 'NAME', '/reasons': 'REWORD' };
const QUESTIONS: Places = { '/inquiries/*/reasons': 'MASKED' };
const APPOINTMENT: Places = { '/reasons': 'MASKED', '/place': 'NAME' };
/** What a passkey says of itself, and a number of ours. */
const SIGNATURE: Places = { '/signature/**': 'CODE' };
const SIGNED_TEXT: Places = { '/text': 'TEXT_NAMED', ...SIGNATURE };
const QUESTIONNAIRE: Places = { '/answers/**': 'QUESTIONNAIRE', '/family/**': 'NAME' };

/** By the id of the route. */
// biome-ignore format: a table
export const FREE_TEXT: Readonly<Record<string, Places>> = {
  nominate:                   { '/person/*': 'NAME', '/dispatched/*': 'BUSINESS' },
  approveNominee:             OFFICER,
  confirmNeed:                OFFICER,
  assignOfficer:              OFFICER,
  assignSuccessor:            OFFICER,
  rejectNominee:              MASKED,
  declareConflict:            MASKED,
  declareClearanceConflict:   MASKED,
  declareGrievanceConflict:   { '/reasons': 'COMPLAINT' },
  serveNotice:                { '/subjectAccount': 'SIGN_IN' },
  giveConsent:                SIGNED_TEXT,
  answerSupplement:           SIGNED_TEXT,
  refuseConsent:              SIGNATURE,
  withdrawConsent:            SIGNATURE,
  withdrawInquiry:            SIGNATURE,
  signPledge:                 SIGNATURE,
  renewPledge:                SIGNATURE,
  closeUnanswered:            MASKED,
  submitQuestionnaire:        QUESTIONNAIRE,
  saveQuestionnaireDraft:     QUESTIONNAIRE,
  // Which questions are returned, and why, is the person's to read.
  returnQuestionnaire:        { ...REWORD, '/places/*': 'CODE' },
  startInvestigation:         { ...QUESTIONS, ...MASKED },
  inquire:                    QUESTIONS,
  askAgain:                   MASKED,
  resolveReview:              MASKED,
  // The person reads it as it is written, and consents to it.
  requestSupplement:          { '/inquiries/*/reasons': 'REWORD' },
  requestDocument:            REWORD,
  provideDocument:            { '/text': 'MASKED' },
  arrangeInterview:           APPOINTMENT,
  moveInterview:              APPOINTMENT,
  callOffInterview:           MASKED,
  recordInterview:            { '/text': 'READ' },
  confirmInterviewRecord:     { '/remarks': 'MASKED', '/record': 'CODE' },
  giveOpinion:                MASKED,
  requestMore:                MASKED,
  // Nobody is asked about what may not be asked.
  askSubject:                 REWORD,
  answerConcerns:             { '/text': 'MASKED' },
  decide:                     { ...SENTENCES, '/worksheet/**': 'REWORD' },
  confirmDecision:            REWORD,
  returnDecision:             REWORD,
  takeBackNotice:             MASKED,
  notifyResult:               { '/subjectAccount': 'SIGN_IN', '/receipt': 'CODE', '/number': 'CODE', '/receivedAt': 'CODE' },
  lapseUnpledged:             MASKED,
  closeWithoutBasis:          MASKED,
  proposeMistake:             MASKED,
  confirmMistake:             MASKED,
  dropMistake:                MASKED,
  proposeNoticeVoid:          MASKED,
  confirmNoticeVoid:          MASKED,
  dropNoticeVoid:             MASKED,
  fileGrievance:              { '/text': 'ANSWERED' },
  fileGrievanceAboutClearance: { '/text': 'ANSWERED' },
  answerGrievance:            { '/reasons': 'COMPLAINT', '/measures': 'COMPLAINT' },
  reportChange:               { '/text': 'MASKED' },
  reportAsOther:              { '/text': 'MASKED' },
  validateReport:             MASKED,
  closeReview:                MASKED,
  serveDoubtNotice:           REWORD,
  proposeDoubtVoid:           MASKED,
  confirmDoubtVoid:           MASKED,
  dropDoubtVoid:              MASKED,
  // The holder is asked about it, in these words.
  proposeRevocation:          SENTENCES,
  answerRevocation:           { '/text': 'MASKED' },
  revoke:                     SENTENCES,
  dropRevocation:             MASKED,
  lapse:                      MASKED,
  transferWithin:             { '/section': 'CODE', ...OFFICER },
  second:                     MASKED,
  reinstate:                  MASKED,
  placeHold:                  MASKED,
  liftHold:                   MASKED,
  placeClearanceHold:         MASKED,
  liftClearanceHold:          MASKED,
  rejectOriginal:             REWORD,
  confirmOriginal:            { '/hash': 'CODE' },
  redriveDeadLetters:         { '/ids/*': 'CODE' },
  registerItem:               CUSTODIAN,
  nameCustodian:              CUSTODIAN,
  // Of people and records that no case holds: there is nobody who screens for them.
  recordOffice:               RECORDED,
  recordSdsResult:            RECORDED,
  endOffice:                  REWORD,
  endSdsResult:               REWORD,
  proposeSamePersons:         REWORD,
  confirmSamePersons:         REWORD,
  dropSamePersons:            REWORD,
  partSamePersons:            REWORD,
  demandCorrection:           OVERSIGHT,
  answerCorrectionDemand:     OVERSIGHT,
  repeatCorrectionDemand:     OVERSIGHT,
  recordOutage:               { '/reference': 'CODE' },
  applyForCertification:      BUSINESS,
  supplementCertification:    BUSINESS,
  examineCertification:       BUSINESS,
  sendBackCertification:      BUSINESS,
  certifyCertification:       BUSINESS,
  declineCertification:       BUSINESS,
  reportChangeCertification:  BUSINESS,
  reexamineCertification:     BUSINESS,
  upholdCertification:        BUSINESS,
  withdrawCertification:      BUSINESS,
  nameStandIn:                { '/adjudicator': 'SIGN_IN', '/standIn': 'SIGN_IN' },
  recordReportingLine:        { '/person/sub': 'SIGN_IN', '/superior/sub': 'SIGN_IN' },
  recordContract:             { '/sections/*': 'CODE' },
  enrolPasskey:               { '/code': 'CODE', '/nonce': 'CODE', '/credential/**': 'CODE' },
};

/** What stands in the tables for this place; undefined where nobody has said anything of it. */
export function placeOf(routeId: string, pointer: string): Looked | NotLooked | undefined {
  const found = Object.entries(FREE_TEXT[routeId] ?? {}).find(([pattern]) => matches(pattern, pointer));
  return found?.[1];
}

function matches(pattern: string, pointer: string): boolean {
  const [wanted, given] = [pattern.split('/'), pointer.split('/')];
  const open = wanted.at(-1) === '**';
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((part, n) => part === '*' || part === '**' || part === given[n]);
}

const LOOKED: ReadonlySet<string> = new Set(['MASKED', 'READ', 'ANSWERED', 'REWORD'] satisfies Looked[]);
function isLooked(as: Looked | NotLooked | undefined): as is Looked {
  return as !== undefined && LOOKED.has(as);
}

/** Whether there is something in it that its author may keep: then a request may say so. */
export function mayKeep(routeId: string): boolean {
  return Object.values(FREE_TEXT[routeId] ?? {}).some((as) => isLooked(as) && as !== 'REWORD');
}

export interface Drifting {
  readonly pointer: string;
  readonly text: string;
  readonly as: Looked;
}

/** The texts of a request that drift, each where it stands. */
export function driftingIn(routeId: string, body: unknown): Drifting[] {
  return stringsIn(body).flatMap(({ pointer, text }) => {
    const as = placeOf(routeId, pointer);
    return isLooked(as) && driftsIn(text).length > 0 ? [{ pointer, text, as }] : [];
  });
}

/** Every string of a value, in order, with its JSON pointer. */
export function stringsIn(value: unknown, at = ''): { pointer: string; text: string }[] {
  if (typeof value === 'string') return [{ pointer: at, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => stringsIn(inner, `${at}/${key}`));
}
