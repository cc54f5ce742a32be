import { ROUTES } from '../../../api/routes/index.js';
import { servedText } from '../../../api/served-text.js';
import { inquiriesFor } from '../../../sandbox/inquiries.js';
import { dayOf } from '../../../domain/calendar.js';
import { answersFor } from '../../../sandbox/questionnaire.js';
import { ITEMS } from '../../support/act27.js';
import { worksheetFor } from '../../../sandbox/worksheet.js';
import { ELSEWHERE, HERE, memberOf } from './cast.js';
import { FURTHER, INQUIRY, PERSON } from './case-steps.js';
import { dayAhead } from './day-ahead.js';

const REASONS = '個別に検討した。 / Weighed one by one.';
const reasoned = { seen: 1, reasons: REASONS };
const seeing = { seen: 1 };
const sentenced = { ...seeing, reasons: [{ text: REASONS }] };
/** Far enough ahead for every test of a run, and near enough to be waited for. */
const appointment = {
  at: new Date(Date.now() + 20 * 86_400_000).toISOString(),
  place: '合同庁舎三階 / Third floor',
};
const hold = { ground: 'LITIGATION', reviewOn: dayAhead(90), reasons: REASONS };
const answers = answersFor();
const family = [
  { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市一丁目' },
];

/** A signed paper, as whoever holds it describes it. */
export const PAPER = {
  hash: 'a'.repeat(64),
  pages: 2,
  signedOn: dayOf(new Date().toISOString()),
  receivedOn: dayOf(new Date().toISOString()),
  came: 'COUNTER',
} as const;

/** What an application for certification states, and a nomination by a contractor. */
export const PARTS = {
  RULES: { adoptedOn: '2025-04-01', revision: 2 },
  PROTECTION_OFFICER: { appointedOn: '2025-04-01', deputies: 1 },
  TRAINING: { timesAYear: 2 },
  PREMISES: { restrictedAreas: 1, lockable: true, entriesLogged: true },
  FOREIGN_INFLUENCE: {
    sharesAbroadPercent: 3,
    officersOfForeignNationality: 0,
    salesAbroadPercent: 10,
    controlledFromAbroad: false,
  },
};
/** Of who consented to next to nothing: the one item of which nothing would be asked either is weighed, as if heard of. */
const LEARNT = 'MENTAL_DISORDER';
const DECLINED = { learnt: [LEARNT], unasked: ITEMS.filter((item) => item !== LEARNT) };

/** What a request for a supplementary consent is called that was made without HTTP in between. */
export const SUPPLEMENT = 'supplementary-consent-test@0';
export const AGREED = { agreedOn: '2026-01-05', text: '2025-05-16' };

/** A body each POST accepts, by route id; `seen` is put right by whoever sends it. */
export const BODIES: Record<string, Readonly<Record<string, unknown>>> = {
  registerItem: { organId: HERE.organId, designation: 'K-2026-1', custodian: memberOf('information').sub },
  nameCustodian: { custodian: memberOf('information').sub },
  putOnHandlerList: { subjectId: HERE.organId, firstDay: '2026-01-01', lastDay: '2099-12-31' },
  takeOffHandlerList: { subjectId: HERE.organId },
  recordOffice: {
    organId: HERE.organId,
    person: PERSON,
    office: 'MINISTER',
    firstDay: '2026-01-01',
    reasons: REASONS,
  },
  recordSdsResult: { organId: HERE.organId, person: PERSON, notifiedOn: '2026-01-01', reasons: REASONS },
  endOffice: { reasons: REASONS },
  endSdsResult: { reasons: REASONS },
  demandCorrection: { organId: HERE.organId, text: REASONS },
  answerCorrectionDemand: { answer: 'ACCEPTED', text: REASONS },
  repeatCorrectionDemand: { text: REASONS },
  closeCorrectionDemand: {},
  applyForCertification: { ...HERE, parts: PARTS, remarks: REASONS },
  supplementCertification: { ...seeing, parts: PARTS },
  examineCertification: { ...reasoned, recommended: 'GRANT' },
  sendBackCertification: reasoned,
  certifyCertification: { ...reasoned, firstDay: '2099-01-01', lastDay: '2099-12-31' },
  declineCertification: reasoned,
  reportChangeCertification: { ...seeing, from: '2099-01-01', parts: { RULES: PARTS.RULES } },
  confirmCertification: seeing,
  reexamineCertification: { ...reasoned, recommended: 'REFUSE' },
  upholdCertification: reasoned,
  withdrawCertification: reasoned,
  giveBackCertification: seeing,
  recordContract: { ...HERE, paragraph: '10(1)', sections: ['K-1'], firstDay: '2026-01-01' },
  endContract: { lastDay: null },
  acknowledgeRightEnd: {},
  passOn: { passedOn: dayOf(new Date().toISOString()) },
  nominate: { organId: HERE.organId, person: PERSON, agreedToBeListed: true },
  approveNominee: { ...seeing, caseOfficer: memberOf('officer').sub },
  rejectNominee: reasoned,
  confirmNeed: { ...seeing, caseOfficer: memberOf('officer').sub },
  assignOfficer: { ...seeing, caseOfficer: memberOf('officerUnassigned').sub },
  assignSuccessor: { ...seeing, caseOfficer: memberOf('officerUnassigned').sub },
  declareConflict: { reasons: REASONS },
  declareClearanceConflict: { reasons: REASONS },
  declareGrievanceConflict: { reasons: REASONS },
  serveNotice: { ...seeing, subjectAccount: memberOf('subject').sub, identityChecked: true },
  giveConsent: {
    ...seeing,
    text: servedText('NEW_HANDLER'),
    assessment: true,
    inquiries: { [INQUIRY]: true },
  },
  refuseConsent: {},
  withdrawConsent: {},
  wantReasons: {},
  extendConsent: seeing,
  returnQuestionnaire: { ...reasoned, places: ['/answers/ALCOHOL_MODERATION/habit'] },
  closeUnanswered: reasoned,
  extendQuestionnaire: seeing,
  submitQuestionnaire: { ...seeing, answers, family },
  saveQuestionnaireDraft: { revision: 0, answers, family },
  screenQuestionnaire: {
    ...seeing,
    passages: [
      { passage: 1, verdict: 'STRIKE_SENTENCE', ground: 'MAY_NOT_BE_ASKED' },
      { passage: 2, verdict: 'STAND', ground: 'MEANS_SOMETHING_ELSE' },
    ],
  },
  screenText: { passages: [{ passage: 1, verdict: 'STRIKE', ground: 'MAY_NOT_BE_ASKED' }] },
  startInvestigation: { ...reasoned, mode: 'SELF', ground: 'TOO_LATE' },
  inquire: { ...seeing, inquiries: inquiriesFor([FURTHER]) },
  requestSupplement: { ...seeing, inquiries: inquiriesFor(['CREDIT_STANDING']) },
  answerSupplement: { text: SUPPLEMENT, inquiries: { CREDIT_STANDING: true } },
  withdrawInquiry: { codes: [INQUIRY] },
  requestDocument: { ...reasoned, items: ['FINANCIAL_CIRCUMSTANCES'] },
  provideDocument: { ...seeing, text: '返済予定表の写し。 / Copy of the schedule of repayments.' },
  declineDocument: seeing,
  askAgain: { ...reasoned, codes: [INQUIRY] },
  resolveReview: reasoned,
  arrangeInterview: { ...reasoned, ...appointment, items: ['FINANCIAL_CIRCUMSTANCES'] },
  moveInterview: { ...reasoned, ...appointment },
  callOffInterview: reasoned,
  recordInterview: { ...seeing, text: '経緯をうかがった。 / How it came about.' },
  confirmInterviewRecord: { ...seeing, remarks: '返済は来年終わります。 / Repaid next year.' },
  giveOpinion: reasoned,
  submitForDecision: seeing,
  requestMore: reasoned,
  askSubject: { ...reasoned, items: ['MENTAL_DISORDER'] },
  answerConcerns: { ...seeing, text: 'ご説明します。' },
  decide: { ...sentenced, decision: 'FOUND', worksheet: worksheetFor(DECLINED) },
  confirmDecision: reasoned,
  returnDecision: reasoned,
  issueResult: { ...seeing, channel: 'CERTIFIED_POST' },
  takeBackNotice: reasoned,
  notifyResult: { ...seeing, channel: 'OWN_ACCOUNT' },
  signPledge: { ...seeing, keepSecret: true, reportChanges: true },
  lapseUnpledged: reasoned,
  closeWithoutBasis: reasoned,
  proposeMistake: { reasons: REASONS, signIn: 'NOMINEE' },
  confirmMistake: reasoned,
  dropMistake: reasoned,
  proposeNoticeVoid: { reasons: REASONS, signIn: 'NOMINEE' },
  confirmNoticeVoid: reasoned,
  dropNoticeVoid: reasoned,
  proposeDoubtVoid: { reasons: REASONS },
  confirmDoubtVoid: reasoned,
  dropDoubtVoid: reasoned,
  fileGrievance: { about: 'CONDUCT', text: '苦情を申し出ます。' },
  fileGrievanceAboutClearance: { about: 'RESULT', text: '取消しに納得できません。' },
  reportChange: { kind: 'FINANCES', text: '差押えを受けた。' },
  reportAsOther: { kind: 'ALCOHOL', text: '酒席で問題があった。' },
  // Whose receipt it is the case knows (Cases.body).
  validateReport: {
    ...reasoned,
    report: '00000000-0000-4000-8000-000000000000',
    verdict: 'FOUNDED',
    seal: 'NONE',
  },
  closeReview: reasoned,
  serveDoubtNotice: reasoned,
  proposeRevocation: sentenced,
  answerRevocation: { ...seeing, text: 'ご説明します。' },
  dropRevocation: reasoned,
  revoke: sentenced,
  lapse: reasoned,
  transferWithin: { ...seeing, section: 'K-7', on: dayAhead(-1) },
  second: { ...reasoned, to: ELSEWHERE.organId, on: dayAhead(-1) },
  depart: { on: dayAhead(-1) },
  reinstate: reasoned,
  renewPledge: { ...seeing, keepSecret: true, reportChanges: true },
  answerGrievance: { ...reasoned, outcome: 'NOT_UPHELD' },
  recordOutage: {
    organId: HERE.organId,
    kind: 'SOURCE',
    source: 'POLICE',
    cause: 'FAILURE',
    reference: 'OUT-2026-1',
    firstDay: dayAhead(-3),
    lastDay: dayAhead(-2),
  },
  confirmOutage: {},
  recordReportingLine: {
    organId: HERE.organId,
    person: { sub: 'somebody' },
    superior: { sub: 'somebody else' },
    firstDay: dayAhead(0),
  },
  nameStandIn: {
    organId: HERE.organId,
    adjudicator: 'somebody',
    standIn: 'somebody else',
    reason: 'LEAVE',
    firstDay: dayAhead(0),
    lastDay: dayAhead(1),
  },
  endStandIn: {},
  askBreakGlass: { ground: 'OFFICER_UNREACHABLE', tie: 'NONE' },
  approveBreakGlass: {},
  endBreakGlass: {},
  declareTies: { tie: 'NONE' },
  endReportingLine: { lastDay: dayAhead(0) },
  proposeSamePersons: {
    organId: HERE.organId,
    one: '00000000-0000-4000-8000-0000000000a1',
    other: '00000000-0000-4000-8000-0000000000a2',
    reasons: REASONS,
  },
  confirmSamePersons: { reasons: REASONS },
  dropSamePersons: { reasons: REASONS },
  partSamePersons: { reasons: REASONS },
  placeHold: hold,
  placeClearanceHold: hold,
  liftHold: { hold: 1, reasons: REASONS },
  liftClearanceHold: { hold: 1, reasons: REASONS },
  keyInquiryReply: {
    reference: HERE.organId,
    original: PAPER,
    says: { answer: 'RECORD', statement: '記録があります。' },
  },
  noteDispatch: { reference: HERE.organId },
  confirmOriginal: { hash: 'a'.repeat(64) },
  rejectOriginal: { reasons: REASONS },
  handOverCode: { identityCheck: 'PASSPORT' },
  handOverCodeOfClearance: { identityCheck: 'PASSPORT' },
  readPasskeyOptions: {},
  enrolPasskey: {
    code: 'AAAAA-AAAAA-AAAAA',
    nonce: 'AAAA',
    credential: {
      id: 'AAAA',
      rawId: 'AAAA',
      type: 'public-key',
      clientExtensionResults: {},
      response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
    },
  },
  reportPasskeyLoss: { caseId: HERE.organId, ground: 'LOST', identityCheck: 'PASSPORT' },
  confirmPasskeyLoss: {},
  objectToPasskeyLoss: {},
};

for (const { id, takes, who } of ROUTES)
  if (takes && who !== 'signed-in' && who.includes('Subject'))
    BODIES[`key${id.replace(/^./, (letter) => letter.toUpperCase())}`] = {
      original: PAPER,
      says: BODIES[id],
    };

/** The body for a case at a version. */
export function bodyOf(routeId: string, version: number): Record<string, unknown> {
  const body = BODIES[routeId];
  if (!body) throw new Error(`no body for ${routeId}: add one`);
  const { says } = body as { says?: object };
  if (says && 'seen' in says) return { ...body, says: { ...says, seen: version } };
  return 'seen' in body ? { ...body, seen: version } : { ...body };
}
