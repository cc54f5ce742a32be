import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { actionOf } from '../../api/openapi-problems.js';
import { ROUTES } from '../../api/routes/index.js';
import { bodyOf } from '../access/support/bodies.js';
import { type Case, Cases } from '../access/support/cases.js';
import type { Account } from '../access/support/cast.js';
import { type House, openHouse, verdict } from '../access/support/house.js';
import { inState } from '../access/support/states.js';
import { isOfOneMind } from './support/one-mind.js';
import { contradictions, type Side } from './support/races.js';

/** Two people, or one person twice, do what cannot both be done, at the same moment. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

const RACES = contradictions();
const STATES = [...new Set(RACES.map(({ kind, state }) => `${kind} ${state}`))];
const firsts = [0, 0];

describe.each(STATES)('two at once on a case in %s', (at) => {
  const here = RACES.filter(({ kind, state }) => `${kind} ${state}` === at);
  test.each(
    here.map((race, n) => ({
      n,
      race,
      name: race.sides.map(({ by, routeId }) => `${by} ${routeId}`).join(', '),
    })),
  )('$name: exactly one wins, the other is told why not', async ({ n, race: { kind, state, sides } }) => {
    const made = await inState(cases, kind, state);
    const version = await cases.version(made.id);
    const post = ({ by, path, routeId }: Side) =>
      house.post(by, path.replace(':id', made.id), bodyOf(routeId, version));
    // The other way round each time, so that neither always comes first.
    const order = n % 2 === 0 ? [0, 1] : [1, 0];
    const told: string[] = [];
    await Promise.all(
      order.map(async (side) => void (told[side] = verdict(await post(sides[side] as Side)))),
    );
    const acts = await house.register
      .selectFrom('commands')
      .select(['action', 'sub', 'to_stage'])
      .where('case_id', '=', made.id)
      .where('seq', '>', version)
      .orderBy('seq')
      .execute();
    const [won] = acts;
    const first = sides.findIndex(
      ({ routeId }, side) => told[side] === '201' && actOf(routeId) === won?.action,
    );
    const { to, second } = sides[first] as Side;
    expect(told[1 - first]).toBe(second);
    // Refused means that nothing of it is there: one command, or two where both are theirs to take.
    expect(acts).toHaveLength(second === '201' ? 2 : 1);
    expect(won?.to_stage).toBe(to);
    await isOfOneMind(house, made, version);
    expect(house.errors).toEqual([]);
    firsts[first] = (firsts[first] ?? 0) + 1;
  });
});

test('at least two hundred pairs were raced, and neither side was always first', () => {
  expect(RACES.length).toBeGreaterThanOrEqual(200);
  expect((firsts[0] ?? 0) + (firsts[1] ?? 0)).toBe(RACES.length);
  expect(Math.min(...firsts)).toBeGreaterThan(RACES.length / 10);
});

describe('many at once on one case', () => {
  test('twenty people’s acts at any version are all taken, in some order, none lost', async () => {
    const made = await cases.clearance('ACTIVE');
    const before = await cases.version(made.id);
    const reporters: Account[] = ['subject', 'officer', 'manager', 'managerOnceSubject'];
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        house.post(
          reporters[n % reporters.length] as Account,
          `/clearances/${made.id}/${n % reporters.length === 0 ? 'change' : 'others'}-reports`,
          bodyOf('reportChange', 0),
        ),
      ),
    );
    expect(answers.map(verdict)).toEqual(answers.map(() => '201'));
    expect(await cases.version(made.id)).toBe(before + 20);
    await isOfOneMind(house, made, before);
  });

  test('of twenty that saw the same version one is taken', async () => {
    const made = await cases.application('SCREENED');
    const version = await cases.version(made.id);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        house.post('inCharge', `/applications/${made.id}/assignment`, bodyOf('assignOfficer', version)),
      ),
    );
    const told = answers.map(verdict);
    expect([
      told.filter((one) => one === '201').length,
      told.filter((one) => one === '409 STALE').length,
    ]).toEqual([1, 19]);
    expect(await cases.version(made.id)).toBe(version + 1);
  });

  test('a clearance and the renewal it is about, moved at once from both ends, wait for each other and not for ever', async () => {
    for (let n = 0; n < 8; n += 1) {
      const renewal = await cases.renewal();
      const { clearance_id: clearanceId } = await house.register
        .selectFrom('applications')
        .select('clearance_id')
        .where('id', '=', renewal.id)
        .executeTakeFirstOrThrow();
      const clearance: Case = { kind: 'clearance', id: clearanceId ?? '', subjectId: renewal.subjectId };
      const seen = [await cases.version(renewal.id), await cases.version(clearance.id)] as const;
      const answers = await Promise.all([
        house.post('inCharge', `/applications/${renewal.id}/need`, bodyOf('confirmNeed', seen[0])),
        house.post(
          'inCharge',
          `/clearances/${clearance.id}/doubt-notice`,
          bodyOf('serveDoubtNotice', seen[1]),
        ),
        house.post('subject', `/clearances/${clearance.id}/change-reports`, bodyOf('reportChange', 0)),
      ]);
      for (const answer of answers)
        expect(['201', '409 STALE', '409 WRONG_STAGE']).toContain(verdict(answer));
      const served = answers[1]?.status === 201;
      expect(await cases.stage(renewal.id)).toBe(served ? 'NOT_CONDUCTED' : 'SCREENED');
      await isOfOneMind(house, clearance, seen[1]);
    }
    expect(house.errors).toEqual([]);
  }, 60_000);
});

function actOf(routeId: string): string | undefined {
  const route = ROUTES.find(({ id }) => id === routeId);
  return route && actionOf(route)?.action;
}
