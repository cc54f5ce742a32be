import { setTimeout as pause } from 'node:timers/promises';
import express, { type Request, type RequestHandler, type Router } from 'express';
import { z } from 'zod';
import { after, startOfDay } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { jsonBody } from '../../gateway/body.js';
import { takesOnly } from '../../gateway/methods.js';
import { moveClock, readNow, readOffset } from '../../store/clock.js';
import type { Db } from '../../store/db.js';
import { isQuiet, nextDueUpTo } from '../../store/operations.js';

export interface ClockParts {
  readonly db: Db;
  /** Runs each schedule once, to its end. */
  readonly runSchedules: () => Promise<void>;
  /** How long one step of the walk may take before it is called stuck, in milliseconds. */
  readonly patienceMs?: number;
}

const Move = z
  .strictObject({
    to: z.union([z.iso.datetime({ offset: true }), z.iso.date()]).optional(),
    by: z.string().max(20).optional(),
  })
  .refine(({ to, by }) => (to === undefined) !== (by === undefined), { message: 'give either `to` or `by`' });

/**
 * The test clock: mounted in a sandbox only, never in production. Time is walked, not jumped: to the next deadline,
 * everything that falls due is done, then on to the next; at last each schedule runs once.
 */
export function clockRouter(parts: ClockParts, signedIn: (req: Request) => Promise<string>): Router {
  const router = express.Router();
  let walking = Promise.resolve();
  takesOnly(router, '/clock', ['GET', 'HEAD', 'POST']);
  router.get('/clock', async (req, res) => {
    await signedIn(req);
    res.json({ now: await readNow(parts.db), offsetMs: await readOffset(parts.db) });
  });
  const known: RequestHandler = async (req, _res, next) => {
    await signedIn(req);
    next();
  };
  router.post('/clock', known, ...jsonBody(), async (req, res) => {
    const move = Move.safeParse(req.body ?? {});
    if (!move.success)
      throw new Refused('INVALID', undefined, [
        { pointer: '', message: move.error.issues[0]?.message ?? 'not a move of the clock' },
      ]);
    const target = targetOf(move.data, await readNow(parts.db));
    // One walk at a time: a second caller waits for the first.
    const turn = walking.then(() => walk(parts, target));
    walking = turn.catch(() => {});
    await turn;
    res.json({ now: await readNow(parts.db), offsetMs: await readOffset(parts.db) });
  });
  return router;
}

/** It never goes back: behind the years that dates can be written in, no case could be moved any more. */
const FURTHEST_YEARS = 200;

function targetOf({ to, by }: z.output<typeof Move>, now: string): string {
  const target = readTarget({ to, by }, now);
  if (new Date(target).getUTCFullYear() <= new Date().getUTCFullYear() + FURTHEST_YEARS) return target;
  throw new Refused('INVALID', undefined, [
    { pointer: by === undefined ? '/to' : '/by', message: `more than ${FURTHEST_YEARS} years from today` },
  ]);
}

function readTarget({ to, by }: z.output<typeof Move>, now: string): string {
  try {
    if (by !== undefined) return after(now, by);
    return to?.includes('T') ? new Date(to).toISOString() : startOfDay(to ?? '');
  } catch {
    throw new Refused('INVALID', undefined, [
      { pointer: '/by', message: 'not an ISO 8601 period in years, months, weeks or days' },
    ]);
  }
}

async function walk(parts: ClockParts, target: string): Promise<void> {
  await untilQuiet(parts);
  for (;;) {
    const next = await parts.db.transaction().execute((tx) => nextDueUpTo(tx, target));
    if (next === null) break;
    await moveClock(parts.db, next);
    await untilQuiet(parts);
  }
  await moveClock(parts.db, target);
  await untilQuiet(parts);
  await parts.runSchedules();
  await untilQuiet(parts);
}

/** Waits until all that is due is done and all that was written is seen. @throws UNAVAILABLE if nothing moves any more. */
async function untilQuiet({ db, patienceMs = 60_000 }: ClockParts): Promise<void> {
  const givesUpAt = Date.now() + patienceMs;
  while (!(await db.transaction().execute(async (tx) => isQuiet(tx, await readNow(tx))))) {
    if (Date.now() > givesUpAt)
      throw new Refused('UNAVAILABLE', 'the system did not come to rest; are the workers running?');
    await pause(15);
  }
}
