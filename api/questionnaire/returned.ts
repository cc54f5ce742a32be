import { z } from 'zod';
import type { Answers, Relative } from '../../domain/questionnaire/shape.js';
import { documentOf } from '../../store/views.js';
import type { Call } from '../route.js';
import { QUESTIONS } from './shape.js';

/** Why a questionnaire came back, for which of its questions, and what was submitted. */
export interface Returned {
  readonly text: string;
  readonly places: readonly string[];
  readonly submitted: { readonly answers: Answers; readonly family: readonly Relative[] };
}

const Why = z.object({ text: z.string(), places: z.array(z.string()) });
const Submitted = z.object({ questions: z.string(), answers: z.record(z.string(), z.unknown()) });
const Family = z.object({ family: z.array(z.record(z.string(), z.unknown())) });

/** Undefined where it was never returned, or was submitted to other questions than are asked now: then all are anew. */
export async function returnedOf(
  call: Call<unknown, unknown>,
  caseId: string,
): Promise<Returned | undefined> {
  const { tx, parts } = call;
  const id = await documentOf(tx, caseId, 'returnQuestionnaire');
  if (id === undefined) return undefined;
  const owner = { kind: 'case', id: caseId } as const;
  const why = Why.safeParse(await parts.vault.get(tx, owner, 'REASONS', id));
  const submitted = Submitted.safeParse(await parts.vault.latest(tx, owner, 'QUESTIONNAIRE'));
  const family = Family.safeParse(await parts.vault.latest(tx, owner, 'FAMILY'));
  if (!why.success || !submitted.success || submitted.data.questions !== QUESTIONS.id) return undefined;
  return {
    ...why.data,
    submitted: {
      answers: submitted.data.answers as Answers,
      family: family.success ? (family.data.family as readonly Relative[]) : [],
    },
  };
}
