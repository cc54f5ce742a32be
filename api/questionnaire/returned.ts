import { z } from 'zod';
import { askedPlaces, placesOf } from '../../domain/questionnaire/returned.js';
import type { QuestionForm } from '../../domain/questionnaire/shape.js';
import { textsOf } from '../../forms/packs.js';
import { documentOf } from '../../store/views.js';
import type { StepDetails } from '../../store/step.js';
import { seal } from '../seal.js';
import { caseOr404, rolesIn } from '../case-views.js';
import { refuseStrange } from '../policy-fit.js';
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

/** Why, and for what of that which this person was asked and filled in. */
export async function sealReturn(
  { reasons, places }: z.output<typeof QuestionnaireReturn>,
  call: Call,
): Promise<StepDetails> {
  const summary = await caseOr404(call, 'application');
  // Whose step it is says the table: of how many rows there are nobody else learns by trying.
  if (!(await rolesIn(call, summary)).includes('CaseOfficer')) return {};
  const form = textsOf(summary.policy).questions;
  const submitted = await submittedIn(call, summary.id);
  const filled = submitted?.questions === form.id ? askedPlaces(form, submitted.answers) : [];
  const known = [...placesOf(form), ...filled.flatMap(({ fields }) => fields.map(({ place }) => place))];
  refuseStrange(
    known,
    places.map((place, n) => [`/places/${n}`, place] as const),
  );
  return { reasonsId: await seal(call, 'REASONS', { text: reasons, places }) };
}
