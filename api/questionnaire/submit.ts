import type { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { newDriftsOf } from '../../domain/questionnaire/drifts.js';
import { changedUnasked } from '../../domain/questionnaire/returned.js';
import { passagesIn } from '../../domain/questionnaire/screening.js';
import { type QuestionForm, sectionsOf, statedItems } from '../../domain/questionnaire/shape.js';
import { lockCaseRow } from '../../store/case-state.js';
import type { StepDetails } from '../../store/step.js';
import { seal } from '../seal.js';
import { caseOr404, rolesIn } from '../case-views.js';
import type { Call } from '../route.js';
import { askedCase, draftOf, faultsOf } from './draft.js';
import { returnedOf } from './returned.js';
import { textsOf } from '../../forms/packs.js';
import { fitForm, type Questionnaire } from './shape.js';
import { told, toldDrift } from './told.js';

const MOST_TOLD = 50;
type Body = z.output<typeof Questionnaire>;

/**
 * The questionnaire as it will be read from now on, with the exact questions it answers. Family goes to a class of its
 * own: it is never checked and never searched (law: invariant 5).
 */
export async function sealQuestionnaire(body: Body, call: Call): Promise<StepDetails> {
  // Under the case's lock from the first word: a submission that comes twice, or beside a withdrawal, meets its end here.
  await lockCaseRow(call.tx, call.params.id ?? '');
  const summary = await caseOr404(call, 'application');
  // Whose step it is says the table; what was returned, and what may not be kept, is held against nobody else's words.
  if (!(await rolesIn(call, summary)).includes('Subject')) return {};
  const { subjectId, id, policy } = summary;
  const { questions: form } = textsOf(policy);
  const given = body.draft === undefined ? spelledOut(form, body) : await drafted(body.draft, call);
  const returned = await returnedOf(call, id, form);
  const faults = [
    ...(await faultsOf(call, subjectId, { ...given, form, ...(returned ? { returned } : {}) })),
    ...(returned ? changedUnasked(form, returned.submitted, given, returned.places) : []),
  ];
  if (faults.length > 0) throw new Refused('INVALID', undefined, faults.slice(0, MOST_TOLD).map(told));
  const { answers, family } = given;
  const questions = form.id;
  const drifts = newDriftsOf(form, answers, returned?.places);
  // A paper cannot be written anew: it is never sent back for its words, and screened all the same.
  if (drifts.length > 0 && !body.kept && call.receivedOn === undefined)
    throw new Refused('DRIFTS', undefined, drifts.slice(0, MOST_TOLD).map(toldDrift));
  await seal(call, 'FAMILY', { questions, family });
  const stated = { statedItems: statedItems(form, answers) };
  if (drifts.length === 0)
    return { ...stated, documentId: await seal(call, 'QUESTIONNAIRE', { questions, answers }) };
  // Named by no step: the document is gone when its words have been looked through, or never will be.
  await seal(call, 'UNSCREENED', { questions, answers, passages: passagesIn(drifts) });
  return { ...stated, drifting: true };
}

function spelledOut(form: QuestionForm, { answers = {}, family = [] }: Body) {
  return { answers: fitForm(form, answers), family };
}

/** The draft that was looked at, all of whose parts were saved in this case. Under the lock, so that no save is lost to it. */
async function drafted(revision: number, call: Call) {
  const draft = await draftOf(call, await askedCase(call));
  if (draft.revision !== revision) throw new Refused('STALE');
  if (sectionsOf(draft.form).some((section) => !draft.confirmed.includes(section)))
    throw new Refused('INVALID');
  return { answers: draft.answers, family: draft.family };
}
