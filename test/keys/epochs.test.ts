import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EpochKms, localKms } from '../../privacy/kms.js';
import { onWire, remoteKeys } from '../../privacy/remote-keys.js';
import { openKeyHouse, registersOwn } from './support.js';

type House = Awaited<ReturnType<typeof openKeyHouse>>;
interface Told {
  readonly epochs: readonly {
    readonly id: string;
    readonly supersededAt: string | null;
    readonly rewrappedAt: string | null;
    readonly destroyedAt: string | null;
    readonly notBefore: string | null;
  }[];
}

const DAY_MS = 86_400_000;
let house: House;
let running: Awaited<ReturnType<House['start']>>;
let now: Date;
beforeEach(async () => {
  now = new Date();
  house = await openKeyHouse();
  running = await startHere();
});
afterEach(async () => {
  await running.stop();
  await house.stop();
});

const startHere = (kms: EpochKms = localKms(house.keyFile, { create: true })) =>
  house.start(kms, 0, () => now);
const turn = async (open = false) =>
  ((await house.as('operator', running).call('/keys/turn', { open })) as Told).epochs;
const said = (...needed: string[]) => house.as('activity-worker', running).call('/keys/epochs', { needed });
const pass = (days: number) => {
  now = new Date(now.getTime() + days * DAY_MS);
};
const held = () => localKms(house.keyFile).ids();
async function aKey() {
  const own = await registersOwn(localKms(house.keyFile));
  await house.as('activity-worker', running).call('/keys/keep', { keys: [onWire(own)] });
  return own;
}
const opens = async (own: Awaited<ReturnType<typeof aKey>>) => {
  const [key] = await remoteKeys(house.as('api', running)).unwrap([own], '1');
  return key instanceof Uint8Array && Buffer.from(key).equals(own.dataKey);
};

describe('an epoch of a key-encryption key', () => {
  test('lasts its days; then another begins, its keys go over, and it is destroyed when no backup needs it', async () => {
    const own = await aKey();
    await turn();
    pass(89);
    await said();
    expect(await turn()).toMatchObject([{ id: 'k1', supersededAt: null }]);
    pass(1);
    await said();
    const begun = now;
    expect(await turn()).toMatchObject([
      {
        id: 'k1',
        supersededAt: begun.toISOString(),
        rewrappedAt: begun.toISOString(),
        notBefore: new Date(begun.getTime() + 35 * DAY_MS).toISOString(),
      },
      { id: 'k2', supersededAt: null, notBefore: new Date(begun.getTime() + 125 * DAY_MS).toISOString() },
    ]);
    pass(34);
    await said();
    await turn();
    expect(await held()).toEqual(['k1', 'k2']);
    pass(1);
    await said();
    expect(await turn()).toMatchObject([{ destroyedAt: now.toISOString() }, { destroyedAt: null }]);
    expect(await held()).toEqual(['k2']);
    expect(await opens(own)).toBe(true);
    // A name that was used is not used again: its old copies would be taken for new ones.
    expect((await turn(true)).map(({ id }) => id)).toEqual(['k1', 'k2', 'k3']);
  });

  test('is not closed while the register alone has a key under it, nor destroyed while nobody has said so', async () => {
    await said('k1');
    expect((await turn(true))[0]).toMatchObject({ rewrappedAt: null });
    pass(40);
    await said('k1');
    expect((await turn())[0]).toMatchObject({ rewrappedAt: null, destroyedAt: null });
    await said();
    expect((await turn())[0]).toMatchObject({ rewrappedAt: now.toISOString() });
    pass(40);
    expect((await turn())[0]).toMatchObject({ destroyedAt: null });
    await said('k1');
    expect((await turn())[0]).toMatchObject({ rewrappedAt: null, destroyedAt: null });
    expect(await held()).toContain('k1');
  });

  test('is not noted as destroyed by a service that has the wrong keys: it may be whole elsewhere', async () => {
    await aKey();
    await said();
    await turn(true);
    await turn();
    pass(36);
    await said();
    await running.stop();
    const another = localKms(path.join(house.folder, 'another.json'), { create: true });
    running = await startHere({ ...another, current: async () => 'x1', ids: async () => ['x1'] });
    expect((await turn())[0]).toMatchObject({ id: 'k1', destroyedAt: null });
    await running.stop();
    running = await startHere();
    expect((await turn())[0]).toMatchObject({ id: 'k1', destroyedAt: now.toISOString() });
    expect(await held()).toEqual(['k2']);
  });

  test('waits anew for a key that came in late, and is not destroyed before an older one', async () => {
    const late = await registersOwn(localKms(house.keyFile));
    await said();
    await turn(true);
    pass(30);
    await house.as('activity-worker', running).call('/keys/keep', { keys: [onWire(late)] });
    await said();
    await turn(true);
    expect((await turn())[0]).toMatchObject({ rewrappedAt: now.toISOString() });
    await house.rows.query(`update epochs set rewrapped_at = $1 where id = 'k1'`, [
      new Date(now.getTime() + DAY_MS),
    ]);
    pass(35);
    await said();
    expect(await turn()).toMatchObject([{ destroyedAt: null }, { destroyedAt: null }, {}]);
    pass(1);
    await said();
    expect((await turn()).map(({ destroyedAt }) => destroyedAt !== null)).toEqual([true, true, false]);
    expect(await opens(late)).toBe(true);
  });

  test('whose destruction was cut off is destroyed by the next turn, and takes in no row meanwhile', async () => {
    const late = await registersOwn(localKms(house.keyFile));
    await said();
    await turn(true);
    pass(36);
    await said();
    await running.stop();
    const kms = localKms(house.keyFile);
    running = await startHere({ ...kms, destroy: () => Promise.reject(new Error('killed')) });
    await expect(turn()).rejects.toThrow();
    await expect(
      house.as('activity-worker', running).call('/keys/keep', { keys: [onWire(late)] }),
    ).rejects.toThrow();
    await running.stop();
    running = await startHere();
    expect((await turn())[0]).toMatchObject({ destroyedAt: now.toISOString() });
    expect(await held()).toEqual(['k2']);
  });

  test('that comes back with a backup of the key file is destroyed again, and stays destroyed in the table', async () => {
    const backup = `${house.keyFile}.backup`;
    await said();
    await turn(true);
    copyFileSync(house.keyFile, backup);
    pass(36);
    await said();
    await turn();
    copyFileSync(backup, house.keyFile);
    expect(await held()).toContain('k1');
    await turn();
    expect(await held()).toEqual(['k2']);
    await expect(house.rows.query(`update epochs set destroyed_at = null where id = 'k1'`)).rejects.toThrow(
      'stays in the table',
    );
    await expect(house.rows.query(`delete from epochs where id = 'k1'`)).rejects.toThrow('stays');
  });

  test('is noted with each key that ends under it: that key is gone from backups when its epoch is', async () => {
    const [first, second] = [await aKey(), await aKey()];
    await said();
    const destroy = (keyId: string) =>
      house.as('activity-worker', running).call('/keys/destroy', { keyIds: [keyId] });
    await destroy(first.keyId);
    await turn(true);
    await destroy(second.keyId);
    const { rows } = await house.rows.query<{ key_id: string; ended_under: string }>(
      'select key_id, ended_under from keys',
    );
    const under = new Map(rows.map((row) => [row.key_id, row.ended_under]));
    expect([under.get(first.keyId), under.get(second.keyId)]).toEqual(['k1', 'k2']);
  });

  test('is turned by the operator alone: who opens files and who destroys them cannot', async () => {
    for (const name of ['api', 'activity-worker'] as const)
      await expect(house.as(name, running).call('/keys/turn', { open: true })).rejects.toThrow();
    await expect(house.as('api', running).call('/keys/epochs', { needed: [] })).rejects.toThrow();
  });
});
