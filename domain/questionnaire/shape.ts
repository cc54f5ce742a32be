import type { Item, Said } from '../checks.js';

/**
 * The questionnaire (質問票, Standards) as data: which topics belong to each item of a policy, and what is asked of each.
 * The texts are a pack's (its folder `forms`); here stands what such a text may consist of, so that nothing else can be asked or kept.
 */
export interface QuestionForm {
  /** Names the exact text: version, and the start of its hash. */
  readonly id: string;
  readonly items: Readonly<Record<Item, readonly Topic[]>>;
}

export interface Topic {
  readonly id: string;
  readonly ask: Said;
  readonly hint?: Said | undefined;
  /** Asked with yes or no, and the rows only after a yes; without it the rows are asked of everybody. */
  readonly gate: boolean;
  /** Asked only of those who said yes to this other topic of the same item, which stands before it. */
  readonly after?: string | undefined;
  /** A yes is something an adjudicator has to weigh. Where one lives or works is not. */
  readonly raises: boolean;
  /** What one row holds; without fields the yes or no is the whole answer. */
  readonly fields: readonly Field[];
  /** How many rows at most. */
  readonly most: number;
  /** The rows, each with `from` and `to`, account for so many years until today, with no gap over a month. */
  readonly years?: number | undefined;
  /** A row with this value cannot stand beside a no to that other topic of the same item. */
  readonly needs?: { readonly field: string; readonly is: string; readonly topic: string } | undefined;
}

export type Field = {
  readonly id: string;
  readonly label: Said;
  /** Need not be filled in. Of a `to` that is left out: it still goes on. */
  readonly optional?: boolean | undefined;
} & (
  | { readonly kind: 'text'; readonly max: number; readonly lines?: number | undefined }
  /** A month of the calendar, `2019-04`. */
  | { readonly kind: 'month' }
  /** Whole yen. */
  | { readonly kind: 'yen' }
  | { readonly kind: 'choice'; readonly of: readonly { readonly code: string; readonly label: Said }[] }
);

export type Row = Readonly<Record<string, string | number | undefined>>;
export interface Answer {
  readonly says?: 'YES' | 'NO' | undefined;
  readonly rows?: readonly Row[] | undefined;
}
export type ItemAnswers = Readonly<Record<string, Answer | undefined>>;
/** By item, by topic. In a draft anything may be missing. */
export type Answers = Readonly<Partial<Record<Item, ItemAnswers>>>;

/** Of family and cohabitants four things each and no more (Art. 12(2)(i); law: invariant 5). */
export interface Relative {
  readonly name?: string | undefined;
  readonly dateOfBirth?: string | undefined;
  readonly nationalities?: readonly string[] | undefined;
  readonly address?: string | undefined;
}
export const RELATIVE_FIELDS = ['name', 'dateOfBirth', 'nationalities', 'address'] as const;
export const MOST_RELATIVES = 50;

/** The items that a form asks about, in the order of its policy. */
export function itemsOf(form: QuestionForm): Item[] {
  return Object.keys(form.items);
}

/** What is asked of an item; of one that the form does not have, nothing. */
export function topicsOf(form: QuestionForm, item: Item): readonly Topic[] {
  return form.items[item] ?? [];
}

/** A part of a questionnaire: an item, or family. */
export type Section = Item | 'FAMILY';

/** The parts a person fills in one by one: the items in the order of the policy, then family. */
export function sectionsOf(form: QuestionForm): Section[] {
  return [...itemsOf(form), 'FAMILY'];
}

/** Whether this topic is asked, as the others of its item were answered. */
export function isAsked(topic: Topic, topics: readonly Topic[], answers: ItemAnswers): boolean {
  if (topic.after === undefined) return true;
  const before = topics.find(({ id }) => id === topic.after);
  return before !== undefined && isAsked(before, topics, answers) && answers[before.id]?.says === 'YES';
}

/** The items under which somebody said yes to what has to be weighed, in the order of the Act. */
export function statedItems(form: QuestionForm, answers: Answers): Item[] {
  return itemsOf(form).filter((item) => {
    const [topics, given] = [topicsOf(form, item), answers[item] ?? {}];
    return topics.some(
      (topic) => topic.raises && given[topic.id]?.says === 'YES' && isAsked(topic, topics, given),
    );
  });
}
