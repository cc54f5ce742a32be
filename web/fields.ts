import { CHANGE_KINDS, REPORT_VERDICTS, SEAL_GROUNDS } from '../domain/change-reports.js';
import { CHECK_CODES, ITEMS } from '../domain/checks.js';
import { GRIEVANCE_OUTCOMES, MATTERS_OF_GRIEVANCE } from '../domain/grievance.js';
import { HOLD_GROUND_CODES } from '../domain/holds.js';
import { MOST_SENTENCES } from '../domain/reasons.js';
import { SIDES, VIEWPOINTS } from '../domain/worksheet.js';
import type { CaseFile } from './case-data.js';
import { HOLD_WORDS } from './words/holds.js';
import { markOf, waitsForPerson } from './check-state.js';
import { waitingReports } from './waiting-reports.js';
import type { FormName, Values } from './frame.js';
import { textOf } from './frame.js';
import type { Language, Word } from './language.js';
import type { StepName } from './steps.js';
import { TEXTS, type Texts } from './texts.js';
import { CHANGE_WORDS } from './words/actions.js';
import { GRIEVANCE_OUTCOME_WORDS, GRIEVANCE_WORDS, MATTER_WORDS } from './words/grievance.js';
import { REPORT_VERDICT_WORDS, SEAL_WORDS } from './words/reports.js';
import { CHECK_WORDS, ITEM_WORDS, MARK_WORDS } from './words/checks.js';
import { MODE_WORDS } from './words/stages.js';
import { SHEET_WORDS, VIEWPOINT_WORDS } from './words/worksheet.js';

interface Named {
  /** Both the field's name in the form and its place in the request body. */
  readonly name: string;
  readonly label: (t: Texts) => string;
  readonly hint?: (t: Texts) => string;
}
interface Option {
  readonly value: string;
  readonly word: Word;
}
/** Options may depend on the case: its officers, its open questions. */
type Options = (file: CaseFile | undefined) => readonly Option[];

/** One field of a simple step, required unless it says so; a step with another kind of form has a page of its own. */
export type Field = Named &
  (
    | { readonly type: 'line'; readonly max: number; readonly optional?: 'depends' }
    | { readonly type: 'text'; readonly max: number; readonly rows?: number; readonly optional?: true }
    /** A day and a time of it in Japan; a day alone. */
    | { readonly type: 'moment' | 'day' }
    /** Offered only when passages on what may not be asked were pointed out: it says that they stay. */
    | { readonly type: 'keep' }
    /** May be ticked. */
    | { readonly type: 'maybe' }
    /** Must be ticked, unless it says otherwise: it becomes `true`. */
    | { readonly type: 'tick'; readonly optional?: true }
    /** For each question that may be asked: why, as a code and in words; left open, it is not asked. */
    | { readonly type: 'inquiries' }
    | { readonly type: 'one' | 'some' | 'list'; readonly options: Options; readonly counts?: true }
  );

const REASONS: Field = {
  type: 'text',
  name: 'reasons',
  max: 4_000,
  label: (t) => t.form.reasons,
  hint: (t) => t.form.reasonsHint,
};
const OFFICER: Field = {
  type: 'list',
  name: 'caseOfficer',
  label: (t) => t.form.officer,
  options: (file) =>
    (file?.officers ?? []).map(({ sub, open }) => ({
      value: sub,
      word: {
        ja: `${sub.slice(0, 8)}（${TEXTS.ja.form.officerOpen(open)}）`,
        en: `${sub.slice(0, 8)} (${TEXTS.en.form.officerOpen(open)})`,
      },
    })),
};
const APPOINTMENT: readonly Field[] = [
  { type: 'moment', name: 'at', label: (t) => t.interview.when, hint: (t) => t.interview.whenHint },
  { type: 'maybe', name: 'agreed', label: (t) => t.interview.agreed },
  { type: 'line', name: 'place', max: 200, label: (t) => t.interview.where },
];
const KEEP: Field = { type: 'keep', name: 'kept', label: (t) => t.interview.keep };
const INQUIRIES: Field = {
  type: 'inquiries',
  name: 'inquiries',
  label: (t) => t.inquiries.legend,
  hint: (t) => t.inquiries.hint,
};
const PLEDGE: readonly Field[] = [
  { type: 'tick', name: 'keepSecret', label: (t) => t.form.keepSecret },
  { type: 'tick', name: 'reportChanges', label: (t) => t.form.reportChanges },
];

const REPORT: readonly Field[] = [
  {
    type: 'list',
    name: 'kind',
    label: (t) => t.form.changeKind,
    options: () => optionsOf(CHANGE_WORDS, CHANGE_KINDS),
  },
  { type: 'text', name: 'text', max: 4_000, label: (t) => t.form.text },
];

/** Steps whose form is more than a few fields: each has a page of pages/ that draws it. */
const LONG = [
  'giveConsent',
  'submitQuestionnaire',
  'screenQuestionnaire',
  'decide',
] as const satisfies readonly StepName[];
export type LongStep = (typeof LONG)[number];

export const FIELDS: Readonly<Record<Exclude<StepName, LongStep>, readonly Field[]>> = {
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
      options: (file) =>
        optionsOf(MODE_WORDS, ['UNIFIED', 'SELF', ...(file?.reusable ? (['REUSED'] as const) : [])]),
    },
    INQUIRIES,
  ],
  inquire: [INQUIRIES],
  resolveReview: [REASONS],
  askAgain: [{ type: 'some', name: 'codes', label: (t) => t.form.codes, options: askableAgain }, REASONS],
  requestDocument: [
    {
      type: 'some',
      name: 'items',
      label: (t) => t.document.items,
      options: () => optionsOf(ITEM_WORDS, ITEMS),
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
    KEEP,
  ],
  declineDocument: [],
  arrangeInterview: [
    ...APPOINTMENT,
    {
      type: 'some',
      name: 'items',
      label: (t) => t.interview.items,
      options: () => optionsOf(ITEM_WORDS, ITEMS),
    },
    REASONS,
  ],
  moveInterview: [...APPOINTMENT, REASONS],
  recordInterview: [
    { type: 'text', name: 'text', max: 20_000, rows: 14, label: (t) => t.interview.record },
    KEEP,
  ],
  callOffInterview: [REASONS],
  confirmInterviewRecord: [
    {
      type: 'text',
      name: 'remarks',
      max: 8_000,
      optional: true,
      label: (t) => t.interview.remarks,
      hint: (t) => t.interview.remarksHint,
    },
    KEEP,
  ],
  giveOpinion: [REASONS],
  submitForDecision: [],
  askSubject: [REASONS],
  confirmDecision: [REASONS],
  returnDecision: [REASONS],
  answerConcerns: [{ type: 'text', name: 'text', max: 8_000, label: (t) => t.form.text }],
  requestMore: [REASONS],
  notifyResult: [],
  lapseUnpledged: [REASONS],
  closeReview: [REASONS],
  serveDoubtNotice: [REASONS],
  revoke: [REASONS],
  lapse: [REASONS],
  reinstate: [REASONS],
  answerGrievance: [
    {
      type: 'one',
      name: 'outcome',
      label: (t) => said(t, GRIEVANCE_WORDS.outcome),
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
  proposeMistake: [
    {
      type: 'one',
      name: 'signIn',
      label: (t) => t.form.signInWent,
      options: () => [
        { value: 'NOMINEE', word: { ja: TEXTS.ja.form.signInNominee, en: TEXTS.en.form.signInNominee } },
        {
          value: 'ELSEWHERE',
          word: { ja: TEXTS.ja.form.signInElsewhere, en: TEXTS.en.form.signInElsewhere },
        },
      ],
    },
    REASONS,
  ],
  confirmMistake: [REASONS],
  dropMistake: [REASONS],
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
  refuseConsent: [],
  withdrawConsent: [],
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

export function isLong(step: StepName): step is LongStep {
  return LONG.some((long) => long === step);
}

/** The place in the request body a pointer names, as the id of its field on the page. */
export function fieldId(step: FormName, pointer: string): string {
  const place = pointer.replace(/(\/nationalities)\/\d+$/, '$1');
  return `${step}${place.replaceAll('/', '-')}`;
}

/** What a person had written into free-text fields, to be shown when it cannot be sent. */
export function writtenIn(
  step: StepName,
  values: Values,
  language: Language,
): { label: string; text: string }[] {
  const fields: { name: string; label: string }[] = isLong(step)
    ? longTexts(step, language)
    : FIELDS[step].flatMap(({ type, name, label }) => {
        if (type === 'text') return [{ name, label: label(TEXTS[language]) }];
        return type === 'inquiries' ? inquiryTexts(language) : [];
      });
  return fields
    .map(({ name, label }) => ({ label, text: textOf(values, name) }))
    .filter(({ text }) => text !== '');
}

function inquiryTexts(language: Language): { name: string; label: string }[] {
  return CHECK_CODES.map((code) => ({
    name: `inquiries.${code}.reasons`,
    label: CHECK_WORDS[code][language],
  }));
}

function longTexts(step: LongStep, language: Language): { name: string; label: string }[] {
  if (step !== 'decide') return [];
  return [
    ...ITEMS.flatMap((item) => {
      const of = ITEM_WORDS[item][language];
      return [
        { name: `worksheet.${item}.note`, label: `${of} – ${SHEET_WORDS.note[language]}` },
        ...VIEWPOINTS.flatMap((viewpoint) =>
          SIDES.map((side) => ({
            name: `worksheet.${item}.${viewpoint}.${side}`,
            label: `${of} – ${VIEWPOINT_WORDS[viewpoint][language]} – ${SHEET_WORDS[side][language]}`,
          })),
        ),
      ];
    }),
    ...Array.from({ length: MOST_SENTENCES }, (_, n) => ({
      name: `reasons.${n}.text`,
      label: `${TEXTS[language].form.reasons} ${n + 1}`,
    })),
  ];
}

/** Holds that stand and that somebody else placed. */
function liftable(file: CaseFile | undefined): Option[] {
  return (file?.holds ?? [])
    .filter(({ liftedAt, you }) => liftedAt === null && !you)
    .map(({ number, ground }) => ({
      value: String(number),
      word: {
        ja: `${TEXTS.ja.holds.number(number)}（${HOLD_WORDS[ground].ja}）`,
        en: `${TEXTS.en.holds.number(number)} (${HOLD_WORDS[ground].en})`,
      },
    }));
}

/** Consented questions whose last answer still waits for a person. */
function askableAgain(file: CaseFile | undefined): Option[] {
  return (file?.checks ?? []).filter(waitsForPerson).map((check) => {
    const [what, state] = [CHECK_WORDS[check.code], MARK_WORDS[markOf(check)]];
    return { value: check.code, word: { ja: `${what.ja}（${state.ja}）`, en: `${what.en} (${state.en})` } };
  });
}

/** A word in the language of these texts. */
function said(t: Texts, word: Word): string {
  return t === TEXTS.ja ? word.ja : word.en;
}

function optionsOf<K extends string>(
  words: Readonly<Record<K, Word>>,
  values: readonly NoInfer<K>[],
): Option[] {
  return values.map((value) => ({ value, word: words[value] }));
}
