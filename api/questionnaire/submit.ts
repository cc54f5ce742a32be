import type { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { changedUnasked } from '../../domain/questionnaire/returned.js';
import { SECTIONS, statedItems } from '../../domain/questionnaire/shape.js';
import { lockCaseRow } from '../../store/case-state.js';
import { seal } from '../acts.js';
import { caseOr404 } from '../case-views.js';
import type { Call } from '../route.js';
import { askedCase, draftOf, faultsOf } from './draft.js';
import { returnedOf } from './returned.js';
import { type Questionnaire, QUESTIONS } from './shape.js';
import { told } from './told.js';

const MOST_TOLD = 50;
type Body = z.output<typeof Questionnaire>;

/**
 * The questionnaire as it will be read from now on, with the exact questions it answers. Family goes to a class of its
 * own: it is never checked and never searched (law: invariant 5).
 */
export async function sealQuestionnaire(body: Body, call: Call) {
  const { subjectId, id } = await caseOr404(call, 'application');
  const given = body.draft === undefined ? spelledOut(body) : await drafted(body.draft, call);
  const returned = await returnedOf(call, id);
  const faults = [
    ...(await faultsOf(call, subjectId, { ...given, ...(returned ? { returned } : {}) })),
    ...(returned ? changedUnasked(QUESTIONS, returned.submitted, given, returned.places) : []),
  ];
  if (faults.length > 0) throw new Refused('INVALID', undefined, faults.slice(0, MOST_TOLD).map(told));
  const { answers, family } = given;
  const questions = QUESTIONS.id;
  const documentId = await seal(call, 'QUESTIONNAIRE', { questions, answers });
  await seal(call, 'FAMILY', { questions, family });
  return { documentId, statedItems: statedItems(QUESTIONS, answers) };
}

function spelledOut({ answers = {}, family = [] }: Body) {
  return { answers, family };
}

/** The draft that was looked at, all of whose parts were saved in this case. Locked, so that no save is lost to it. */
async function drafted(revision: number, call: Call) {
  await lockCaseRow(call.tx, call.params.id ?? '');
  const draft = await draftOf(call, await askedCase(call));
  if (draft.revision !== revision) throw new Refused('STALE');
  if (SECTIONS.some((section) => !draft.confirmed.includes(section))) throw new Refused('INVALID');
  return { answers: draft.answers, family: draft.family };
}
