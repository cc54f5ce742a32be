import { setTimeout as pause } from 'node:timers/promises';
import { KeysAway } from '../privacy/data-keys.js';
import { type KeyService, onWire } from '../privacy/remote-keys.js';
import type { Db } from '../store/db.js';
import {
  compareKeyUses,
  type Compared,
  endedKeys,
  endedThere,
  filesGone,
  keksNeeded,
  keptThere,
  type KeyUse,
  keysNotKept,
} from '../store/key-upkeep.js';
import { codeOf } from './registration.js';
import type { WorkerParts } from './worker-parts.js';

export interface KeyKeeperParts {
  readonly db: Db;
  readonly service: KeyService;
  readonly log: WorkerParts['log'];
  /** Told after each comparison, for the metrics. */
  readonly compared?: (found: Compared) => void;
  /** How old a line of the log must be to be compared: longer than any transaction of ours may last. */
  readonly ageMs?: number;
}

const EVERY_MS = 30_000;
const AGE_MS = 5 * 60_000;

/** Keeps register and key store in step, and the one's ledger beside the other's log, until told to stop. */
export async function keepKeys(parts: KeyKeeperParts, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      await keepKeysOnce(parts);
    } catch (error) {
      const code = error instanceof KeysAway ? error.code : codeOf(error);
      parts.log.warn({ event: 'key-keeper-failed', code }, 'register and key store could not be compared');
    }
    await pause(EVERY_MS, undefined, { signal: stop }).catch(() => {});
  }
}

/** Safe to repeat, and from several workers at once: each looks at what is, and each call may come twice. */
export async function keepKeysOnce(parts: KeyKeeperParts): Promise<Compared> {
  await destroyEnded(parts);
  await keepAll(parts);
  const compared = await compareAll(parts);
  // Said after each pass: an epoch that we need, or of which nothing was heard, is not destroyed. Last, for a key service
  // of the release before does not know the question.
  await parts.service.call('/keys/epochs', { needed: await keksNeeded(parts.db) });
  return compared;
}

async function destroyEnded({ db, service }: KeyKeeperParts): Promise<void> {
  for (let ids = await endedKeys(db); ids.length > 0; ids = await endedKeys(db)) {
    await service.call('/keys/destroy', { keyIds: ids });
    // A key that was made for a step that was undone the register never had: it goes with its whole file.
    for (const ownerId of await filesGone(db, ids))
      await service.call('/keys/destroy', { ownerKind: 'case', ownerId });
    await endedThere(db, ids);
  }
}

async function keepAll({ db, service, log }: KeyKeeperParts): Promise<void> {
  let after: string | null = null;
  for (;;) {
    const page = await keysNotKept(db, after);
    const last = page.at(-1);
    if (!last) return;
    const answer = (await service.call('/keys/keep', { keys: page.map(onWire) })) as { refused: string[] };
    const refused = new Set(answer.refused);
    await keptThere(
      db,
      page.map(({ keyId }) => keyId).filter((keyId) => !refused.has(keyId)),
    );
    if (refused.size > 0)
      log.warn(
        { event: 'keys-not-kept', count: refused.size },
        'keys do not open: look at them before a rotation',
      );
    after = last.keyId;
  }
}

async function compareAll({ db, service, log, compared, ageMs = AGE_MS }: KeyKeeperParts): Promise<Compared> {
  const total = { entered: 0, undone: 0, unexplained: 0 };
  const usesAfter = async (after: string) =>
    ((await service.call('/keys/log', { after, ageMs })) as { uses: KeyUse[] }).uses;
  for (let found = await compareKeyUses(db, usesAfter); found; found = await compareKeyUses(db, usesAfter)) {
    total.entered += found.entered;
    total.undone += found.undone;
    total.unexplained += found.unexplained;
    compared?.(found);
    if (found.unexplained > 0)
      log.error(
        { event: 'keys-used-without-entry', count: found.unexplained },
        'somebody must look at the ledger',
      );
  }
  return total;
}
