import type { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import type { Fault } from '../../domain/questionnaire/faults.js';
import { statedItems } from '../../domain/questionnaire/shape.js';
import { seal } from '../acts.js';
import { caseOr404 } from '../case-views.js';
import type { Call } from '../route.js';
import { faultsOf } from './draft.js';
import { type Questionnaire, QUESTIONS } from './shape.js';

const MOST_TOLD = 50;

/**
 * The questionnaire as it will be read from now on, with the exact questions it answers. Family goes to a class of its
 * own: it is never checked and never searched (law: invariant 5).
 */
export async function sealQuestionnaire({ answers, family }: z.output<typeof Questionnaire>, call: Call) {
  const { subjectId } = await caseOr404(call, 'application');
  const faults = await faultsOf(call, subjectId, { answers, family });
  if (faults.length > 0) throw new Refused('INVALID', undefined, faults.slice(0, MOST_TOLD).map(told));
  const questions = QUESTIONS.id;
  const documentId = await seal(call, 'QUESTIONNAIRE', { questions, answers });
  await seal(call, 'FAMILY', { questions, family });
  return { documentId, statedItems: statedItems(QUESTIONS, answers) };
}

const TEXTS = {
  MISSING: 'needed',
  NOT_ASKED: 'is asked only after a yes to the question before it',
  CONTRADICTS: 'contradicts another answer',
  IN_FUTURE: 'lies in the future',
  BEFORE_BIRTH: 'lies before your birth',
  ENDS_BEFORE_IT_BEGINS: 'ends before it begins',
} as const satisfies Record<Exclude<Fault['code'], 'GAP'>, string>;

function told({ pointer, code, from, to }: Fault) {
  return { pointer, message: code === 'GAP' ? `nothing is stated from ${from} to ${to}` : TEXTS[code] };
}
