import { policyOf } from '../domain/policy.js';
import { checkName, everyItem, itemName } from '../domain/policy-words.js';
import { MODE_WORDS } from './words/stages.js';
import { CHANGE_KINDS } from '../domain/change-reports.js';
import type { CaseFile } from './case-data.js';
import { SELF_GROUNDS } from '../domain/proviso.js';
import { PROVISO_WORDS, SELF_GROUND_WORDS } from './words/proviso.js';
import { HOLD_WORDS } from './words/holds.js';
import { markOf, waitsForPerson } from './check-state.js';
import type { Word } from './language.js';
import { TEXTS, type Texts } from './texts.js';
import { CHANGE_WORDS } from './words/actions.js';
import { MARK_WORDS } from './words/checks.js';

interface Named {
  /** Both the field's name in the form and its place in the request body. */
  readonly name: string;
  readonly label: (t: Texts) => string;
  readonly hint?: (t: Texts) => string;
  /** Asked of a signed paper alone: who clicks has it before their eyes. */
  readonly onPaper?: true;
  /** Only asked in such a case. */
  readonly only?: (file: CaseFile | undefined) => boolean;
}
export interface Option {
  readonly value: string;
  readonly word: Word;
}
/** Options may depend on the case: its officers, its open questions. */
type Options = (file: CaseFile | undefined) => readonly Option[];

/** One field of a simple step, required unless it says so; a step with another kind of form has a page of its own. */
export type Field = Named &
  (
    | { readonly type: 'line'; readonly max: number; readonly optional?: 'depends' }
    | {
        readonly type: 'text';
        readonly max: number;
        readonly rows?: number;
        readonly optional?: true | 'depends';
      }
    /** A day and a time of it in Japan; a day alone. */
    | { readonly type: 'moment' | 'day'; readonly optional?: 'depends' }
    /** Offered only when passages on what may not be asked were pointed out: it says that they stay. */
    | { readonly type: 'keep' }
    /** May be ticked. */
    | { readonly type: 'maybe' }
    /** Must be ticked, unless it says otherwise: it becomes `true`. */
    | { readonly type: 'tick'; readonly optional?: true }
    /** Reasons by the sentence, each told or withheld under a ground. */
    | { readonly type: 'sentences' }
    /** For each question that may be asked: why, as a code and in words; left open, it is not asked. */
    | { readonly type: 'inquiries' }
    | {
        readonly type: 'one' | 'some' | 'list';
        readonly options: Options;
        readonly counts?: true;
        /** Of a list: what it means that nothing is chosen, where that may be. */
        readonly none?: (t: Texts) => string;
      }
  );

export const REASONS: Field = {
  type: 'text',
  name: 'reasons',
  max: 4_000,
  label: (t) => t.form.reasons,
  hint: (t) => t.form.reasonsHint,
};
export const SENTENCES: Field = { type: 'sentences', name: 'reasons', label: (t) => t.form.reasons };
export const OFFICER: Field = {
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
export const APPOINTMENT: readonly Field[] = [
  { type: 'moment', name: 'at', label: (t) => t.interview.when, hint: (t) => t.interview.whenHint },
  { type: 'maybe', name: 'agreed', label: (t) => t.interview.agreed },
  { type: 'line', name: 'place', max: 200, label: (t) => t.interview.where },
];
export const KEEP: Field = { type: 'keep', name: 'kept', label: (t) => t.interview.keep };
export const INQUIRIES: Field = {
  type: 'inquiries',
  name: 'inquiries',
  label: (t) => t.inquiries.legend,
  hint: (t) => t.inquiries.hint,
};
/** Whether the sign-in went to the person, where something went to the wrong one. */
export const SIGN_IN_WENT: Field = {
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
};

export const PLEDGE: readonly Field[] = [
  { type: 'tick', name: 'keepSecret', label: (t) => t.form.keepSecret },
  { type: 'tick', name: 'reportChanges', label: (t) => t.form.reportChanges },
];

export const REPORT: readonly Field[] = [
  {
    type: 'list',
    name: 'kind',
    label: (t) => t.form.changeKind,
    options: () => optionsOf(CHANGE_WORDS, CHANGE_KINDS),
  },
  { type: 'text', name: 'text', max: 4_000, label: (t) => t.form.text },
];

/** Holds that stand and that somebody else placed. */
export function liftable(file: CaseFile | undefined): Option[] {
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
export function askableAgain(file: CaseFile | undefined): Option[] {
  return (file?.checks ?? []).filter(waitsForPerson).map((check) => {
    const [what, state] = [checkName(check.code), MARK_WORDS[markOf(check)]];
    return { value: check.code, word: { ja: `${what.ja}（${state.ja}）`, en: `${what.en} (${state.en})` } };
  });
}

/** A word in the language of these texts. */
export function said(t: Texts, word: Word): string {
  return t === TEXTS.ja ? word.ja : word.en;
}

/** What is investigated in this case, by its own policy. */
export function itemsOffered(file: CaseFile | undefined): Option[] {
  const items = file ? policyOf(file.policy).items : everyItem();
  return items.map(({ code }) => ({ value: code, word: itemName(code) }));
}

/** Where the Cabinet Office investigates unless there is a ground. */
function unifiedIn(file: CaseFile | undefined): boolean {
  return file !== undefined && policyOf(file.policy).steps.includes('UNIFIED_INVESTIGATION');
}

/** Why the organ investigates by itself, where another does otherwise. */
export const PROVISO: readonly Field[] = [
  {
    type: 'list',
    name: 'ground',
    label: (t) => said(t, PROVISO_WORDS.ground),
    none: (t) => said(t, PROVISO_WORDS.none),
    options: () => optionsOf(SELF_GROUND_WORDS, SELF_GROUNDS),
    only: unifiedIn,
  },
  {
    type: 'text',
    name: 'reasons',
    max: 4_000,
    rows: 3,
    optional: 'depends',
    label: (t) => said(t, PROVISO_WORDS.words),
    hint: (t) => said(t, PROVISO_WORDS.hint),
    only: unifiedIn,
  },
];

/** Who may investigate, by the policy of the case. */
export function modesOffered(file: CaseFile | undefined): Option[] {
  return optionsOf(MODE_WORDS, [
    ...(unifiedIn(file) ? (['UNIFIED'] as const) : []),
    'SELF',
    ...(file?.reusable ? (['REUSED'] as const) : []),
  ]);
}

export function optionsOf<K extends string>(
  words: Readonly<Record<K, Word>>,
  values: readonly NoInfer<K>[],
): Option[] {
  return values.map((value) => ({ value, word: words[value] }));
}
