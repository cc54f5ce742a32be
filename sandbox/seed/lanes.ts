import type { Db } from '../../store/db.js';
import { contractors } from '../people.js';
import { type CaseLine, SEEDED_CASES } from './cases.js';
import { castOf } from './cast.js';
import { forgetOldMessages } from './past.js';
import { playLine, type SeedParts } from './play.js';

/** A transaction a lane, and none of them commits before all have played. Returns how many lines that were. */
export async function playAll(db: Db, count: number, parts: SeedParts, now: string): Promise<number> {
  const lanes = lanesOf(SEEDED_CASES, count);
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
  return SEEDED_CASES.length;
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
function lanesOf(lines: readonly CaseLine[], count: number): CaseLine[][] {
  const together = new Map<string, CaseLine[]>();
  for (const line of lines) {
    const { contractorId } = castOf(line);
    const shared = contractors.find((one) => one.id === contractorId && one.decertified);
    const key = shared?.id ?? line.who;
    together.set(key, [...(together.get(key) ?? []), line]);
  }
  const lanes: CaseLine[][] = Array.from({ length: count }, () => []);
  const work = (some: readonly CaseLine[]) => some.reduce((sum, { path }) => sum + path.length, 0);
  for (const some of [...together.values()].sort((a, b) => work(b) - work(a)))
    lanes.sort((a, b) => work(a) - work(b))[0]?.push(...some);
  return lanes;
}
