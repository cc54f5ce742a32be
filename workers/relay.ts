import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { crashPoint } from '../crash-points.js';
import { readNow } from '../store/clock.js';
import type { Db, Tx } from '../store/db.js';
import { fileReceived, type UnfiledAnswer, unfiledAnswers } from '../store/inbox.js';
import {
  claimMessages,
  type Claimed,
  deferAnswer,
  deferMessage,
  finishMessage,
  giveBack,
  LEASE_SECONDS,
  nobodyToTell,
  ringDueCases,
  workflowKnows,
} from '../store/relay-queue.js';
import { type EngineNames, isEngineAway } from '../engine.js';
import { completeCheck, ringCase } from './engine-calls.js';
import { type FlightParts, keepCarrying, writeDown } from './flights.js';
import type { PushSender } from './push.js';
import { codeOf } from './registration.js';

export interface RelayParts extends FlightParts {
  readonly db: Db;
  readonly client: Client;
  readonly names: EngineNames;
  readonly push: PushSender;
}

/** Messages under way at once, to the engine and to providers each. */
export const IN_FLIGHT = 50;
/** Answers filed at once: each may wait for a locked case, on a connection that the activities share. */
const FILING = 4;
const FILING_TOGETHER = 50;
/** An engine that takes a call and does not answer must not keep its message for ever; two calls fit into a lease. */
const CALL_MS = 10_000;
/** How often an engine that nobody reaches is tried again, by one message at a time. */
const PROBE_MS = 500;
/** A message's outcome is worth writing down as long as nobody else can have taken it. */
const WRITE_MS = (LEASE_SECONDS - 5) * 1_000 - 2 * CALL_MS;

/**
 * Carries what the register has written to those who must hear it: bells and completions to the engine, thin events to
 * providers; and answers from the inbox to their files. At least once, in order within a lane, bounded in flight; a lane
 * that fails backs off alone. Three streams side by side: an engine out of reach never holds up a provider.
 */
export async function runRelay(parts: RelayParts, stop: AbortSignal): Promise<void> {
  const { outbox, inbox } = parts.wakeup.of;
  await Promise.all([
    keepCarrying<UnfiledAnswer>(parts, stop, {
      wakeup: inbox,
      room: () => FILING,
      claim: (limit, inHand) => answersFor(parts, limit, inHand),
      // Others of its case may have come meanwhile, and were left until it had landed.
      carry: (answer) => fileAnswers(parts, answer).then(() => true),
    }),
    carryToEngine(parts, stop),
    keepCarrying<Claimed>(parts, stop, {
      wakeup: outbox,
      room: () => IN_FLIGHT,
      claim: (limit) => claimMessages(parts.db, ['PUSH'], limit),
      carry: async (message) => (await send(parts, message)).more,
    }),
  ]);
}

/**
 * An engine out of reach is no message's fault: it goes back as it was, and until one gets through only one at a time is
 * tried. A message that the engine refuses backs off alone.
 */
async function carryToEngine(parts: RelayParts, stop: AbortSignal): Promise<void> {
  let away = false;
  await keepCarrying<Claimed>(parts, stop, {
    wakeup: parts.wakeup.of.outbox,
    room: () => (away ? 1 : IN_FLIGHT),
    claim: async (limit) => {
      if (away) await pause(PROBE_MS, undefined, { signal: stop }).catch(() => {});
      await ringDueCases(parts.db);
      return claimMessages(parts.db, ['RING', 'COMPLETE'], limit);
    },
    carry: async (message) => {
      const { outcome, more } = await send(parts, message);
      const before = away;
      if (outcome !== 'REFUSED') away = outcome === 'AWAY';
      return more || away || before;
    },
  });
}

type Outcome = 'SENT' | 'REFUSED' | 'AWAY';

const CARRIED = {
  RING: 'relay.after-ring',
  COMPLETE: 'relay.after-completion',
  PUSH: 'relay.after-push',
} as const;

/** `more`: its lane has more that is ready now, or may have. */
async function send(parts: RelayParts, message: Claimed): Promise<{ outcome: Outcome; more: boolean }> {
  const { db, wakeup } = parts;
  crashPoint('relay.after-claim');
  const delivered = message.kind === 'PUSH' ? parts.push(message) : tellEngine(parts, message);
  const outcome = await delivered.then(
    () => ({ is: 'SENT' as const }),
    (error: unknown) => ({ is: isEngineAway(error) ? ('AWAY' as const) : ('REFUSED' as const), error }),
  );
  if (outcome.is === 'SENT') crashPoint(CARRIED[message.kind]);
  // What is written while this is written down may be seen by neither: it is looked for.
  const since = wakeup.of.outbox.news();
  const more = await writeDown(async () => {
    if (outcome.is === 'SENT') return finishMessage(db, message);
    const code = codeOf(outcome.error);
    await (outcome.is === 'AWAY' ? giveBack(db, message, code) : deferMessage(db, message, code));
    return false;
  }, WRITE_MS);
  return { outcome: outcome.is, more: more || wakeup.of.outbox.news() !== since };
}

async function tellEngine(parts: RelayParts, message: Exclude<Claimed, { kind: 'PUSH' }>): Promise<void> {
  const { db, client, names } = parts;
  if (message.kind === 'COMPLETE') {
    const completed = await client.withDeadline(Date.now() + CALL_MS, () =>
      completeCheck(client, names, message),
    );
    if (completed || !(await workflowKnows(db, message.requestId))) return;
  }
  const rung = await client.withDeadline(Date.now() + CALL_MS, () => ringCase(client, names, message));
  if (!rung) await nobodyToTell(db, message.caseId);
}

/** Cases side by side, each named by its oldest answer: one that cannot take its answers never holds up another. */
async function answersFor(
  { db }: RelayParts,
  limit: number,
  inHand: readonly UnfiledAnswer[],
): Promise<UnfiledAnswer[]> {
  const busy = new Set(inHand.map((answer) => answer.caseId));
  const waiting = await db
    .transaction()
    .execute((tx) => unfiledAnswers(tx, { ready: true, limit: limit + 20 * (busy.size + 1) }));
  const taken: UnfiledAnswer[] = [];
  for (const answer of waiting) {
    if (busy.has(answer.caseId) || taken.length === limit) continue;
    busy.add(answer.caseId);
    taken.push(answer);
  }
  return taken;
}

/** Whatever a case has received, in one transaction, so that it is told to the engine at once. */
async function fileAnswers({ db, log }: RelayParts, oldest: UnfiledAnswer): Promise<void> {
  const { caseId } = oldest;
  try {
    await file(db, (tx) => unfiledAnswers(tx, { caseId, ready: true, limit: FILING_TOGETHER }));
    return;
  } catch {
    // One of them is at fault, or the register: the oldest goes alone, and the others follow.
  }
  try {
    await file(db, async () => [oldest]);
  } catch (error) {
    // It stays unfiled, backs off and is listed; where the register itself is away, this says so too, by throwing.
    await deferAnswer(db, oldest.id, codeOf(error));
    log.warn({ event: 'answer-not-filed', caseId, code: codeOf(error) }, 'an answer could not be filed');
  }
}

async function file(db: Db, which: (tx: Tx) => Promise<UnfiledAnswer[]>): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const now = await readNow(tx);
    for (const answer of await which(tx)) await fileReceived(tx, answer, now);
    crashPoint('filing.before-commit');
  });
  crashPoint('filing.after-commit');
}
