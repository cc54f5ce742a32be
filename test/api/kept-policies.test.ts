import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { changedPolicies, partsOf } from '../../api/kept-policies.js';
import { type Pack, PACKS, textsOf } from '../../forms/packs.js';
import { connect, type Db } from '../../store/db.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const PACK = textsOf('act27/2025-05-16');
const NOW = '2027-01-10T03:00:00.000Z';

/** One letter more in the form that is signed as consent. */
function reworded(pack: Pack): Pack {
  const { consent } = pack.forms;
  return {
    ...pack,
    forms: { ...pack.forms, consent: { ...consent, hash: consent.hash.replace(/^./, '0') } },
  };
}

/** Six years of validity instead of ten. */
function shortened(pack: Pack): Pack {
  const { policy } = pack;
  return { ...pack, policy: { ...policy, periods: { ...policy.periods, VALIDITY: 'P6Y' } } };
}

const changedIn = (one: Pack, other: Pack) => {
  const before = new Map(partsOf(one).map(({ part, sha256 }) => [part, sha256]));
  return partsOf(other).flatMap(({ part, sha256 }) => (before.get(part) === sha256 ? [] : [part]));
};

test('each part of a policy has a hash of its own', () => {
  expect(changedIn(PACK, PACK)).toEqual([]);
  expect(changedIn(PACK, reworded(PACK))).toEqual(['form/consent']);
  expect(changedIn(PACK, shortened(PACK))).toEqual(['period/VALIDITY']);
  for (const pack of PACKS) {
    const names = partsOf(pack).map(({ part }) => part);
    expect(new Set(names).size).toBe(names.length);
  }
});

describe('a register', () => {
  let database: TestDatabase;
  let owner: Db;
  let db: Db;
  beforeAll(async () => {
    database = await cloneDatabase();
    [db, owner] = [connect(database.api), connect(database.owner)];
  });
  afterAll(async () => {
    await Promise.all([db?.destroy(), owner?.destroy()]);
    await database?.drop();
  });

  const start = (pack: Pack) => changedPolicies(db, NOW, [pack]);
  const kept = () => owner.selectFrom('policy_parts').selectAll().orderBy('part').execute();

  test('remembers what each policy said first, and tells which part is another now', async () => {
    expect(await start(PACK)).toEqual([]);
    expect(await start(PACK)).toEqual([]);
    const before = await kept();
    expect(before).toHaveLength(partsOf(PACK).length);
    expect(await start(reworded(PACK))).toEqual(['act27/2025-05-16 form/consent']);
    expect(await start(shortened(PACK))).toEqual(['act27/2025-05-16 period/VALIDITY']);
    expect(await kept()).toEqual(before);
  });

  test('takes what a later release adds to a policy as new', async () => {
    const { consent: _, ...forms } = PACK.forms;
    const earlier = {
      ...PACK,
      policy: { ...PACK.policy, version: 'act27/2025-05-17' },
      forms,
    } as unknown as Pack;
    const later = { ...PACK, policy: earlier.policy };
    expect(await start(earlier)).toEqual([]);
    expect(await start(later)).toEqual([]);
    expect(await start(reworded(later))).toHaveLength(1);
  });

  test('lets no process of ours forget or change what it remembers', async () => {
    await expect(db.deleteFrom('policy_parts').execute()).rejects.toThrow(/permission denied/);
    await expect(db.updateTable('policy_parts').set({ part: 'x' }).execute()).rejects.toThrow(
      /permission denied/,
    );
  });
});
