import { z } from 'zod';
import { placesOf } from '../../domain/questionnaire/returned.js';
import type { QuestionForm } from '../../domain/questionnaire/shape.js';
import { textsOf } from '../../forms/packs.js';
import { documentOf } from '../../store/views.js';
import type { StepDetails } from '../../store/step.js';
import { seal } from '../seal.js';
import { policyFor, refuseStrange } from '../policy-fit.js';
import type { Call } from '../route.js';
import type { QuestionnaireReturn } from './shape.js';
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
  form: QuestionForm,
): Promise<Returned | undefined> {
  const { tx, parts } = call;
  const id = await documentOf(tx, caseId, 'returnQuestionnaire');
  if (id === undefined) return undefined;
  const why = Why.safeParse(await parts.vault.get(tx, { kind: 'case', id: caseId }, 'REASONS', id));
  const submitted = await submittedIn(call, caseId);
  return why.success && submitted?.questions === form.id ? { ...why.data, submitted } : undefined;
}

/** Why, and for which of the questions that this case asks. */
export async function sealReturn(
  { reasons, places }: z.output<typeof QuestionnaireReturn>,
  call: Call,
): Promise<StepDetails> {
  const { version } = await policyFor(call);
  const given = places.map((place, n) => [`/places/${n}`, place] as const);
  refuseStrange(placesOf(textsOf(version).questions), given);
  return { reasonsId: await seal(call, 'REASONS', { text: reasons, places }) };
}
