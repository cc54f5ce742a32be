import { z } from 'zod';
import { documentOf } from '../../store/views.js';
import type { Call } from '../route.js';
import { QUESTIONS } from './shape.js';
import { type Submitted, submittedIn } from './submitted.js';

/** Why a questionnaire came back, for which of its questions, and what was submitted. */
export interface Returned {
  readonly text: string;
  readonly places: readonly string[];
  readonly submitted: Submitted;
}

const Why = z.object({ text: z.string(), places: z.array(z.string()) });

/** Undefined where it was never returned, or was submitted to other questions than are asked now: then all are anew. */
export async function returnedOf(
  call: Call<unknown, unknown>,
  caseId: string,
): Promise<Returned | undefined> {
  const { tx, parts } = call;
  const id = await documentOf(tx, caseId, 'returnQuestionnaire');
  if (id === undefined) return undefined;
  const why = Why.safeParse(await parts.vault.get(tx, { kind: 'case', id: caseId }, 'REASONS', id));
  const submitted = await submittedIn(call, caseId);
  return why.success && submitted?.questions === QUESTIONS.id ? { ...why.data, submitted } : undefined;
}
