import type { z } from 'zod';
import { Refused } from '../../domain/errors.js';
import { isFoundWithdrawal, overtaken } from '../../domain/original.js';
import { attempt, listOriginals, type Original, settleOriginal, stepsAfter } from '../../store/originals.js';
import type { VaultOwner } from '../../store/vault.js';
import { withReasons } from '../acts.js';
import type { Call, Takes } from '../route.js';
import { type Held, holdCase, noteOriginal, refOf } from './hands.js';
import { fileReply } from './replies.js';
import type { Confirmation, Keyed, Rejection } from './shapes.js';
import { stepCommand, takeFor } from './take.js';

type TakesOf = (original: Original) => Takes | undefined;

/** A paper as its reader may find it. @throws Refused NOT_FOUND */
export async function originalOr404(call: Call<unknown, unknown>): Promise<Original> {
  const [found] = await listOriginals(call.tx, { id: call.params.id ?? '', limit: 1 });
  if (!found) throw new Refused('NOT_FOUND');
  return found;
}

export function keyedIn(call: Call<unknown, unknown>, original: Original): Promise<unknown> {
  const owner: VaultOwner = { kind: 'case', id: original.caseId };
  const docClass = original.desk === 'APART' ? 'ORIGINAL_APART' : 'ORIGINAL';
  return call.parts.vault.get(call.tx, owner, docClass, original.contentId);
}

/** The second person holds the same paper, and what was keyed in is what it says: now it counts. */
export async function confirm(
  takesOf: TakesOf,
  call: Call<z.output<typeof Confirmation>>,
): Promise<z.input<typeof Keyed>> {
  const { held, original } = await hold(call);
  if (call.body.hash !== original.hash)
    throw new Refused('INVALID', undefined, [
      { pointer: '/hash', message: 'not the paper that was keyed in' },
    ]);
  const { id, caseId } = original;
  const taken = original.commandId !== null || (await takeStep(takesOf, call, { held, original }));
  if (taken && original.commandId !== null) await settle(call, original, 'CONFIRMED');
  if (!taken) await settle(call, original, 'STALE');
  // While the result stands, a withdrawal that came in before it takes no step: it is on record, found late.
  const counts = taken || isFoundWithdrawal(original);
  await noteOriginal(call, counts ? 'OriginalConfirmed' : 'OriginalOvertaken', held, {
    original: id,
    hash: original.hash,
    keyedBy: original.keyedBy,
  });
  return { id, caseId, status: taken ? 'CONFIRMED' : 'STALE', inForce: taken };
}

/** It is not what the paper says, or no paper that counts. What it stopped stays stopped: the office tells the person. */
export async function reject(call: Call<z.output<typeof Rejection>>): Promise<z.input<typeof Keyed>> {
  const { held, original } = await hold(call);
  const { id, caseId } = original;
  const { reasonsId } = await withReasons(call.body, { ...call, params: { id: caseId } } as Call);
  await settle(call, original, 'REJECTED', reasonsId);
  await noteOriginal(call, 'OriginalRejected', held, {
    original: id,
    hash: original.hash,
    keyedBy: original.keyedBy,
    reasonsId,
  });
  return { id, caseId, status: 'REJECTED', inForce: original.commandId !== null };
}

/** The case first, as everybody locks; then the paper is read as it now is. */
async function hold(
  call: Call<unknown, unknown>,
): Promise<{ readonly held: Held; readonly original: Original }> {
  const { caseId, kind, desk, keyedBy, status } = await originalOr404(call);
  // Who keyed it in compares nothing, and is asked for no word to be told so.
  const part = keyedBy === call.principal.sub ? 'KEYS' : 'CONFIRMS';
  const held = await holdCase(call, { caseId, kind, desk, part, waits: status === 'WAITING' });
  const original = await originalOr404(call);
  if (original.keyedBy === call.principal.sub) throw new Refused('SAME_PERSON');
  if (original.status !== 'WAITING') throw new Refused('WRONG_STAGE');
  return { held, original };
}

/** Whether the step was taken; not, where something came first. */
async function takeStep(
  takesOf: TakesOf,
  call: Call<unknown, unknown>,
  { held: { state }, original }: { readonly held: Held; readonly original: Original },
): Promise<boolean> {
  const says = (await keyedIn(call, original)) as Record<string, unknown> | undefined;
  if (says === undefined) throw new Error('a paper that waits without what it says');
  const since = await stepsAfter(call.tx, original.caseId, original.seen);
  if (overtaken(original.kind, original.action, since)) return false;
  const takes = takesOf(original);
  const work = async () => {
    if (original.desk === 'INQUIRY') {
      await fileReply(call, original, says);
      return settle(call, original, 'CONFIRMED');
    }
    if (!takes) throw new Error(`no act of the API takes ${original.action}`);
    // First: a case that ends by this step must not find its own paper waiting.
    await settle(call, original, 'CONFIRMED');
    await takeFor(call, takes, {
      state,
      says,
      original: refOf(original, call.principal.sub),
      commandId: stepCommand(original.id),
      seen: state.row.seq,
    });
  };
  try {
    await attempt(call.tx, work, true);
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || !CAME_FIRST.includes(error.code)) throw error;
    return false;
  }
}

/** Nothing is wrong with the paper: the case went on without it. */
const CAME_FIRST: readonly string[] = ['WRONG_STAGE', 'STALE', 'CLOSED_REQUEST', 'ALREADY_ANSWERED'];

function settle(
  call: Call<unknown, unknown>,
  { id }: Original,
  status: 'CONFIRMED' | 'REJECTED' | 'STALE',
  reasonsId?: string,
): Promise<void> {
  const by = call.principal.sub;
  return settleOriginal(call.tx, id, { status, by, now: call.now, ...(reasonsId ? { reasonsId } : {}) });
}
