import type { Item } from '../checks.js';
import type { Fault } from './faults.js';
import {
  type Answer,
  type Answers,
  isAsked,
  type ItemAnswers,
  itemsOf,
  type QuestionForm,
  type Relative,
  RELATIVE_FIELDS,
  type Topic,
  topicsOf,
} from './shape.js';

/** The places that a questionnaire can be returned for: each question, as a pointer into its body. */
export function placesOf(form: QuestionForm): string[] {
  return itemsOf(form).flatMap((item) => topicsOf(form, item).map(({ id }) => `/answers/${item}/${id}`));
}

/** The questions that were put to this person, as an officer may return them. */
export function askedPlaces(
  form: QuestionForm,
  answers: Answers,
): { readonly place: string; readonly item: Item; readonly topic: Topic }[] {
  return itemsOf(form).flatMap((item) =>
    topicsOf(form, item)
      .filter((topic) => isAsked(topic, topicsOf(form, item), answers[item] ?? {}))
      .map((topic) => ({ place: `/answers/${item}/${topic.id}`, item, topic })),
  );
}

/** The topics of an item that may be answered anew: those returned, and what follows from their yes. */
export function openTopics(item: string, topics: readonly Topic[], places: readonly string[]): Topic[] {
  const open = new Set<string>();
  for (const { id, after } of topics)
    if (places.includes(`/answers/${item}/${id}`) || (after !== undefined && open.has(after))) open.add(id);
  return topics.filter(({ id }) => open.has(id));
}

/**
 * Of the faults those that can be mended: what may not be changed was whole on the day it was submitted, and must not
 * keep anybody from sending the rest because time went by (a gap that has opened since).
 */
export function faultsOpen(form: QuestionForm, faults: readonly Fault[], places: readonly string[]): Fault[] {
  const open = itemsOf(form).flatMap((item) =>
    openTopics(item, topicsOf(form, item), places).map(({ id }) => `/answers/${item}/${id}`),
  );
  return faults.filter(({ pointer }) => open.some((place) => `${pointer}/`.startsWith(`${place}/`)));
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
    const open = openTopics(item, topicsOf(form, item), places);
    const [was, is]: ItemAnswers[] = [before.answers[item] ?? {}, after.answers[item] ?? {}];
    return topicsOf(form, item)
      .filter((topic) => !open.includes(topic) && !sameAnswer(topic, was?.[topic.id], is?.[topic.id]))
      .map(({ id }): Fault => ({ pointer: `/answers/${item}/${id}`, code: 'NOT_RETURNED' }));
  });
  return sameFamily(before.family, after.family)
    ? answers
    : [...answers, { pointer: '/family', code: 'NOT_RETURNED' }];
}

function sameAnswer({ fields }: Topic, one: Answer = {}, other: Answer = {}): boolean {
  const [rows, others] = [one.rows ?? [], other.rows ?? []];
  return (
    one.says === other.says &&
    rows.length === others.length &&
    rows.every((row, index) => fields.every(({ id }) => row[id] === others[index]?.[id]))
  );
}

function sameFamily(one: readonly Relative[], other: readonly Relative[]): boolean {
  const told = (family: readonly Relative[]) =>
    JSON.stringify(family.map((relative) => RELATIVE_FIELDS.map((field) => relative[field] ?? null)));
  return told(one) === told(other);
}
