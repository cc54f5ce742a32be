import { ITEMS } from '../domain/checks.js';
import { MOST_SENTENCES } from '../domain/reasons.js';
import { SIDES, VIEWPOINTS } from '../domain/worksheet.js';
import type { CaseFile } from './case-data.js';
import { markOf, waitsForPerson } from './check-state.js';
import type { FormName, Values } from './frame.js';
import { textOf } from './frame.js';
import type { Language, Word } from './language.js';
import type { StepName } from './steps.js';
import { TEXTS, type Texts } from './texts.js';
import { CHANGE_KINDS, CHANGE_WORDS } from './words/actions.js';
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
    /** A day and a time of it in Japan. */
    | { readonly type: 'moment' }
    /** Offered only when passages on what may not be asked were pointed out: it says that they stay. */
    | { readonly type: 'keep' }
    /** Must be ticked, unless it says otherwise: it becomes `true`. */
    | { readonly type: 'tick'; readonly optional?: true }
    | { readonly type: 'one' | 'some' | 'list'; readonly options: Options }
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
  { type: 'line', name: 'place', max: 200, label: (t) => t.interview.where },
];
const KEEP: Field = { type: 'keep', name: 'kept', label: (t) => t.interview.keep };
const PLEDGE: readonly Field[] = [
  { type: 'tick', name: 'keepSecret', label: (t) => t.form.keepSecret },
  { type: 'tick', name: 'reportChanges', label: (t) => t.form.reportChanges },
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
  ],
  resolveReview: [REASONS],
  askAgain: [{ type: 'some', name: 'codes', label: (t) => t.form.codes, options: askableAgain }, REASONS],
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
  answerGrievance: [REASONS],
  closeWithoutBasis: [REASONS],
  declareConflict: [REASONS],
  refuseConsent: [],
  withdrawConsent: [],
  signPledge: PLEDGE,
  renewPledge: PLEDGE,
  reportChange: [
    {
      type: 'list',
      name: 'kind',
      label: (t) => t.form.changeKind,
      options: () => optionsOf(CHANGE_WORDS, CHANGE_KINDS),
    },
    { type: 'text', name: 'text', max: 4_000, label: (t) => t.form.text },
  ],
  fileGrievance: [
    {
      type: 'one',
      name: 'about',
      label: (t) => t.form.grievanceAbout,
      options: () => [
        { value: 'RESULT', word: { ja: TEXTS.ja.form.aboutResult, en: TEXTS.en.form.aboutResult } },
        { value: 'CONDUCT', word: { ja: TEXTS.ja.form.aboutConduct, en: TEXTS.en.form.aboutConduct } },
      ],
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
    : FIELDS[step]
        .filter(({ type }) => type === 'text')
        .map(({ name, label }) => ({ name, label: label(TEXTS[language]) }));
  return fields
    .map(({ name, label }) => ({ label, text: textOf(values, name) }))
    .filter(({ text }) => text !== '');
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

/** Consented questions whose last answer still waits for a person. */
function askableAgain(file: CaseFile | undefined): Option[] {
  return (file?.checks ?? []).filter(waitsForPerson).map((check) => {
    const [what, state] = [CHECK_WORDS[check.code], MARK_WORDS[markOf(check)]];
    return { value: check.code, word: { ja: `${what.ja}（${state.ja}）`, en: `${what.en} (${state.en})` } };
  });
}

function optionsOf<K extends string>(
  words: Readonly<Record<K, Word>>,
  values: readonly NoInfer<K>[],
): Option[] {
  return values.map((value) => ({ value, word: words[value] }));
}
