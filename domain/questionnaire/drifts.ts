import { type Drift, driftsIn } from '../forbidden-topics.js';
import { isOpenAt } from './returned.js';
import { type Answers, itemsOf, type QuestionForm, topicsOf } from './shape.js';

/** A passage in somebody's own words that drifts to what may not be asked, and the words themselves. */
export interface DriftAt extends Drift {
  /** JSON pointer to the field; the offsets count within it. */
  readonly pointer: string;
  readonly passage: string;
}

/** Where the free text of a questionnaire drifts. Told to its author alone, and counted by nobody. */
export function driftsOf(form: QuestionForm, answers: Answers): DriftAt[] {
  return itemsOf(form).flatMap((item) =>
    topicsOf(form, item).flatMap((topic) =>
      (answers[item]?.[topic.id]?.rows ?? []).flatMap((row, index) =>
        topic.fields.flatMap((field) => {
          const text = row[field.id];
          if (field.kind !== 'text' || typeof text !== 'string') return [];
          const pointer = `/answers/${item}/${topic.id}/rows/${index}/${field.id}`;
          return driftsIn(text).map((drift) => ({
            ...drift,
            pointer,
            passage: text.slice(drift.start, drift.end),
          }));
        }),
      ),
    ),
  );
}

/**
 * Of one that was returned, where its new answers drift: the others stay as they were, and were looked through when they
 * were submitted.
 */
export function newDriftsOf(
  form: QuestionForm,
  answers: Answers,
  places: readonly string[] | undefined,
): DriftAt[] {
  const drifts = driftsOf(form, answers);
  if (places === undefined) return drifts;
  return drifts.filter(({ pointer }) => isOpenAt(form, pointer, places));
}
