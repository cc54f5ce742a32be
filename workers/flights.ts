import { setTimeout as pause } from 'node:timers/promises';
import { isTransient } from '../store/db.js';
import { codeOf } from './registration.js';
import type { Wakeup } from './wakeup.js';

export interface FlightParts {
  readonly wakeup: Wakeup;
  readonly log: { warn(fields: Record<string, unknown>, text: string): void };
}

export interface Carried<T> {
  /** How many may be under way at once. Asked again before every claim. */
  readonly room: () => number;
  /** Up to `limit` pieces of work that nobody else has in hand; none of `inHand` again. */
  readonly claim: (limit: number, inHand: readonly T[]) => Promise<readonly T[]>;
  /** Does one. What it throws is the register out of reach: the piece comes back by itself. */
  readonly carry: (work: T) => Promise<void>;
}

const IDLE_MS = 1_000;
const REGISTER_AWAY_MS = 500;

/**
 * Takes up work as it comes, bounded in flight, each piece on its own: a slow one takes its own place and nobody else's.
 * Returns when asked to stop and everything under way has landed.
 */
export async function keepCarrying<T>(
  { wakeup, log }: FlightParts,
  stop: AbortSignal,
  { room, claim, carry }: Carried<T>,
): Promise<void> {
  const flying = new Map<T, Promise<void>>();
  const registerAway = (error: unknown) =>
    log.warn({ event: 'relay-pauses', code: codeOf(error) }, 'the relay could not reach the register');
  while (!stop.aborted) {
    try {
      // What arrives during the work is news to the wait after it.
      const since = wakeup.news();
      const free = room() - flying.size;
      const taken = free > 0 ? await claim(free, [...flying.keys()]) : [];
      for (const work of taken) {
        const flight = carry(work)
          .catch(registerAway)
          .finally(() => flying.delete(work));
        flying.set(work, flight);
      }
      const landing = flying.size > 0 ? Promise.race(flying.values()) : undefined;
      if (free <= 0) await landing;
      else if (taken.length < free) await wakeup.wait(IDLE_MS, stop, since, landing);
    } catch (error) {
      registerAway(error);
      await pause(REGISTER_AWAY_MS, undefined, { signal: stop }).catch(() => {});
    }
  }
  await Promise.all(flying.values());
}

/** Writes down how a piece of work went, however often the register is out of reach meanwhile; until the lease ends. */
export async function writeDown(write: () => Promise<void>, patienceMs: number): Promise<void> {
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
