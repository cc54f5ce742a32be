import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { tokenKms } from '../../keys/pkcs11/token-kms.js';
import { type EpochKms, KmsRefused, localKms, type WrappedKey } from '../../privacy/kms.js';
import { softHsmHere } from './softhsm/library.js';
import { openSoftHsm } from './softhsm/tokens.js';

const { module, why } = softHsmHere();
const onToken = why === '' ? describe : describe.skip;

const CONTEXT = { key: 'k', class: 'REASONS' };
const DATA_KEY = Buffer.alloc(32, 7);
const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-kms-'));
let hsm: Awaited<ReturnType<typeof openSoftHsm>> | undefined;
let made = 0;
const device = () => {
  if (!hsm) throw new Error('no SoftHSM2');
  return hsm;
};
const freshToken = () => device().token(`sekisho-${++made}`);
const open = async (kms: EpochKms, wrapped: WrappedKey, context = CONTEXT) =>
  Buffer.from(await kms.unwrap(wrapped, context)).equals(DATA_KEY);
const refused = (code: KmsRefused['code']) => new KmsRefused(code);

beforeAll(async () => {
  if (module !== '') hsm = await openSoftHsm(module);
});
afterAll(async () => {
  await hsm?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Gives services on one and the same place, each as another process would open it. */
type Place = () => Promise<() => Promise<EpochKms>>;
const filePlace: Place = async () => {
  const file = path.join(folder, `${++made}.json`);
  return async () => localKms(file, { create: true });
};
const tokenPlace: Place = async () => {
  const place = await freshToken();
  return () => tokenKms(place);
};

for (const [what, place, run] of [
  ['a local key file', filePlace, describe],
  [`a PKCS#11 token${why}`, tokenPlace, onToken],
] as const)
  run(`a key service on ${what}`, () => {
    test('opens what it has wrapped, after a restart too, under no other context', async () => {
      const start = await place();
      const kms = await start();
      const wrapped = await kms.wrap(DATA_KEY, CONTEXT);
      expect(wrapped.kekId).toBe(await kms.current());
      expect(await open(kms, wrapped)).toBe(true);
      expect(await open(await start(), wrapped)).toBe(true);
      await expect(open(kms, wrapped, { ...CONTEXT, class: 'IDENTITY' })).rejects.toEqual(
        refused('UNWRAP_FAILED'),
      );
      expect(await open(kms, wrapped)).toBe(true);
    });

    test('refuses a blob with any byte flipped, cut short, empty, or longer than a key is', async () => {
      const kms = await (await place())();
      const wrapped = await kms.wrap(DATA_KEY, CONTEXT);
      const blobs = [...wrapped.blob.keys()].map((at) => {
        const blob = Buffer.from(wrapped.blob);
        blob[at] = (blob[at] ?? 0) ^ 1;
        return blob;
      });
      const others = [Buffer.alloc(0), Buffer.from(wrapped.blob).subarray(0, 20), Buffer.alloc(9_000)];
      for (const blob of [...blobs, ...others])
        await expect(kms.unwrap({ ...wrapped, blob }, CONTEXT)).rejects.toEqual(refused('UNWRAP_FAILED'));
    });

    test('refuses the id of another of its keys, and one that it does not hold', async () => {
      const kms = await (await place())();
      const first = await kms.wrap(DATA_KEY, CONTEXT);
      const second = await kms.open([]);
      await expect(kms.unwrap({ ...first, kekId: second }, CONTEXT)).rejects.toEqual(
        refused('UNWRAP_FAILED'),
      );
      for (const kekId of ['k99', 't99-00000000', 't1-00000000', ''])
        await expect(kms.unwrap({ ...first, kekId }, CONTEXT)).rejects.toEqual(refused('KEK_UNKNOWN'));
    });

    test('makes a new key the current one, which another service on it has at once', async () => {
      const start = await place();
      const [one, other] = [await start(), await start()];
      const old = await one.wrap(DATA_KEY, CONTEXT);
      const id = await one.open([]);
      expect([await one.current(), await one.ids()]).toEqual([id, [old.kekId, id]]);
      const wrapped = await one.wrap(DATA_KEY, CONTEXT);
      expect(wrapped.kekId).toBe(id);
      expect([await open(other, wrapped), await open(one, old)]).toEqual([true, true]);
      expect(await other.ids()).toEqual([old.kekId, id]);
    });

    test('gives no key a name that was used', async () => {
      const kms = await (await place())();
      const used = ['k2', 'k3', 't2-aaaaaaaa', 't7-bbbbbbbb'];
      const id = await kms.open(used);
      expect(used).not.toContain(id);
      expect(await kms.current()).toBe(id);
    });

    test('opens nothing of a destroyed key ever again, whoever asks; destroying it once more is no fault', async () => {
      const start = await place();
      const [one, other] = [await start(), await start()];
      const old = await one.wrap(DATA_KEY, CONTEXT);
      expect(await open(other, old)).toBe(true);
      const id = await one.open([]);
      await one.destroy(old.kekId);
      await one.destroy(old.kekId);
      expect(await one.ids()).toEqual([id]);
      expect(await other.ids()).toEqual([id]);
      for (const kms of [one, other, await start()])
        await expect(open(kms, old)).rejects.toEqual(refused('KEK_UNKNOWN'));
    });

    test('does not destroy its current key', async () => {
      const kms = await (await place())();
      await expect(kms.destroy(await kms.current())).rejects.toThrow('cannot be destroyed');
      expect(await open(kms, await kms.wrap(DATA_KEY, CONTEXT))).toBe(true);
    });

    test('answers many at once, each with its own', async () => {
      const kms = await (await place())();
      const keys = Array.from({ length: 40 }, (_, n) => Buffer.alloc(32, n));
      const wrapped = await Promise.all(keys.map((key, n) => kms.wrap(key, { n: String(n) })));
      const found = await Promise.all(wrapped.map((one, n) => kms.unwrap(one, { n: String(n) })));
      expect(found.map((key) => Buffer.from(key))).toEqual(keys);
    });
  });
