import type { Item } from '../checks.js';
import type { Fault } from './faults.js';
import {
  type Answer,
  type Answers,
  type Field,
  isAsked,
  type ItemAnswers,
  itemsOf,
  type QuestionForm,
  type Relative,
  RELATIVE_FIELDS,
  type Topic,
  topicsOf,
} from './shape.js';

/** Of a questionnaire that was returned: which of its questions may be answered anew, whole or in some fields alone. */
export type Opened = ReadonlyMap<string, 'WHOLE' | ReadonlySet<string>>;

/** A question, or one field of one of its rows, as a pointer into a questionnaire's body. */
export const PLACE = /^\/answers\/[A-Z][A-Z0-9_]*\/[A-Za-z0-9]+(\/rows\/\d{1,2}\/[A-Za-z0-9]+)?$/;

/** The questions of a form, as places that it can be returned for. */
export function placesOf(form: QuestionForm): string[] {
  return itemsOf(form).flatMap((item) => topicsOf(form, item).map(({ id }) => `/answers/${item}/${id}`));
}

export interface AskedPlace {
  readonly place: string;
  readonly item: Item;
  readonly topic: Topic;
  /** Each field of each row that was filled in. */
  readonly fields: readonly { readonly place: string; readonly row: number; readonly field: Field }[];
}

/** The questions that were put to this person with what they filled in, as an officer may return them. */
export function askedPlaces(form: QuestionForm, answers: Answers): AskedPlace[] {
  return itemsOf(form).flatMap((item) => {
    const given = answers[item] ?? {};
    return topicsOf(form, item)
      .filter((topic) => isAsked(topic, topicsOf(form, item), given))
      .map((topic) => {
        const place = `/answers/${item}/${topic.id}`;
        const fields = (given[topic.id]?.rows ?? []).flatMap((_, row) =>
          topic.fields.map((field) => ({ place: `${place}/rows/${row}/${field.id}`, row, field })),
        );
        return { place, item, topic, fields };
      });
  });
}

/** Whole where the question was returned, or follows from the yes of one that was; else the fields that were. */
export function opened(item: Item, topics: readonly Topic[], places: readonly string[]): Opened {
  const open = new Map<string, 'WHOLE' | ReadonlySet<string>>();
  for (const { id, after } of topics) {
    const place = `/answers/${item}/${id}`;
    const rows = `${place}/rows/`;
    const fields = places.filter((one) => one.startsWith(rows)).map((one) => one.slice(rows.length));
    if (places.includes(place) || (after !== undefined && open.get(after) === 'WHOLE')) open.set(id, 'WHOLE');
    else if (fields.length > 0) open.set(id, new Set(fields));
  }
  return open;
}

/** The topics of an item of which something may be answered anew. */
export function openTopics(item: Item, topics: readonly Topic[], places: readonly string[]): Topic[] {
  const open = opened(item, topics, places);
  return topics.filter(({ id }) => open.has(id));
}

/** Whether a place lies in what may be answered anew. */
export function isOpenAt(form: QuestionForm, pointer: string, places: readonly string[]): boolean {
  return itemsOf(form).some((item) =>
    [...opened(item, topicsOf(form, item), places)].some(([id, fields]) => {
      const at = `/answers/${item}/${id}`;
      if (fields === 'WHOLE') return `${pointer}/`.startsWith(`${at}/`);
      return [...fields].some((field) => pointer === `${at}/rows/${field}`);
    }),
  );
}

/**
 * Of the faults those that can be mended: what may not be changed was whole on the day it was submitted, and must not
 * keep anybody from sending the rest because time went by (a gap that has opened since). What a changed field brings about
 * elsewhere (an end before its beginning) was not there `before`, in what was submitted, and is one.
 */
export function faultsOpen(
  form: QuestionForm,
  faults: readonly Fault[],
  places: readonly string[],
  before: readonly Fault[],
): Fault[] {
  const known = new Set(before.map(nameOf));
  return faults.filter((fault) => isOpenAt(form, fault.pointer, places) || !known.has(nameOf(fault)));
}

function nameOf({ pointer, code, from, to }: Fault): string {
  return [pointer, code, from, to].join(' ');
}

interface Whole {
  readonly answers: Answers;
  readonly family: readonly Relative[];
}

/** What was changed although nobody returned it: what is not in question stays as it was submitted. */
export function changedUnasked(
  form: QuestionForm,
  before: Whole,
  after: Whole,
  places: readonly string[],
): Fault[] {
  const answers = itemsOf(form).flatMap((item) => {
    const open = opened(item, topicsOf(form, item), places);
    const [was, is]: ItemAnswers[] = [before.answers[item] ?? {}, after.answers[item] ?? {}];
    return topicsOf(form, item)
      .filter((topic) => !staysSame(topic, open.get(topic.id), [was?.[topic.id], is?.[topic.id]]))
      .map(({ id }): Fault => ({ pointer: `/answers/${item}/${id}`, code: 'NOT_RETURNED' }));
  });
  return sameFamily(before.family, after.family)
    ? answers
    : [...answers, { pointer: '/family', code: 'NOT_RETURNED' }];
}

const NO_FIELD: ReadonlySet<string> = new Set();

/** But for what is open: as many rows, and in each of them what was there. */
function staysSame(
  { fields }: Topic,
  open: 'WHOLE' | ReadonlySet<string> = NO_FIELD,
  [one = {}, other = {}]: readonly [Answer | undefined, Answer | undefined],
): boolean {
  if (open === 'WHOLE') return true;
  const [rows, others] = [one.rows ?? [], other.rows ?? []];
  return (
    one.says === other.says &&
    rows.length === others.length &&
    rows.every((row, index) =>
      fields.every(({ id }) => open.has(`${index}/${id}`) || plain(row[id]) === plain(others[index]?.[id])),
    )
  );
}

/** As a page sends back what it was given: one letter ends a line, and nothing stands around the words. */
function plain(value: string | number | undefined): string | number | undefined {
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : value;
}

function sameFamily(one: readonly Relative[], other: readonly Relative[]): boolean {
  const told = (family: readonly Relative[]) =>
    JSON.stringify(family.map((relative) => RELATIVE_FIELDS.map((field) => relative[field] ?? null)));
  return told(one) === told(other);
}
