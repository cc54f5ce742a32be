import { z } from 'zod';
import { Refused } from '../domain/errors.js';
import { TOPICS } from '../domain/forbidden-topics.js';
import { periodsOf } from '../domain/policy.js';
import { type Screened, screensAll, TEXT_GROUNDS } from '../domain/questionnaire/screening.js';
import { rolesOn } from '../domain/roles.js';
import { passageShown, screened } from '../domain/masked-text.js';
import type { CaseState } from '../store/case-rows.js';
import { readCase } from '../store/case-state.js';
import { writeLedger } from '../store/ledger.js';
import { forOrgan } from '../store/scope.js';
import { settleText, type TextScreening, waitingTexts, type Words } from '../store/text-screenings.js';
import { recordNumber } from './interviews.js';
import type { Call } from './route.js';
import { Id } from './schemas.js';
import { Clock, clockOf } from './words-shown.js';

const MOST = 100;
const MOST_PASSAGES = 5_000;

const Row = z.strictObject({ id: Id, ...Clock });
export const TextScreeningList = z
  .strictObject({ items: z.array(Row) })
  .meta({ description: 'What waits, the oldest first: neither whose it is nor what it was written for' });
export const TextScreeningWhole = Row.extend({
  passages: z.array(
    z.strictObject({
      passage: z.number().int(),
      topic: z.enum(TOPICS),
      written: z.string().meta({ description: 'Its sentence, with the one before and the one after' }),
      start: z.number().int(),
      end: z.number().int(),
    }),
  ),
}).meta({ id: 'TextScreening' });

const passage = z.number().int().min(1).max(MOST_PASSAGES);
const verdict = <V extends keyof typeof TEXT_GROUNDS>(one: V) =>
  z.strictObject({ passage, verdict: z.literal(one), ground: z.enum(TEXT_GROUNDS[one]) });
export const TextVerdicts = z.strictObject({
  passages: z
    .array(z.discriminatedUnion('verdict', [verdict('STRIKE'), verdict('STRIKE_SENTENCE'), verdict('STAND')]))
    .min(1)
    .max(MOST_PASSAGES)
    .meta({ description: 'Every passage that was pointed out, once' }),
});

/** Of the organs for which the caller screens, what they may screen: nothing in which they have any other part. */
export async function listTexts(call: Call): Promise<z.input<typeof TextScreeningList>> {
  const items: z.input<typeof Row>[] = [];
  for (const waiting of await waitingTexts(call.tx, { limit: MOST })) {
    const part = await partIn(call, waiting);
    if (part) items.push({ id: waiting.id, ...clockIn(call, waiting, part) });
  }
  return { items };
}

/** The passages, each between its sentences, and no word of whose they are. Whoever was shown them has no other part. */
export async function wholeText(call: Call): Promise<z.input<typeof TextScreeningWhole>> {
  const { waiting, part } = await textOr404(call);
  const { content, passages } = await wordsOf(call, waiting);
  await note(call, 'FileRead', waiting, part);
  return {
    id: waiting.id,
    ...clockIn(call, waiting, part),
    passages: passages.map((one, n) => ({ passage: n + 1, ...passageShown(content, one) })),
  };
}

/** What was struck is gone with its key, in this transaction; the rest stands in the file word for word. */
export async function screenText(call: Call<z.output<typeof TextVerdicts>>): Promise<{ id: string }> {
  const { waiting, part } = await textOr404(call);
  const { content, passages } = await wordsOf(call, waiting);
  const said: readonly Screened[] = call.body.passages;
  if (!screensAll(passages.length, said))
    throw new Refused('INVALID', undefined, [
      { pointer: '/passages', message: `each of ${passages.length} passages once, and no other` },
    ]);
  const { caseId, docClass, documentId, id } = waiting;
  const owner = { kind: 'case', id: caseId } as const;
  const left = numbered(waiting, content, screened(content, passages, said));
  const sealed = await call.parts.vault.resealed(call.tx, { owner, docClass, documentId }, left);
  const grounds = said.toSorted((a, b) => a.passage - b.passage).map(({ ground }) => ground);
  const settled = { id, by: call.principal.sub, now: call.now, sealed, grounds };
  // Two at once: to the second there is nothing to screen any more.
  if (!(await settleText(call.tx, settled))) throw new Refused('NOT_FOUND');
  await note(call, 'TextScreened', waiting, part);
  return { id };
}

/** By the periods of the file that it is in. */
function clockIn({ now }: Call, { since }: TextScreening, [file]: Part) {
  if (!file) throw new Error('a text without its file');
  return clockOf(since, periodsOf(file.policy_version, file.periods), now);
}

/** The record of an interview keeps the number under which its person read and may have confirmed it. */
function numbered({ docClass, documentId }: TextScreening, whole: unknown, left: unknown): unknown {
  const { text } = whole as { text?: string };
  if (docClass !== 'INTERVIEW' || text === undefined) return left;
  return { ...(left as object), number: recordNumber(documentId, text) };
}

/** The cases of a text: the file that it is in, and a grievance's own. Whoever has a part in either does not screen it. */
type Part = readonly CaseState['row'][];

async function textOr404(call: Call<unknown>): Promise<{ waiting: TextScreening; part: Part }> {
  const [waiting] = await waitingTexts(call.tx, { id: call.params.id ?? '', limit: 1 });
  const part = waiting && (await partIn(call, waiting));
  if (!waiting || !part) throw new Refused('NOT_FOUND');
  return { waiting, part };
}

async function partIn(
  call: Call<unknown>,
  { caseId, organId, grievanceId }: TextScreening,
): Promise<Part | undefined> {
  const { principal, tx, now } = call;
  const ids = grievanceId === null ? [caseId] : [caseId, grievanceId];
  const states = await forOrgan(tx, organId, async () => {
    const found: (CaseState | undefined)[] = [];
    for (const id of ids) found.push(await readCase(tx, id, now));
    return found;
  });
  const screens = states.every(
    (state) =>
      state !== undefined &&
      rolesOn(principal.grants, principal.sub, { ...state.ties, screening: true }).includes(
        'ScreeningOfficer',
      ),
  );
  return screens ? states.flatMap((state) => (state ? [state.row] : [])) : undefined;
}

async function wordsOf(call: Call<unknown>, { caseId, wordsId }: TextScreening): Promise<Words> {
  const owner = { kind: 'case', id: caseId } as const;
  const words = await call.parts.vault.get(call.tx, owner, 'UNSCREENED_TEXT', wordsId);
  // Screened by somebody else, or destroyed with its file, since it was looked up.
  if (words === undefined) throw new Refused('NOT_FOUND');
  return words as Words;
}

async function note(
  call: Call<unknown>,
  event: 'FileRead' | 'TextScreened',
  { id, docClass }: TextScreening,
  part: Part,
): Promise<void> {
  // From these entries on their reader has no other part in any of these cases (store/involved.ts).
  for (const row of part)
    await writeLedger(call.tx, {
      at: call.now,
      event,
      article: 'Standards: matters not investigated; law: every read names who, role, purpose, case',
      caseId: row.id,
      organId: row.organ_id,
      subjectId: row.subject_id,
      sub: call.principal.sub,
      role: 'ScreeningOfficer',
      // As everything of a grievance: so that no packet of a decision names it.
      purpose: docClass === 'GRIEVANCE' ? 'GRIEVANCE' : 'SCREENING',
      ...(call.commandId === '' ? {} : { commandId: call.commandId }),
      details: { document: 'unscreened-text', screening: id },
    });
}
