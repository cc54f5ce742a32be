import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { connect, type Db } from '../../store/db.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { BEGIN, lifeOf, play } from './life.js';
import { Draw, type Move } from './moves.js';
import { WAYS } from './prologues.js';
import { letTheWorkerGrant } from '../support/grants.js';
import { letTheWorkerDeclare, Register } from './register.js';
import { seenIn } from './seen.js';
import { World } from './world.js';

/** The world of the other test is worth as much as this one shows: that the register makes the same of every move. */
const LIVES = Number(process.env.TEST_PROPERTY_REGISTER ?? 25);
const SEED = Number(process.env.TEST_PROPERTY_SEED ?? 1);
const NUMBERS = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 8, maxLength: 24, size: 'max' });

let database: TestDatabase;
let db: Db;
let owner: Db;

beforeAll(async () => {
  database = await cloneDatabase();
  db = connect(database.worker, { max: 2 });
  owner = connect(database.owner, { max: 2 });
  await letTheWorkerDeclare(owner);
  await letTheWorkerGrant(owner);
});
afterAll(async () => {
  await Promise.all([db.destroy(), owner.destroy()]);
  await database.drop();
});

describe(`the register (seed ${SEED})`, () => {
  test.each(Object.entries(WAYS))('makes the same of %s as the scheme in memory', async (_, way) => {
    await alike(CALM, (world, draw) => way(world, draw));
  });

  test('makes the same of an assessment for which the Cabinet Office investigates', async () => {
    const led: World[] = [];
    await alike(CALM_OF_CABINET, function* (world, draw) {
      led.push(world);
      yield* WAYS['a clearance']?.(world, draw) ?? [];
    });
    expect(
      led.flatMap(({ history }) => history).filter(({ role }) => role === 'CabinetInvestigator'),
    ).not.toEqual([]);
    expect(led[0]?.named('clearance')).toHaveLength(1);
  });

  test('makes the same of any life, move by move', async () => {
    await fc.assert(
      fc.asyncProperty(NUMBERS, (numbers) => alike(numbers, lifeOf)),
      { numRuns: LIVES, seed: SEED, endOnFailure: true },
    );
  }, 3_600_000);
});

/** Numbers of which none is divisible by what the ways draw by: no answer is bad and no pledge late. */
const CALM = [1];
/** As many of them as the lives have for which the Cabinet Office investigates. */
const CALM_OF_CABINET = Array.from({ length: 20 }, () => 1);

async function alike(numbers: readonly number[], moves: (world: World, draw: Draw) => Iterable<Move>) {
  const register = await Register.open(db, owner);
  const world = new World(register.cast, BEGIN);
  const done: string[] = [];
  for (const move of moves(world, new Draw(numbers))) {
    const came = play(world, move);
    done.push(`${JSON.stringify({ ...move, player: undefined })}: ${came}`);
    const reached = {
      came: await register.play(move),
      files: await register.files(),
      rights: await register.rights(),
    };
    const expected = { came, files: seenIn(world), rights: world.rights() };
    expect([done.slice(-6), reached]).toEqual([done.slice(-6), expected]);
  }
}
