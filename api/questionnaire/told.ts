import type { DriftAt } from '../../domain/questionnaire/drifts.js';
import type { Fault } from '../../domain/questionnaire/faults.js';

/** What is wrong with an answer, as a program is told. */
const TEXTS = {
  MISSING: 'needed',
  NOT_ASKED: 'is asked only after a yes to the question before it',
  CONTRADICTS: 'contradicts another answer',
  NOT_RETURNED: 'was not returned, and stays as it was submitted',
  IN_FUTURE: 'lies in the future',
  BEFORE_BIRTH: 'lies before your birth',
  ENDS_BEFORE_IT_BEGINS: 'ends before it begins',
} as const satisfies Record<Exclude<Fault['code'], 'GAP'>, string>;

export function told({ pointer, code, from, to }: Fault) {
  return { pointer, message: code === 'GAP' ? `nothing is stated from ${from} to ${to}` : TEXTS[code] };
}

/** Where it is and on what, never the words: a refusal is kept by whoever logs what they are answered. */
export function toldDrift({ pointer, topic, start, end }: DriftAt) {
  return { pointer, message: `tells of what may not be asked (${topic}), from character ${start} to ${end}` };
}
