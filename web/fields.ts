import { ISSUE_FIELDS, SERVICE_FIELDS } from './service-fields.js';
import {
  APPOINTMENT,
  askableAgain,
  type Field,
  INQUIRIES,
  PROVISO,
  itemsOffered,
  modesOffered,
  KEEP,
  liftable,
  OFFICER,
  optionsOf,
  PLEDGE,
  REASONS,
  REPORT,
  said,
  SENTENCES,
  SIGN_IN_WENT,
} from './field-parts.js';
import { checkName, everyCheck } from '../domain/policy-words.js';
import { mayKeep } from '../domain/free-text.js';
import { REPORT_VERDICTS, SEAL_GROUNDS } from '../domain/change-reports.js';
import { GRIEVANCE_OUTCOMES, MATTERS_OF_GRIEVANCE } from '../domain/grievance.js';
import { HOLD_GROUND_CODES } from '../domain/holds.js';
import { HOLD_WORDS } from './words/holds.js';
import { MOVE_FIELDS } from './move-fields.js';
import { waitingReports } from './waiting-reports.js';
import type { FormName } from './frame.js';
import type { StepName } from './steps.js';
import { GRIEVANCE_OUTCOME_WORDS, GRIEVANCE_WORDS, MATTER_WORDS } from './words/grievance.js';
import { REPORT_VERDICT_WORDS, SEAL_WORDS } from './words/reports.js';

export type { Field } from './field-parts.js';

/** Steps whose form is more than a few fields: each has a page of pages/ that draws it. */
const LONG = [
  'giveConsent',
  'answerSupplement',
  'submitQuestionnaire',
  'screenQuestionnaire',
  'decide',
] as const satisfies readonly StepName[];
export type LongStep = (typeof LONG)[number];

type Fields = Readonly<Record<Exclude<StepName, LongStep>, readonly Field[]>>;

const OWN_FIELDS: Fields = {
  approveNominee: [OFFICER],
  confirmNeed: [OFFICER],
  assign: [OFFICER],
  assignSuccessor: [OFFICER],
  rejectNominee: [REASONS],
  serveNotice: [
    {
      type: 'line',
      name: 'subjectAccount',
      max: 200,
      optional: 'depends',
      label: (t) => t.form.account,
      hint: (t) => t.form.accountHint,
    },
    {
      type: 'tick',
      name: 'onPaper',
      optional: true,
      label: (t) => t.form.onPaper,
      hint: (t) => t.form.onPaperHint,
    },
    { type: 'tick', name: 'identityChecked', label: (t) => t.form.identityChecked },
  ],
  extendConsent: [],
  extendQuestionnaire: [],
  returnQuestionnaire: [
    {
      type: 'some',
      name: 'places',
      label: (t) => t.questionnaire.places,
      options: (file) => file?.places ?? [],
    },
    REASONS,
  ],
  closeUnanswered: [REASONS],
  startInvestigation: [
    {
      type: 'one',
      name: 'mode',
      label: (t) => t.form.mode,
      options: modesOffered,
    },
    ...PROVISO,
    INQUIRIES,
  ],
  inquire: [INQUIRIES],
  resolveReview: [REASONS],
  askAgain: [{ type: 'some', name: 'codes', label: (t) => t.form.codes, options: askableAgain }, REASONS],
  requestSupplement: [{ ...INQUIRIES, label: (t) => t.supplement.legend, hint: (t) => t.supplement.hint }],
  withdrawInquiry: [
    {
      type: 'some',
      name: 'codes',
      label: (t) => t.supplement.which,
      options: () => everyCheck().map(({ code }) => ({ value: code, word: checkName(code) })),
    },
  ],
  requestDocument: [
    {
      type: 'some',
      name: 'items',
      label: (t) => t.document.items,
      options: itemsOffered,
    },
    { ...REASONS, label: (t) => t.document.what, hint: (t) => t.document.whatHint },
  ],
  provideDocument: [
    {
      type: 'text',
      name: 'text',
      max: 20_000,
      rows: 10,
      label: (t) => t.document.text,
      hint: (t) => t.document.textHint,
    },
  ],
  declineDocument: [],
  arrangeInterview: [
    ...APPOINTMENT,
    {
      type: 'some',
      name: 'items',
      label: (t) => t.interview.items,
      options: itemsOffered,
    },
    REASONS,
  ],
  moveInterview: [...APPOINTMENT, REASONS],
  recordInterview: [{ type: 'text', name: 'text', max: 20_000, rows: 14, label: (t) => t.interview.record }],
  callOffInterview: [REASONS],
  confirmInterviewRecord: [
    {
      type: 'line',
      name: 'record',
      max: 23,
      optional: 'depends',
      onPaper: true,
      label: (t) => t.interview.number,
      hint: (t) => t.interview.numberHint,
    },
    {
      type: 'text',
      name: 'remarks',
      max: 8_000,
      optional: true,
      label: (t) => t.interview.remarks,
      hint: (t) => t.interview.remarksHint,
    },
  ],
  giveOpinion: [REASONS],
  submitForDecision: [],
  askSubject: [
    { type: 'some', name: 'items', label: (t) => t.document.items, options: itemsOffered },
    REASONS,
  ],
  confirmDecision: [REASONS],
  returnDecision: [REASONS],
  answerConcerns: [{ type: 'text', name: 'text', max: 8_000, label: (t) => t.form.text }],
  requestMore: [REASONS],
  issueResult: ISSUE_FIELDS,
  takeBackNotice: [REASONS],
  notifyResult: SERVICE_FIELDS,
  lapseUnpledged: [REASONS],
  closeReview: [REASONS],
  serveDoubtNotice: [REASONS],
  proposeRevocation: [SENTENCES],
  dropRevocation: [REASONS],
  revoke: [SENTENCES],
  lapse: [REASONS],
  reinstate: [REASONS],
  answerGrievance: [
    {
      type: 'one',
      name: 'outcome',
      label: (t) => said(t, GRIEVANCE_WORDS.outcome),
      hint: (t) => said(t, GRIEVANCE_WORDS.outcomeHint),
      options: (file) =>
        optionsOf(
          GRIEVANCE_OUTCOME_WORDS,
          GRIEVANCE_OUTCOMES.filter(
            (outcome) => outcome !== 'NOT_EXAMINED' || file?.grievance?.late !== false,
          ),
        ),
    },
    REASONS,
    {
      type: 'text',
      name: 'measures',
      max: 4_000,
      optional: true,
      label: (t) => said(t, GRIEVANCE_WORDS.measures),
      hint: (t) => said(t, GRIEVANCE_WORDS.measuresHint),
    },
  ],
  closeWithoutBasis: [REASONS],
  proposeMistake: [SIGN_IN_WENT, REASONS],
  confirmMistake: [REASONS],
  dropMistake: [REASONS],
  proposeNoticeVoid: [SIGN_IN_WENT, REASONS],
  confirmNoticeVoid: [REASONS],
  dropNoticeVoid: [REASONS],
  proposeDoubtVoid: [REASONS],
  confirmDoubtVoid: [REASONS],
  dropDoubtVoid: [REASONS],
  declareConflict: [REASONS],
  placeHold: [
    {
      type: 'list',
      name: 'ground',
      label: (t) => t.holds.ground,
      options: () => optionsOf(HOLD_WORDS, HOLD_GROUND_CODES),
    },
    { type: 'day', name: 'reviewOn', label: (t) => t.holds.reviewOn, hint: (t) => t.holds.reviewHint },
    REASONS,
  ],
  liftHold: [
    { type: 'list', counts: true, name: 'hold', label: (t) => t.holds.which, options: liftable },
    REASONS,
  ],
  ...MOVE_FIELDS,
  refuseConsent: [],
  withdrawConsent: [],
  wantReasons: [],
  signPledge: PLEDGE,
  renewPledge: PLEDGE,
  reportChange: REPORT,
  reportAsOther: REPORT,
  validateReport: [
    {
      type: 'list',
      name: 'report',
      label: (t) => t.form.reportWhich,
      options: waitingReports,
    },
    {
      type: 'list',
      name: 'verdict',
      label: (t) => t.form.reportVerdict,
      options: () => optionsOf(REPORT_VERDICT_WORDS, REPORT_VERDICTS),
    },
    REASONS,
    {
      type: 'list',
      name: 'seal',
      label: (t) => t.form.reportSeal,
      options: () => optionsOf(SEAL_WORDS, ['NONE', ...SEAL_GROUNDS]),
    },
    {
      type: 'text',
      name: 'sealUntil',
      max: 10,
      rows: 1,
      optional: true,
      label: (t) => t.form.reportSealUntil,
    },
  ],
  fileGrievance: [
    {
      type: 'one',
      name: 'about',
      label: (t) => t.form.grievanceAbout,
      options: () => optionsOf(MATTER_WORDS, MATTERS_OF_GRIEVANCE),
    },
    { type: 'text', name: 'text', max: 8_000, label: (t) => t.form.text },
  ],
};

/** With a box to keep what was pointed out, wherever it may be kept (domain/free-text.ts); offered when something was. */
export const FIELDS: Fields = Object.fromEntries(
  Object.entries(OWN_FIELDS).map(([step, fields]) => [step, mayKeep(step) ? [...fields, KEEP] : fields]),
) as Fields;

export function isLong(step: StepName): step is LongStep {
  return LONG.some((long) => long === step);
}

/** The place in the request body a pointer names, as the id of its field on the page. */
export function fieldId(step: FormName, pointer: string): string {
  const place = pointer.replace(/(\/nationalities)\/\d+$/, '$1');
  return `${step}${place.replaceAll('/', '-')}`;
}
