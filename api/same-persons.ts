import { z } from 'zod';
import { dayOf } from '../domain/calendar.js';
import { Refused } from '../domain/errors.js';
import {
  permitSettling,
  SAME_PERSON_ARTICLE,
  SAME_PERSON_ROLES,
  SAME_PERSON_STEPS,
} from '../domain/same-person.js';
import { handlingRight } from '../store/handling-right.js';
import { writeLedger } from '../store/ledger.js';
import { isConflicted } from '../store/principals.js';
import { lockRights, tellEndOfRecord, tellReturn } from '../store/right-ended.js';
import * as register from '../store/same-persons.js';
import type { SamePersons } from '../store/same-persons.js';
import type { Call } from './route.js';
import { Id, Reasons } from './schemas.js';

/** Two records of one human being: said by one of the head's people, confirmed by another, and taken back likewise. */
export const SamePersonBody = z.strictObject({
  organId: Id,
  one: Id.meta({ description: 'A person as this organ knows them: `subjectId` of their case' }),
  other: Id,
  reasons: Reasons,
});
export const SettledBody = z.strictObject({ reasons: Reasons });
const SamePersonView = z
  .strictObject({
    id: Id,
    one: Id,
    other: Id,
    oneCases: z.array(Id),
    otherCases: z.array(Id).meta({ description: 'Of this organ, newest first' }),
    parts: Id.nullable().meta({ description: 'Of a proposal to part them again: what joined them' }),
    proposedAt: z.string(),
    you: z.boolean().meta({ description: 'The reader proposed it, and so does not confirm it' }),
    reasons: z.string(),
    outcome: z.enum(['CONFIRMED', 'DROPPED']).nullable(),
    settledAt: z.string().nullable(),
    stands: z.boolean().meta({ description: 'What asks about the one looks at the other too' }),
  })
  .meta({ id: 'SamePersons' });
export const SamePersonList = z.strictObject({ items: z.array(SamePersonView) });

export async function list(
  call: Call<unknown, { organId: string }>,
): Promise<z.input<typeof SamePersonList>> {
  const { tx, query, principal, parts } = call;
  const role = roleAt(call, query.organId);
  const items: z.input<typeof SamePersonView>[] = [];
  for (const pair of await register.listSamePersons(tx, query.organId)) {
    if (!(await seesBoth(call, pair))) continue;
    const { id, one, other, parts: undone, proposedAt, outcome, settledAt, stands } = pair;
    const words = await parts.vault.get(tx, { kind: 'subject', id: one }, 'REASONS', pair.reasonsId);
    const reasons = z.object({ text: z.string() }).safeParse(words).data?.text ?? '';
    const you = pair.proposedBy === principal.sub;
    const oneCases = await register.casesOf(tx, query.organId, one);
    const otherCases = await register.casesOf(tx, query.organId, other);
    const who = { id, one, other, oneCases, otherCases };
    items.push({ ...who, parts: undone, proposedAt, you, reasons, outcome, settledAt, stands });
  }
  const details = { samePersons: items.map(({ id }) => id) };
  await enter(call, { organId: query.organId, role, event: 'SamePersonsRead', details });
  return { items };
}

export async function propose(call: Call<z.output<typeof SamePersonBody>>): Promise<{ id: string }> {
  const { organId } = call.body;
  const [one, other] = [call.body.one, call.body.other].sort() as [string, string];
  const role = roleAt(call, organId);
  if (one === other)
    throw new Refused('INVALID', undefined, [{ pointer: '/other', message: 'the same record' }]);
  if (!(await seesBoth(call, { organId, one, other }))) throw new Refused('NOT_FOUND');
  const same = (await register.listSamePersons(call.tx, organId)).filter(
    (pair) => pair.one === one && pair.other === other,
  );
  if (same.some(({ outcome, stands }) => outcome === null || stands)) throw new Refused('WRONG_STAGE');
  return add(call, { organId, one, other, parts: null }, { role, event: SAME_PERSON_STEPS.propose.event });
}

export async function part(call: Call<z.output<typeof SettledBody>>): Promise<{ id: string }> {
  const { pair, role } = await found(call);
  const { organId, one, other, id } = pair;
  const waits = (await register.listSamePersons(call.tx, organId)).some(
    (again) => again.parts === id && again.outcome === null,
  );
  if (!pair.stands || waits) throw new Refused('WRONG_STAGE');
  return add(call, { organId, one, other, parts: id }, { role, event: SAME_PERSON_STEPS.part.event });
}

export function settle(step: 'confirm' | 'drop') {
  return async (call: Call<z.output<typeof SettledBody>>): Promise<{ id: string }> => {
    const { tx, now, principal } = call;
    const { pair, role } = await found(call);
    permitSettling(step, pair, principal.sub);
    const could = await rights(call, pair);
    const reasonsId = await seal(call, pair.one);
    const outcome = step === 'confirm' ? 'CONFIRMED' : 'DROPPED';
    await register.settleSamePersons(tx, pair, { outcome, reasonsId, by: principal.sub, now });
    const { event } = SAME_PERSON_STEPS[step];
    await enter(call, { organId: pair.organId, role, event, details: { samePersons: pair.id, reasonsId } });
    await tellOfRights(call, pair, could);
    return { id: pair.id };
  };
}

/** Whose right ends or returns, now that what is known of the one counts for the other, or does not any more. */
async function tellOfRights(
  call: Call,
  pair: SamePersons,
  could: ReadonlyMap<string, boolean>,
): Promise<void> {
  const { tx, now } = call;
  const { organId } = pair;
  for (const [subjectId, before] of could) {
    const { canHandle } = await handlingRight(tx, { subjectId, organId }, now);
    if (before && !canHandle)
      await tellEndOfRecord(tx, { organId, subjectId, contractorId: null }, dayOf(now), now);
    if (!before && canHandle) await tellReturn(tx, { organId, subjectId }, now);
  }
}

async function rights(
  { tx, now }: Call,
  { organId, one, other }: SamePersons,
): Promise<Map<string, boolean>> {
  const persons = [
    ...(await register.samePersonsOf(tx, one)),
    ...(await register.samePersonsOf(tx, other)),
  ].sort();
  await lockRights(tx, organId, persons);
  const could = new Map<string, boolean>();
  for (const subjectId of persons)
    could.set(subjectId, (await handlingRight(tx, { subjectId, organId }, now)).canHandle);
  return could;
}

async function found(call: Call): Promise<{ pair: SamePersons; role: Role }> {
  const pair = await register.oneOfSamePersons(call.tx, call.params.id ?? '');
  if (!pair) throw new Refused('NOT_FOUND');
  const role = roleAt(call, pair.organId);
  if (!(await seesBoth(call, pair))) throw new Refused('NOT_FOUND');
  return { pair, role };
}

type Role = (typeof SAME_PERSON_ROLES)[number];

function roleAt({ principal }: Call, organId: string): Role {
  const role = SAME_PERSON_ROLES.find((one) =>
    principal.grants.some((grant) => grant.role === one && grant.organId === organId),
  );
  if (!role) throw new Refused('NOT_FOUND');
  return role;
}

/** Whoever may not read both learns of neither that it is there: nor does who is one of them, or tied to one. */
async function seesBoth(
  { tx, principal }: Call,
  { organId, one, other }: Pick<SamePersons, 'organId' | 'one' | 'other'>,
): Promise<boolean> {
  for (const subjectId of [one, other]) {
    if (principal.grants.some((grant) => grant.subjectId === subjectId)) return false;
    if (await isConflicted(tx, principal.sub, subjectId)) return false;
    if (!(await register.isKnownTo(tx, organId, subjectId))) return false;
  }
  return true;
}

async function add(
  call: Call<{ reasons: string }>,
  of: Pick<SamePersons, 'organId' | 'one' | 'other' | 'parts'>,
  { role, event }: { role: Role; event: string },
): Promise<{ id: string }> {
  const { tx, now, principal } = call;
  const reasonsId = await seal(call, of.one);
  const id = await register.addSamePersons(tx, { ...of, reasonsId }, { by: principal.sub, now });
  await enter(call, { organId: of.organId, role, event, details: { samePersons: id, reasonsId } });
  return { id };
}

/** With the person, and gone with them. */
function seal({ tx, now, body, parts }: Call<{ reasons: string }>, subjectId: string): Promise<string> {
  return parts.vault.put(tx, { kind: 'subject', id: subjectId }, 'REASONS', { text: body.reasons }, now);
}

function enter(
  { tx, now, principal, commandId }: Call,
  of: { organId: string; role: Role; event: string; details: Record<string, unknown> },
): Promise<void> {
  return writeLedger(tx, {
    at: now,
    event: of.event,
    article: SAME_PERSON_ARTICLE,
    caseId: null,
    organId: of.organId,
    sub: principal.sub,
    role: of.role,
    purpose: 'ASSESSMENT',
    commandId: commandId === '' ? null : commandId,
    details: of.details,
  });
}
