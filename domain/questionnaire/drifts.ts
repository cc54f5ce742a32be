import { ITEMS } from '../checks.js';
import { type Drift, driftsIn } from '../forbidden-topics.js';
import type { Answers, QuestionForm } from './shape.js';

/** A passage in somebody's own words that drifts to what may not be asked, and the words themselves. */
export interface DriftAt extends Drift {
  /** JSON pointer to the field; the offsets count within it. */
  readonly pointer: string;
  readonly passage: string;
}

/** Where the free text of a questionnaire drifts. Told to its author alone, and counted by nobody. */
export function driftsOf(form: QuestionForm, answers: Answers): DriftAt[] {
  return ITEMS.flatMap((item) =>
    form.items[item].flatMap((topic) =>
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
