import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import type { Action } from '../../domain/edges.js';
import {
  askedBy,
  type Desk,
  deskOf,
  foundLate,
  impossibleDays,
  type Notified,
  type Silenced,
  stopsAtOnce,
  withdrawnInTime,
} from '../../domain/original.js';
import type { CaseState } from '../../store/case-rows.js';
import { derivedId } from '../../store/derived-id.js';
import { addOriginal, attempt, lastTakenAt } from '../../store/originals.js';
import type { VaultOwner } from '../../store/vault.js';
import type { Call, Takes } from '../route.js';
import { type Held, holdCase, noteOriginal, refOf } from './hands.js';
import type { Keyed, OriginalFacts } from './shapes.js';
import { stepCommand, takeFor } from './take.js';

type Facts = z.output<typeof OriginalFacts>;

/**
 * What a signed paper says, keyed in by the first of two people. The step is tried at once, so that whoever holds the
 * paper is told now what the table will refuse; then it is undone, and waits to be compared. What stops a case is not undone.
 */
export async function keyIn(
  takes: Takes,
  call: Call<{ original: Facts; says: Record<string, unknown> }>,
): Promise<z.input<typeof Keyed>> {
  const { tx, now, body, params, commandId, principal } = call;
  const { kind, action } = takes;
  const caseId = params.id ?? '';
  const desk = deskOf(kind, action);
  const held = await holdCase(call, { caseId, kind, desk, part: 'KEYS' });
  const { state } = held;
  await checkDays(call, body.original, state, action);
  // The person's own draft is nobody's to send off for them.
  if (body.says.draft !== undefined)
    throw new Refused('INVALID', undefined, [
      { pointer: '/says/draft', message: 'key in what the paper says' },
    ]);
  const id = derivedId(commandId, 'original');
  const original = { id, ...body.original, keyedBy: principal.sub };
  const { receivedOn } = body.original;
  if (foundLate(takes, silenced(state), receivedOn))
    return keepFound(call, held, { desk, action, ...original });
  // Against a result that was told one person’s hand does nothing: the second says that the paper counts, or that it is none.
  const found = withdrawnInTime(takes, notified(state), receivedOn);
  const { seen } = body.says as { seen?: number };
  const stops = !found && stopsAtOnce(kind, action);
  const work = () =>
    takeFor(call, takes, {
      state,
      says: body.says,
      original: refOf(original),
      commandId: stepCommand(id),
      ...(seen === undefined ? {} : { seen }),
    });
  if (!found) await attempt(tx, work, stops);
  const owner: VaultOwner = { kind: 'case', id: caseId };
  const docClass = desk === 'APART' ? 'ORIGINAL_APART' : 'ORIGINAL';
  const contentId = await call.parts.vault.put(tx, owner, docClass, body.says, now);
  await addOriginal(tx, {
    ...original,
    caseId,
    desk,
    action,
    requestId: null,
    seen: state.row.seq,
    contentId,
    keyedAt: now,
    commandId: stops ? stepCommand(id) : null,
  });
  await noteKeyed(call, held, { ...original, action });
  return { id, caseId, status: 'WAITING', inForce: stops };
}

/** The case as its closing for silence left it. */
export function silenced({ row, application }: CaseState): Silenced {
  return {
    notConductedReason: application?.not_conducted_reason ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    consented: application?.consented_at != null,
  };
}

/** The case as the notice of its result left it. */
function notified({ row, application }: CaseState): Notified {
  return {
    stage: row.stage,
    consentedAt: application?.consented_at?.toISOString() ?? null,
    notifiedAt: application?.notified_at?.toISOString() ?? null,
  };
}

/** It had come in before the case was closed: on record with its days and hash, and nothing of what it says. */
async function keepFound(
  call: Call<unknown>,
  held: Held,
  { desk, action, ...original }: Facts & { id: string; keyedBy: string; desk: Desk; action: Action },
): Promise<z.input<typeof Keyed>> {
  const { row } = held.state;
  const [caseId, keyedAt] = [row.id, call.now];
  const of = { ...original, caseId, desk, action, keyedAt, requestId: null, commandId: null };
  await addOriginal(call.tx, { ...of, seen: row.seq, contentId: randomUUID() }, 'STALE');
  const { id, keyedBy: _, ...told } = original;
  await noteOriginal(call, 'OriginalOvertaken', held, { original: id, ...told, action });
  return { id, caseId, status: 'STALE', inForce: false };
}

export function noteKeyed(
  call: Call<unknown, unknown>,
  held: Held,
  {
    id,
    keyedBy: _,
    ...told
  }: Facts & { id: string; keyedBy: string; action: string; reference?: string; also?: readonly string[] },
): Promise<void> {
  return noteOriginal(call, 'OriginalKeyed', held, { original: id, ...told });
}

/** @throws Refused INVALID where a day lies before what it answers was asked, or ahead. */
export async function checkDays(
  { tx, now }: Pick<Call, 'tx' | 'now'>,
  facts: Facts,
  { row, application }: CaseState,
  action: Action,
): Promise<void> {
  const asking = askedBy(row.kind, action);
  const askedAt = asking && (await lastTakenAt(tx, row.id, asking));
  const asked = dayOf(askedAt ?? (application?.served_at ?? row.opened_at).toISOString());
  const wrong = impossibleDays(facts, { asked, today: dayOf(now) });
  if (wrong.length > 0)
    throw new Refused(
      'INVALID',
      undefined,
      wrong.map((field) => ({
        pointer: `/original/${field}`,
        message: 'not a day on which it can have been',
      })),
    );
}
