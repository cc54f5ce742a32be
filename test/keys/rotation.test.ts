import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rotateKeyFile } from '../../privacy/key-file.js';
import { type EpochKms, localKms } from '../../privacy/kms.js';
import { onWire, remoteKeys } from '../../privacy/remote-keys.js';
import { openKeyHouse, registersOwn } from './support.js';

type House = Awaited<ReturnType<typeof openKeyHouse>>;
let house: House;
beforeAll(async () => {
  house = await openKeyHouse();
});
afterAll(() => house.stop());

const bytes = (key: unknown) => (key instanceof Uint8Array ? Buffer.from(key).toString('hex') : key);

describe('a rotation', () => {
  test('cut off in the middle is gone on with; every document opens all the while, and then without the old key', async () => {
    const first = await house.start();
    const keys = await Promise.all(Array.from({ length: 40 }, () => registersOwn(localKms(house.keyFile))));
    await house.as('activity-worker', first).call('/keys/keep', { keys: keys.map(onWire) });
    await first.stop();
    const newest = rotateKeyFile(house.keyFile);

    // Dies in its second batch, with some of it rewrapped: that batch is undone, the first stays.
    const kms = localKms(house.keyFile);
    let left = 15;
    const dying: EpochKms = {
      ...kms,
      wrap: async (...asked) => {
        left -= 1;
        if (left < 0) throw new Error('killed');
        return kms.wrap(...asked);
      },
    };
    const second = await house.start(dying);
    const operator = house.as('operator', second);
    const begun = (await operator.call('/keys/rotate', { after: null, limit: 10 })) as { next: string };
    await expect(operator.call('/keys/rotate', { after: begun.next, limit: 10 })).rejects.toThrow();
    const open = async (at: { url: string }) =>
      (await remoteKeys(house.as('api', at)).unwrap(keys, '1')).map(bytes);
    expect(await open(second)).toEqual(keys.map(({ dataKey }) => bytes(dataKey)));
    await second.stop();

    const third = await house.start();
    const progress: unknown[] = [];
    let after: string | null = null;
    do {
      const answer = (await house.as('operator', third).call('/keys/rotate', { after, limit: 10 })) as {
        next: string | null;
      };
      progress.push(answer);
      after = answer.next;
    } while (after !== null);
    expect(progress.at(-1)).toMatchObject({
      kekId: newest,
      total: 40,
      done: 40,
      failed: 0,
      older: [],
      ended: true,
    });
    const metrics = await (await fetch(`${third.url}/metrics`)).text();
    expect(metrics).toContain('sekisho_keys_rotation{kind="done"} 40');
    await third.stop();

    const ring = JSON.parse(readFileSync(house.keyFile, 'utf8')) as { keys: Record<string, string> };
    for (const id of Object.keys(ring.keys)) if (id !== newest) delete ring.keys[id];
    writeFileSync(house.keyFile, JSON.stringify(ring));
    const last = await house.start();
    expect(await open(last)).toEqual(keys.map(({ dataKey }) => bytes(dataKey)));
    await last.stop();
  });

  test('says of a key that does not open that it is not done, and holds up no other', async () => {
    const running = await house.start();
    const own = await registersOwn(localKms(house.keyFile));
    await house.as('activity-worker', running).call('/keys/keep', { keys: [onWire(own)] });
    await house.rows.query('update keys set wrapped = $2 where key_id = $1', [own.keyId, Buffer.alloc(60)]);
    const id = rotateKeyFile(house.keyFile);
    await running.stop();
    const again = await house.start();
    const answer = await house.as('operator', again).call('/keys/rotate', { after: null, limit: 100 });
    expect(answer).toMatchObject({ kekId: id, done: 40, failed: 1, ended: false, older: [{ keys: 1 }] });
    await again.stop();
  });
});
