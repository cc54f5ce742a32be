import { openTopics } from './returned.js';
import {
  type Answer,
  type Answers,
  type Field,
  isAsked,
  type ItemAnswers,
  itemsOf,
  type QuestionForm,
  type Row,
  type Section,
  type Topic,
  topicsOf,
} from './shape.js';

/**
 * Of what was answered to other questions, what these still ask and would still take: a choice that is offered no more, or
 * words longer than there is room for now, is asked anew and never kept unread beside what the person looks at.
 */
export function carriedOver(form: QuestionForm, answers: Readonly<Record<string, unknown>>): Answers {
  const given = answers as Answers;
  return Object.fromEntries(
    itemsOf(form).flatMap((item) => {
      const before = given[item];
      return before ? [[item, topicsOver(topicsOf(form, item), before)]] : [];
    }),
  );
}

function topicsOver(topics: readonly Topic[], before: ItemAnswers): ItemAnswers {
  return Object.fromEntries(
    topics.flatMap((topic) => {
      const answer = before[topic.id];
      return answer ? [[topic.id, answerOver(topic, answer)]] : [];
    }),
  );
}

function answerOver({ gate, fields, most }: Topic, { says, rows }: Answer): Answer {
  return {
    ...(gate && says !== undefined ? { says } : {}),
    ...(rows && fields.length > 0 ? { rows: rows.slice(0, most).map((row) => rowOver(fields, row)) } : {}),
  };
}

function rowOver(fields: readonly Field[], row: Row): Row {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = row[field.id];
      return value !== undefined && isTaken(field, value) ? [[field.id, value]] : [];
    }),
  );
}

/** Two forms that call a field alike have it of one kind (merged.ts); what it takes may have changed all the same. */
function isTaken(field: Field, value: string | number): boolean {
  if (field.kind === 'choice') return field.of.some(({ code }) => code === value);
  return field.kind !== 'text' || String(value).length <= field.max;
}

/**
 * Whether a part that was filled in before was looked at: everything of it that is still asked comes with what is saved. Its
 * name alone, or one question of many, says of the rest nothing. Family comes whole or not at all.
 */
export function isLookedAt(
  before: {
    readonly form: QuestionForm;
    readonly answers: Answers;
    readonly returned?: { readonly places: readonly string[] };
  },
  section: Section,
  given: Answers,
): boolean {
  if (section === 'FAMILY') return true;
  const topics = topicsOf(before.form, section);
  const open = before.returned ? openTopics(section, topics, before.returned.places) : topics;
  const [filled, now] = [before.answers[section] ?? {}, given[section] ?? {}];
  return open
    .filter((topic) => filled[topic.id] !== undefined && isAsked(topic, topics, now))
    .every(({ id }) => now[id] !== undefined);
}
