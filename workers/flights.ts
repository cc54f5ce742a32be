import { setTimeout as pause } from 'node:timers/promises';
import { isTransient } from '../store/db.js';
import { codeOf } from './registration.js';
import type { News, Wakeup } from './wakeup.js';

export interface FlightParts {
  readonly wakeup: Wakeup;
  readonly log: { warn(fields: Record<string, unknown>, text: string): void };
}

export interface Carried<T> {
  /** What tells of new work. */
  readonly wakeup: News;
  /** How many may be under way at once. Asked again before every claim. */
  readonly room: () => number;
  /** Up to `limit` pieces of work that nobody else has in hand; none of `inHand` again. */
  readonly claim: (limit: number, inHand: readonly T[]) => Promise<readonly T[]>;
  /**
   * Does one, and says whether other work may be ready for it. What it throws is the register out of reach: the piece
   * comes back by itself.
   */
  readonly carry: (work: T) => Promise<boolean>;
}

const IDLE_MS = 1_000;
const REGISTER_AWAY_MS = 500;

/**
 * Takes up work as it comes, bounded in flight, each piece on its own: a slow one takes its own place and nobody else's.
 * Returns when asked to stop and everything under way has landed.
 */
export async function keepCarrying<T>(
  { log }: FlightParts,
  stop: AbortSignal,
  { wakeup, room, claim, carry }: Carried<T>,
): Promise<void> {
  const flying = new Map<T, Promise<void>>();
  const registerAway = (error: unknown) => {
    log.warn({ event: 'relay-pauses', code: codeOf(error) }, 'the relay could not reach the register');
    return true;
  };
  let lookAgain = () => {};
  while (!stop.aborted) {
    try {
      // What arrives or becomes ready during the work is news to the wait after it.
      const since = wakeup.news();
      const ready = new Promise<void>((resolve) => (lookAgain = resolve));
      const free = room() - flying.size;
      const taken = free > 0 ? await claim(free, [...flying.keys()]) : [];
      for (const work of taken) {
        const flight = carry(work)
          .catch(registerAway)
          .then((more) => {
            flying.delete(work);
            if (more) lookAgain();
          });
        flying.set(work, flight);
      }
      if (free <= 0) await Promise.race(flying.values());
      else if (taken.length < free) await wakeup.wait(IDLE_MS, stop, since, ready);
    } catch (error) {
      registerAway(error);
      await pause(REGISTER_AWAY_MS, undefined, { signal: stop }).catch(() => {});
    }
  }
  await Promise.all(flying.values());
}

/** Writes down how a piece of work went, however often the register is out of reach meanwhile; until the lease ends. */
export async function writeDown<T>(write: () => Promise<T>, patienceMs: number): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!isTransient(error) || Date.now() > end) throw error;
      await pause(REGISTER_AWAY_MS);
    }
  }
}
