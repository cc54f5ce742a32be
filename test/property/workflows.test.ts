import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayBeside, dayOf, startOfDay } from '../../domain/calendar.js';
import { moveClock, readNow } from '../../store/clock.js';
import { nudge } from '../../workflows/contract.js';
import { startEngine, type TestEngine } from '../support/system-engine.js';
import { LivesAtOnce } from './lives-at-once.js';
import { letTheWorkerGrant } from '../support/grants.js';
import { letTheWorkerDeclare } from './register.js';

/** The third reading of the scheme: what the real workflows, woken by the real relay on the test clock, make of lives. */
/** A hundred in `npm test`, which may take a third of an hour; three hundred in `npm run test:property`. */
const LIVES = Number(process.env.TEST_PROPERTY_WORKFLOWS ?? 100);
const SEED = Number(process.env.TEST_PROPERTY_SEED ?? 1);
const NUMBERS = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 4, maxLength: 8, size: 'max' });
const HALF_A_DAY_MS = 12 * 60 * 60 * 1000;

let engine: TestEngine;
let lives: LivesAtOnce;

beforeAll(async () => {
  engine = await startEngine();
  await letTheWorkerDeclare(engine.register);
  await letTheWorkerGrant(engine.register);
  // At noon: deadlines fall at midnight, and none may fall between the same move here and there.
  const tomorrow = startOfDay(dayBeside(dayOf(await readNow(engine.db)), 1));
  await moveClock(engine.register, new Date(Date.parse(tomorrow) + HALF_A_DAY_MS).toISOString());
  lives = new LivesAtOnce(engine);
  await lives.begin(fc.sample(NUMBERS, { numRuns: LIVES, seed: SEED }));
}, 120_000);
afterAll(() => engine?.stop());

describe(`${LIVES} lives on the engine (seed ${SEED})`, () => {
  test('are driven by their workflows to where the scheme in memory gets, round by round', async () => {
    for (let differing = await lives.round(); differing !== undefined; differing = await lives.round())
      expect(differing.slice(0, 1)).toEqual([]);
    process.stdout.write(`${lives.told()}\n`);
    // Lives in which everything is refused would be alike as well.
    const { moves, steps, byTime } = lives.counts();
    expect([moves > 8 * LIVES, steps > 10 * LIVES, byTime > 3 * LIVES]).toEqual([true, true, true]);
  }, 3_600_000);

  test('leave each open case with a workflow that knows where it stands, and each ended one with none', async () => {
    const rows = await engine.register
      .selectFrom('cases')
      .select(['id', 'kind', 'stage', 'seq', 'ended'])
      .execute();
    expect(rows.length).toBeGreaterThanOrEqual(LIVES / 2);
    const odd: unknown[] = [];
    for (const { id, kind, stage, seq, ended } of rows) {
      // Of a destroyed file the engine has nothing any more.
      if (stage === 'DISPOSED') continue;
      const run = engine.handleOf(kind, id);
      const { status } = await run.describe();
      if (ended && status.name !== 'COMPLETED') odd.push([kind, id, stage, status.name]);
      if (ended) continue;
      const standing = await run.executeUpdate(nudge);
      if (standing?.stage !== stage || standing.lastSeq !== seq) odd.push([kind, id, stage, seq, standing]);
    }
    expect(odd).toEqual([]);
  }, 600_000);
});
