import { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { driftsOf } from '../../domain/questionnaire/drifts.js';
import { type Fault, faultsIn } from '../../domain/questionnaire/faults.js';
import {
  type Answers,
  type QuestionForm,
  type Relative,
  type Section,
  SECTIONS,
} from '../../domain/questionnaire/shape.js';
import { possibleActions } from '../../domain/rules.js';
import { lockCaseRow, readCase } from '../../store/case-state.js';
import { earlierApplication } from '../../store/document-facts.js';
import { writeLedger } from '../../store/ledger.js';
import type { CaseSummary } from '../../store/views.js';
import { caseOr404, noteFileRead, rolesIn } from '../case-views.js';
import { identityOf } from '../documents/contents.js';
import type { Call } from '../route.js';
import { type DraftPart, QUESTIONS } from './shape.js';

/** A questionnaire as far as it is filled in. */
export interface Draft {
  readonly revision: number;
  readonly savedAt: string | null;
  readonly answers: Answers;
  readonly family: readonly Relative[];
  /** The parts that were saved in this case; what else is filled in comes from an earlier questionnaire. */
  readonly confirmed: readonly Section[];
}

/** What rests sealed. Its answers had their shape when they were saved; the questions may have changed since. */
const Kept = z.object({
  revision: z.number(),
  savedAt: z.string(),
  questions: z.string(),
  confirmed: z.array(z.enum(SECTIONS)),
  answers: z.record(z.string(), z.record(z.string(), z.unknown())),
});
const KeptFamily = z.object({ family: z.array(z.record(z.string(), z.unknown())) });

/** The case of a questionnaire that its caller is to fill in. @throws Refused NOT_FOUND, WRONG_STAGE */
export async function askedCase(call: Call): Promise<CaseSummary> {
  const summary = await caseOr404(call, 'application');
  const roles = await rolesIn(call, summary);
  if (!roles.includes('Subject')) throw new Refused('NOT_FOUND');
  const state = await readCase(call.tx, summary.id, call.now);
  if (!state || !possibleActions(state.facts, ['Subject']).includes('submitQuestionnaire'))
    throw new Refused('WRONG_STAGE');
  return summary;
}

/** The draft of this case, or what a first one starts from: nothing, or at a renewal what was stated the time before. */
export async function draftOf(call: Call, summary: CaseSummary): Promise<Draft> {
  const owner = { kind: 'case', id: summary.id } as const;
  const { vault } = call.parts;
  const kept = Kept.safeParse(await vault.latest(call.tx, owner, 'QUESTIONNAIRE_DRAFT'));
  if (!kept.success) return firstDraft(call, summary);
  const family = KeptFamily.safeParse(await vault.latest(call.tx, owner, 'FAMILY_DRAFT'));
  const { revision, savedAt, questions, confirmed, answers } = kept.data;
  return {
    revision,
    savedAt,
    answers: fitting(QUESTIONS, answers),
    family: family.success ? (family.data.family as readonly Relative[]) : [],
    // Asked anew, it is answered anew.
    confirmed: questions === QUESTIONS.id ? confirmed : confirmed.filter((section) => section === 'FAMILY'),
  };
}

async function firstDraft(call: Call, summary: CaseSummary): Promise<Draft> {
  const none = { revision: 0, savedAt: null, confirmed: [] };
  const before = summary.ground === 'RENEWAL' ? await earlierApplication(call.tx, summary.id) : undefined;
  if (before === undefined) return { ...none, answers: {}, family: [] };
  const owner = { kind: 'case', id: before } as const;
  const { vault } = call.parts;
  const stated = Kept.pick({ answers: true }).safeParse(await vault.latest(call.tx, owner, 'QUESTIONNAIRE'));
  const family = KeptFamily.safeParse(await vault.latest(call.tx, owner, 'FAMILY'));
  return {
    ...none,
    answers: stated.success ? fitting(QUESTIONS, stated.data.answers) : {},
    family: family.success ? (family.data.family as readonly Relative[]) : [],
  };
}

/** Of what was answered to other questions, what these still ask. */
function fitting(
  form: QuestionForm,
  answers: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Answers {
  return Object.fromEntries(
    Object.entries(form.items).flatMap(([item, topics]) => {
      const given = answers[item];
      if (!given) return [];
      return [[item, Object.fromEntries(topics.flatMap(({ id }) => (id in given ? [[id, given[id]]] : [])))]];
    }),
  ) as Answers;
}

/** What of it is still missing or does not fit. */
export async function faultsOf(
  call: Call<unknown, unknown>,
  subjectId: string,
  { answers, family }: { readonly answers: Answers; readonly family: readonly Relative[] },
): Promise<Fault[]> {
  const person = await identityOf(call as Call, subjectId);
  const asked = { today: dayOf(call.now), dateOfBirth: person?.dateOfBirth ?? '1000-01-01' };
  return faultsIn(QUESTIONS, answers, family, asked);
}

export async function readDraft(call: Call) {
  const summary = await askedCase(call);
  await noteFileRead(call, summary, ['Subject'], { document: 'questionnaire-draft' });
  const draft = await draftOf(call, summary);
  const faults = await faultsOf(call, summary.subjectId, draft);
  return {
    ...draft,
    questions: QUESTIONS.id,
    answers: { ...draft.answers },
    family: draft.family.map((relative) => ({ ...relative })),
    confirmed: [...draft.confirmed],
    faults,
    drifts: driftsOf(QUESTIONS, draft.answers),
  };
}

/** The case is locked, so that of two windows saving at once the second is told that it looked at an older draft. */
export async function saveDraft(call: Call<z.output<typeof DraftPart>>) {
  const { tx, now, body, parts } = call;
  await lockCaseRow(tx, call.params.id ?? '');
  const summary = await askedCase(call as Call);
  const before = await draftOf(call as Call, summary);
  if (before.revision !== body.revision) throw new Refused('STALE');
  const owner = { kind: 'case', id: summary.id } as const;
  const given = new Set<string>([...Object.keys(body.answers ?? {}), ...(body.family ? ['FAMILY'] : [])]);
  const revision = before.revision + 1;
  const kept: z.input<typeof Kept> = {
    revision,
    savedAt: now,
    questions: QUESTIONS.id,
    confirmed: SECTIONS.filter((section) => before.confirmed.includes(section) || given.has(section)),
    answers: { ...before.answers, ...body.answers } as z.input<typeof Kept>['answers'],
  };
  await parts.vault.replace(tx, owner, 'QUESTIONNAIRE_DRAFT', kept, now);
  await parts.vault.replace(tx, owner, 'FAMILY_DRAFT', { family: body.family ?? before.family }, now);
  await writeLedger(tx, {
    at: now,
    event: 'DraftSaved',
    article: 'Art. 12(6)',
    caseId: summary.id,
    organId: summary.organId,
    subjectId: summary.subjectId,
    sub: call.principal.sub,
    role: 'Subject',
    purpose: 'OWN_FILE',
    details: { sections: [...given] },
  });
  return { id: summary.id, revision };
}
