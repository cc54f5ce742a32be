import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeysAway } from '../../privacy/data-keys.js';
import { localKms } from '../../privacy/kms.js';
import { onWire, remoteKeys } from '../../privacy/remote-keys.js';
import { openKeyHouse, registersOwn } from './support.js';

type House = Awaited<ReturnType<typeof openKeyHouse>>;
let house: House;
let running: Awaited<ReturnType<House['start']>>;
beforeAll(async () => {
  house = await openKeyHouse();
  running = await house.start();
});
afterAll(async () => {
  await running.stop();
  await house.stop();
});

const kms = () => localKms(house.keyFile);
const asApi = () => remoteKeys(house.as('api', running));
const scope = () => ({ ownerKind: 'case', ownerId: randomUUID(), docClass: 'REASONS' });
const bytes = (key: unknown) => (key instanceof Uint8Array ? Buffer.from(key).toString('hex') : key);

describe('the key service', () => {
  test('makes a key and gives it back, to the scope it was made for and to no other', async () => {
    const one = scope();
    const made = await asApi().create(one, '1');
    const asked = [
      { ...made, scope: one },
      { ...made, scope: { ...one, docClass: 'IDENTITY' } },
    ];
    const [found, wrong] = await asApi().unwrap(asked, '1');
    expect(bytes(found)).toBe(bytes(made.dataKey));
    expect(wrong).toBe('TAMPERED');
  });

  test('logs every key that is asked for before it answers: key, class, who and for which transaction', async () => {
    const one = scope();
    const before = (await house.log()).length;
    const made = await asApi().create(one, '7');
    await asApi().unwrap([{ ...made, scope: one }], '8');
    const line = { caller: 'api', key_id: made.keyId, owner_kind: 'case', class: 'REASONS' };
    expect((await house.log()).slice(before)).toEqual([
      { act: 'CREATED', ...line, serves: '7' },
      { act: 'UNWRAPPED', ...line, serves: '8' },
    ]);
    await expect(house.rows.query('delete from key_log')).rejects.toThrow('added to');
    await expect(house.rows.query('truncate key_log')).rejects.toThrow('added to');
  });

  test('answers many keys by one call, each in its place', async () => {
    const made = await Promise.all(Array.from({ length: 30 }, () => registersOwn(kms())));
    const found = await asApi().unwrap(made, '1');
    expect(found.map(bytes)).toEqual(made.map(({ dataKey }) => bytes(dataKey)));
  });

  test('takes in a key that the register has alone, and believes its own from then on', async () => {
    const own = await registersOwn(kms());
    expect(bytes((await asApi().unwrap([own], '1'))[0])).toBe(bytes(own.dataKey));
    const broken = { ...own, wrapped: { kekId: 'k1', blob: Buffer.alloc(60) } };
    expect(bytes((await asApi().unwrap([broken], '1'))[0])).toBe(bytes(own.dataKey));
    const unknown = { ...(await registersOwn(kms())), wrapped: broken.wrapped };
    expect(await asApi().unwrap([unknown], '1')).toEqual(['TAMPERED']);
  });

  test('destroys for good: what the register still has does not bring a key back', async () => {
    const worker = house.as('activity-worker', running);
    const [known, neverSeen, byScope] = [
      await registersOwn(kms()),
      await registersOwn(kms()),
      await registersOwn(kms()),
    ];
    await asApi().unwrap([known, byScope], '1');
    await worker.call('/keys/destroy', { keyIds: [known.keyId, neverSeen.keyId] });
    await worker.call('/keys/destroy', {
      ownerKind: 'case',
      ownerId: byScope.scope.ownerId,
      classes: ['REASONS'],
    });
    expect(await asApi().unwrap([known, neverSeen, byScope], '1')).toEqual(['GONE', 'GONE', 'GONE']);
    await worker.call('/keys/keep', { keys: [known, neverSeen].map(onWire) });
    expect(await asApi().unwrap([known, neverSeen], '1')).toEqual(['GONE', 'GONE']);
    const { rows } = await house.rows.query(
      'select key_id from keys where wrapped is not null and key_id = any ($1)',
      [[known.keyId, neverSeen.keyId, byScope.keyId]],
    );
    expect(rows).toEqual([]);
  });

  test('says of a key whose key-encryption key is not at hand that it is locked, not that it is gone', async () => {
    const own = await registersOwn(kms());
    const other = { ...own, wrapped: { ...own.wrapped, kekId: 'k9' } };
    expect(await asApi().unwrap([other], '1')).toEqual(['LOCKED']);
  });

  test.each([
    ['activity-worker', '/keys/unwrap'],
    ['operator', '/keys/unwrap'],
    ['activity-worker', '/keys/create'],
    ['api', '/keys/destroy'],
    ['api', '/keys/keep'],
  ] as const)('does not let %s ask %s', async (name, call) => {
    const before = (await house.log()).length;
    await expect(house.as(name, running).call(call, {})).rejects.toMatchObject({ code: 'HTTP_403' });
    expect(await house.log()).toHaveLength(before);
  });

  test('lets nobody in without a credential, and reads no body of theirs', async () => {
    for (const authorization of [undefined, 'Bearer 0123456789abcdef0123456789abcdef', 'Basic x']) {
      const answer = await fetch(`${running.url}/keys/unwrap`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
        body: '{ not json',
      });
      expect([answer.status, await answer.json()]).toEqual([401, { code: 'NOT_SIGNED_IN' }]);
    }
  });

  test('refuses what is not of its shape', async () => {
    const api = house.as('api', running);
    for (const body of [
      {},
      { serves: '1', keys: [] },
      { serves: 'x', keys: [onWire(await registersOwn(kms()))] },
    ])
      await expect(api.call('/keys/unwrap', body)).rejects.toMatchObject({ code: 'HTTP_400' });
  });

  test('out of reach is an error of its own, and the next call after it is back is answered', async () => {
    const other = await house.start();
    const keys = remoteKeys(house.as('api', other));
    const own = await registersOwn(kms());
    expect(bytes((await keys.unwrap([own], '1'))[0])).toBe(bytes(own.dataKey));
    await other.stop();
    await expect(keys.unwrap([own], '1')).rejects.toBeInstanceOf(KeysAway);
    const again = await house.start(kms(), Number(new URL(other.url).port));
    expect(bytes((await keys.unwrap([own], '1'))[0])).toBe(bytes(own.dataKey));
    await again.stop();
  });
});
