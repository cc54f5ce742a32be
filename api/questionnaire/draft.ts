import { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { TOPICS } from '../../domain/forbidden-topics.js';
import { carriedOver, isLookedAt } from '../../domain/questionnaire/carried.js';
import { type DriftAt, newDriftsOf } from '../../domain/questionnaire/drifts.js';
import { type Fault, faultsIn, sectionOf } from '../../domain/questionnaire/faults.js';
import {
  type Answers,
  type ItemAnswers,
  type QuestionForm,
  type Relative,
  type Section,
  sectionsOf,
} from '../../domain/questionnaire/shape.js';
import { withoutMarks } from '../../domain/questionnaire/screening.js';
import { changedUnasked, faultsOpen } from '../../domain/questionnaire/returned.js';
import { possibleActions } from '../../domain/rules.js';
import { lockCaseRow, readCase } from '../../store/case-state.js';
import { earlierApplication } from '../../store/document-facts.js';
import { writeLedger } from '../../store/ledger.js';
import type { CaseSummary } from '../../store/views.js';
import { caseOr404, noteFileRead, rolesIn } from '../case-views.js';
import { identityOf } from '../documents/contents.js';
import type { Call } from '../route.js';
import { type Returned, returnedOf } from './returned.js';
import { submittedIn } from './submitted.js';
import { told } from './told.js';
import { textsOf } from '../../forms/packs.js';
import { type DraftPart, fitForm } from './shape.js';

/** A questionnaire as far as it is filled in. */
export interface Draft {
  readonly revision: number;
  readonly savedAt: string | null;
  /** The questions of the policy that the case froze. */
  readonly form: QuestionForm;
  readonly answers: Answers;
  readonly family: readonly Relative[];
  /** The parts that were saved in this case; what else is filled in comes from an earlier questionnaire. */
  readonly confirmed: readonly Section[];
  /** Found when it was saved: looking for them again at every view would keep others waiting. */
  readonly drifts: readonly DriftAt[];
  /** It came back from the case officer: then these places alone may be changed. */
  readonly returned?: Returned;
}

/** What rests sealed. Its answers had their shape when they were saved; the questions may have changed since. */
const Kept = z.object({
  revision: z.number(),
  savedAt: z.string(),
  questions: z.string(),
  confirmed: z.array(z.string()),
  answers: z.record(z.string(), z.record(z.string(), z.unknown())),
  drifts: z.array(
    z.object({
      pointer: z.string(),
      topic: z.enum(TOPICS),
      start: z.number(),
      end: z.number(),
      passage: z.string(),
    }),
  ),
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
  const { questions: form } = textsOf(summary.policy);
  const returned = await returnedOf(call, summary.id, form);
  const found = await vault.latest(call.tx, owner, 'QUESTIONNAIRE_DRAFT');
  if (found === undefined) return returned ? again(form, returned) : firstDraft(call, summary, form);
  // One that cannot be read is our fault, and must not be replaced by an empty one.
  const family = KeptFamily.parse(await vault.latest(call.tx, owner, 'FAMILY_DRAFT'));
  const { revision, savedAt, questions, confirmed, answers, drifts } = Kept.parse(found);
  return {
    revision,
    savedAt,
    form,
    answers: carriedOver(form, answers),
    family: family.family as readonly Relative[],
    drifts,
    // Asked anew, it is answered anew.
    confirmed: questions === form.id ? confirmed : confirmed.filter((section) => section === 'FAMILY'),
    ...(returned ? { returned } : {}),
  };
}

/** What was submitted, with the parts that something was returned of to be looked at again. */
function again(form: QuestionForm, returned: Returned): Draft {
  const asked = (section: Section) =>
    returned.places.some((place) => place.startsWith(`/answers/${section}/`));
  const confirmed = sectionsOf(form).filter((section) => !asked(section));
  const { answers, family } = returned.submitted;
  return { revision: 0, savedAt: null, form, answers, family, confirmed, drifts: [], returned };
}

async function firstDraft(call: Call, summary: CaseSummary, form: QuestionForm): Promise<Draft> {
  const none = { revision: 0, savedAt: null, form, confirmed: [], drifts: [] };
  const before = summary.ground === 'RENEWAL' ? await earlierApplication(call.tx, summary.id) : undefined;
  if (before === undefined) return { ...none, answers: {}, family: [] };
  await noteFileRead(call, { ...summary, id: before }, ['Subject'], { document: 'questionnaire' });
  const { answers = {}, family = [] } = (await submittedIn(call, before)) ?? {};
  return { ...none, answers: withoutMarks(carriedOver(form, answers)), family };
}

/** What of it is still missing or does not fit; of one that was returned, in the places that may be changed. */
export async function faultsOf(
  call: Call<unknown, unknown>,
  subjectId: string,
  { form, answers, family, returned }: Pick<Draft, 'form' | 'answers' | 'family' | 'returned'>,
): Promise<Fault[]> {
  const person = await identityOf(call as Call, subjectId);
  const asked = { today: dayOf(call.now), dateOfBirth: person?.dateOfBirth ?? '1000-01-01' };
  const faults = faultsIn(form, answers, family, asked);
  if (!returned) return faults;
  const { submitted, places } = returned;
  return faultsOpen(form, faults, places, faultsIn(form, submitted.answers, submitted.family, asked));
}

export async function readDraft(call: Call) {
  const summary = await askedCase(call);
  await noteFileRead(call, summary, ['Subject'], { document: 'questionnaire-draft' });
  const { returned, form, ...draft } = await draftOf(call, summary);
  const whole = { ...draft, form, ...(returned ? { returned } : {}) };
  const faults = await faultsOf(call, summary.subjectId, whole);
  return {
    ...draft,
    returned: returned ? { text: returned.text, places: [...returned.places] } : null,
    questions: form.id,
    answers: { ...draft.answers },
    family: draft.family.map((relative) => ({ ...relative })),
    confirmed: [...draft.confirmed],
    faults,
    drifts: draft.drifts.map((drift) => ({ ...drift })),
  };
}

/** The topics given take the place of those before; the others stay. */
function withTopics(before: Answers, given: Answers): Answers {
  const items = Object.entries(given) as [string, ItemAnswers][];
  return {
    ...before,
    ...Object.fromEntries(items.map(([item, topics]) => [item, { ...before[item], ...topics }])),
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
  const { form } = before;
  const looked = (section: Section) =>
    before.confirmed.includes(section) ||
    (given.has(section) && isLookedAt(before, section, body.answers ?? {}));
  const merged = {
    answers: withTopics(before.answers, fitForm(form, body.answers ?? {})),
    family: body.family ?? before.family,
  };
  if (before.returned) {
    const faults = changedUnasked(form, before, merged, before.returned.places);
    if (faults.length > 0) throw new Refused('INVALID', undefined, faults.map(told));
  }
  const revision = before.revision + 1;
  const kept: z.input<typeof Kept> = {
    revision,
    savedAt: now,
    questions: form.id,
    confirmed: sectionsOf(form).filter(looked),
    answers: merged.answers as z.input<typeof Kept>['answers'],
    drifts: [
      ...before.drifts.filter(({ pointer }) => !given.has(sectionOf(form, pointer) ?? '')),
      ...newDriftsOf(
        form,
        Object.fromEntries(Object.entries(merged.answers).filter(([item]) => given.has(item))),
        before.returned?.places,
      ),
    ],
  };
  await parts.vault.replace(tx, owner, 'QUESTIONNAIRE_DRAFT', kept, now);
  await parts.vault.replace(tx, owner, 'FAMILY_DRAFT', { family: merged.family }, now);
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
    // Not which parts: where somebody hesitated is nobody's to know.
    details: {},
  });
  return { id: summary.id, revision };
}
