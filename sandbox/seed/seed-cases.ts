import { sql } from 'kysely';
import { readNow } from '../../store/clock.js';
import type { Db } from '../../store/db.js';
import { contractors } from '../people.js';
import { type CaseLine, SEEDED_CASES } from './cases.js';
import { castOf } from './cast.js';
import { forgetOldMessages } from './past.js';
import { playLine, type SeedParts } from './play.js';
import { connectPreparing } from './prepared.js';

/** Connections that play side by side: most of the time goes into waiting for one. */
const LANES = 4;

/**
 * Plays the sixty cases into an empty register, all of them or none: through the one write path, in a past counted back
 * from today. A register that holds any case is left as it is. As the database's owner: row-level security hides
 * nothing. Returns how many lines were played.
 */
export async function seedCases(ownerUrl: string, parts: SeedParts): Promise<number> {
  const db = connectPreparing(ownerUrl, { max: LANES + 1 });
  try {
    return await db.transaction().execute(async (guard) => {
      // Two starts at once: one plays, the other finds it done.
      await sql`select pg_advisory_xact_lock(7206002)`.execute(guard);
      if (await guard.selectFrom('cases').select('id').limit(1).executeTakeFirst()) return 0;
      await playAll(db, parts, await readNow(guard));
      return SEEDED_CASES.length;
    });
  } finally {
    await db.destroy();
  }
}

/** A transaction a lane, and none of them commits before all have played. */
async function playAll(db: Db, parts: SeedParts, now: string): Promise<void> {
  const lanes = lanesOf(SEEDED_CASES);
  const gate = gateFor(lanes.length);
  const playing = lanes.map((lines) =>
    db.transaction().execute(async (tx) => {
      try {
        for (const line of lines) {
          gate.barred.throwIfAborted();
          await playLine(tx, parts, line, now);
        }
        await forgetOldMessages(tx);
        gate.arrive();
      } catch (error) {
        gate.bar(error);
      }
      await gate.opened;
    }),
  );
  const failed = (await Promise.allSettled(playing)).find((lane) => lane.status === 'rejected');
  if (failed) throw failed.reason;
}

/** Opens when that many have arrived; one that fails bars it for all. */
function gateFor(arrivals: number) {
  const failure = new AbortController();
  let missing = arrivals;
  let open = () => {};
  const opened = new Promise<void>((resolve, reject) => {
    open = resolve;
    failure.signal.addEventListener('abort', () => reject(failure.signal.reason));
  });
  const arrive = () => {
    missing -= 1;
    if (missing === 0) open();
  };
  return { opened, arrive, bar: (error: unknown) => failure.abort(error), barred: failure.signal };
}

/** One person's lines follow one another in one lane; so do those of a contractor whose certification they share. */
function lanesOf(lines: readonly CaseLine[]): CaseLine[][] {
  const together = new Map<string, CaseLine[]>();
  for (const line of lines) {
    const { contractorId } = castOf(line);
    const shared = contractors.find((one) => one.id === contractorId && one.decertified);
    const key = shared?.id ?? line.who;
    together.set(key, [...(together.get(key) ?? []), line]);
  }
  const lanes: CaseLine[][] = Array.from({ length: LANES }, () => []);
  const work = (some: readonly CaseLine[]) => some.reduce((sum, { path }) => sum + path.length, 0);
  for (const some of [...together.values()].sort((a, b) => work(b) - work(a)))
    lanes.sort((a, b) => work(a) - work(b))[0]?.push(...some);
  return lanes;
}
