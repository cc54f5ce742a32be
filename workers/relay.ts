import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { readNow } from '../store/clock.js';
import { type Db, isTransient } from '../store/db.js';
import { fileReceived, unfiledAnswers } from '../store/inbox.js';
import {
  claimMessages,
  type Claimed,
  deferMessage,
  finishMessage,
  nobodyToTell,
  ringDueCases,
  workflowKnows,
} from '../store/relay-queue.js';
import { type EngineNames } from '../engine.js';
import { completeCheck, ringCase } from './engine-calls.js';
import type { PushSender } from './push.js';
import type { Wakeup } from './wakeup.js';

export interface RelayParts {
  readonly db: Db;
  readonly client: Client;
  readonly names: EngineNames;
  readonly push: PushSender;
  readonly wakeup: Wakeup;
  readonly log: { warn(fields: Record<string, unknown>, text: string): void };
}

const BATCH = 50;
const IDLE_MS = 1_000;

/**
 * Carries what the register has written to those who must hear it: bells and completions to the engine, thin events to
 * providers; and answers from the inbox to their files. At least once, in order within a lane, bounded in flight; a
 * lane that fails backs off alone. Three rounds side by side: an engine out of reach never holds up a provider.
 */
export async function runRelay(parts: RelayParts, stop: AbortSignal): Promise<void> {
  await Promise.all([
    round(parts, stop, () => fileInbox(parts)),
    round(parts, stop, async () => {
      await ringDueCases(parts.db);
      return sendBatch(parts, ['RING', 'COMPLETE']);
    }),
    round(parts, stop, () => sendBatch(parts, ['PUSH'])),
  ]);
}

async function round(
  { wakeup, log }: RelayParts,
  stop: AbortSignal,
  work: () => Promise<number>,
): Promise<void> {
  while (!stop.aborted) {
    try {
      // What arrives during the work is news to the wait after it.
      const since = wakeup.news();
      if ((await work()) === 0) await wakeup.wait(IDLE_MS, stop, since);
    } catch (error) {
      log.warn({ event: 'relay-pauses', code: codeOf(error) }, 'the relay could not reach the register');
      await pause(500, undefined, { signal: stop }).catch(() => {});
    }
  }
}

async function fileInbox({ db, log }: RelayParts): Promise<number> {
  const waiting = await db.transaction().execute((tx) => unfiledAnswers(tx, { limit: BATCH }));
  let filed = 0;
  for (const answer of waiting) {
    try {
      await db.transaction().execute(async (tx) => fileReceived(tx, answer, await readNow(tx)));
      filed += 1;
    } catch (error) {
      // One case that cannot take its answer never holds up another's; it stays unfiled and is tried again.
      log.warn(
        { event: 'answer-not-filed', caseId: answer.caseId, code: codeOf(error) },
        'an answer could not be filed',
      );
      if (isTransient(error)) throw error;
    }
  }
  // One that could not be filed stays on top of the list: do not spin on it.
  return filed;
}

async function sendBatch(parts: RelayParts, kinds: readonly Claimed['kind'][]): Promise<number> {
  const claimed = await claimMessages(parts.db, kinds, BATCH);
  await Promise.all(claimed.map((message) => send(parts, message)));
  return claimed.length;
}

async function send(parts: RelayParts, message: Claimed): Promise<void> {
  const { db, client, names } = parts;
  try {
    switch (message.kind) {
      case 'RING':
        await ring(parts, message);
        break;
      case 'COMPLETE':
        if (!(await completeCheck(client, names, message)) && (await workflowKnows(db, message.requestId)))
          await ring(parts, message);
        break;
      case 'PUSH':
        await parts.push(message);
        break;
    }
    await finishMessage(db, message);
  } catch (error) {
    await deferMessage(db, message, codeOf(error));
  }
}

async function ring({ db, client, names }: RelayParts, message: Claimed): Promise<void> {
  if (!(await ringCase(client, names, message))) await nobodyToTell(db, message.caseId);
}

function codeOf(error: unknown): string {
  const e = error as { code?: string | number; name?: string } | null;
  return String(e?.code ?? e?.name ?? 'unknown').slice(0, 100);
}
