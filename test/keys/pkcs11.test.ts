import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CALLS } from '../../keys/pkcs11/cryptoki.js';
import { DeviceSaid } from '../../keys/pkcs11/faults.js';
import { memoryOf, words } from '../../keys/pkcs11/memory.js';
import { SAID } from '../../keys/pkcs11/said.js';
import { openToken, type TokenPlace } from '../../keys/pkcs11/token.js';
import { tokenKms, unwrapOn } from '../../keys/pkcs11/token-kms.js';
import { keysOn } from '../../keys/pkcs11/token-keys.js';
import { twoKms } from '../../keys/two-kms.js';
import { type EpochKms, KmsRefused, localKms, type WrappedKey } from '../../privacy/kms.js';
import { softHsmHere } from './softhsm/library.js';
import { bringKeyIn, makeForeignKey, openSoftHsm } from './softhsm/tokens.js';

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

onToken(`a key-encryption key on a PKCS#11 token${why}`, () => {
  test('cannot be read out, by who knows the PIN either', async () => {
    const place = await freshToken();
    await tokenKms(place);
    await openToken(place).use(async (session) => {
      const [key = 0n] = (await keysOn(session)).values();
      const value = session.memory.room(32);
      const asked = session.memory.put(words(0x11, value, 32));
      await expect(session.call(CALLS.attributes, session.handle, key, asked, 1)).rejects.toMatchObject({
        returned: SAID.attributeSensitive,
      });
      expect(session.memory.bytes(value, 32)).toEqual(Buffer.alloc(32));
      // Sensitive, never to be made readable, nor to be wrapped by another key.
      for (const [attribute, says] of [
        [0x103, 1],
        [0x162, 0],
        [0x164, 1],
        [0x165, 1],
      ] as const) {
        const one = session.memory.room(1);
        const asks = session.memory.put(words(attribute, one, 1));
        await session.call(CALLS.attributes, session.handle, key, asks, 1);
        expect([attribute, session.memory.bytes(one, 1)[0]]).toEqual([attribute, says]);
      }
    });
  });

  test('that is away with its token is out of reach, not refused, and opens again when it is back', async () => {
    const place = await freshToken();
    const kms = await tokenKms(place);
    const wrapped = await kms.wrap(DATA_KEY, CONTEXT);
    const putBack = device().pullOut(place.label);
    await device().loseAll();
    await expect(open(kms, wrapped)).rejects.toThrow('No token is labelled');
    await expect(kms.wrap(DATA_KEY, CONTEXT)).rejects.toBeInstanceOf(DeviceSaid);
    putBack();
    await device().loseAll();
    expect(await open(kms, wrapped)).toBe(true);
  });

  test('is not said to refuse a blob by a device that fails at everything', async () => {
    const call = () => Promise.reject(new DeviceSaid('C_Decrypt', 0x5));
    const session = { handle: 1n, memory: memoryOf(4_096), call };
    await expect(unwrapOn(session, 1n, Buffer.alloc(60), Buffer.alloc(8))).rejects.toMatchObject({
      returned: 5,
    });
  });

  test('has the next number, those of destroyed ones counted, and digits that no other token makes', async () => {
    const [one, other] = [await tokenKms(await freshToken()), await tokenKms(await freshToken())];
    expect(await one.current()).toMatch(/^t1-/);
    expect(await one.current()).not.toBe(await other.current());
    expect(await one.open(['k9', 't7-bbbbbbbb'])).toMatch(/^t8-/);
  });

  test('is found again after the sessions, or the whole device, were lost', async () => {
    const kms = await tokenKms(await freshToken());
    const wrapped = await kms.wrap(DATA_KEY, CONTEXT);
    await device().loseSessions();
    expect(await open(kms, wrapped)).toBe(true);
    await device().loseAll();
    expect(await open(kms, wrapped)).toBe(true);
    await device().loseAll();
    expect((await kms.wrap(DATA_KEY, CONTEXT)).kekId).toBe(wrapped.kekId);
    await device().loseSessions();
    expect(await kms.ids()).toEqual([wrapped.kekId]);
  });

  test('that two services make at the same moment are two keys, and both agree which is current', async () => {
    const place = await freshToken();
    const [one, other] = await Promise.all([tokenKms(place), tokenKms(place)]);
    const opened = await Promise.all([one.open([]), other.open([])]);
    const ids = await one.ids();
    expect(opened[0]).not.toBe(opened[1]);
    expect(ids).toEqual(expect.arrayContaining(opened));
    expect(await other.ids()).toEqual(ids);
    expect([ids.at(-1), ids.at(-1)]).toEqual([await one.current(), await other.current()]);
  });

  test('is not looked for on a token of another name, and the start says which is not there', async () => {
    const place = await freshToken();
    const away = tokenKms({ ...place, label: 'elsewhere' });
    await expect(away).rejects.not.toBeInstanceOf(KmsRefused);
    await expect(away).rejects.toThrow('No token is labelled elsewhere');
  });

  test('is not reached by a PIN that others can read, that is wrong, or that is not there', async () => {
    const place = await freshToken();
    // Another service is logged in for the whole process: without it the PIN is asked for.
    await device().loseAll();
    const withPin = (text: string, mode: number): TokenPlace => {
      const pinFile = path.join(folder, `${++made}.pin`);
      writeFileSync(pinFile, text);
      chmodSync(pinFile, mode);
      return { ...place, pinFile };
    };
    await expect(tokenKms(withPin('00000000', 0o604))).rejects.toThrow('run chmod 600');
    await expect(tokenKms(withPin('\n', 0o600))).rejects.toThrow('is empty');
    await expect(tokenKms({ ...place, pinFile: `${place.pinFile}x` })).rejects.toThrow(
      'There is no PIN file',
    );
    await expect(tokenKms(withPin('00000000', 0o600))).rejects.toThrow('does not take the PIN');
    await expect(tokenKms({ ...place, module: path.join(folder, 'no.so') })).rejects.toThrow(
      'correct the path',
    );
    expect(await (await tokenKms(place)).ids()).toHaveLength(1);
  });

  test('is asked for by a refused PIN once only, since a device counts them, until there is another start', async () => {
    const place = await freshToken();
    const right = readFileSync(place.pinFile);
    await device().loseAll();
    const token = openToken(place);
    writeFileSync(place.pinFile, '00000000');
    await expect(token.use(keysOn)).rejects.toThrow('does not take the PIN');
    writeFileSync(place.pinFile, right);
    await expect(token.use(keysOn)).rejects.toThrow('does not take the PIN');
    expect(await openToken(place).use(keysOn)).toEqual(new Map());
  });

  test('is made on no token whose label another one has as well', async () => {
    const place = await freshToken();
    await device().token(place.label);
    await expect(tokenKms(place)).rejects.toThrow('Two tokens are labelled');
  });

  test('that somebody knows and brought in is not looked at, though it cannot be read out any more', async () => {
    const place = await freshToken();
    const kms = await tokenKms(place);
    await openToken(place).use((session) => bringKeyIn(session, 't999999-00000000'));
    expect(await kms.ids()).toEqual([await kms.current()]);
    expect(await kms.current()).toMatch(/^t1-/);
  });

  test('that could be read out, or has no name of ours, is not looked at', async () => {
    const place = await freshToken();
    const kms = await tokenKms(place);
    await openToken(place).use(async (session) => {
      await makeForeignKey(session, 'someone-elses', false);
      await makeForeignKey(session, `t${'9'.repeat(70)}-00000000`, false);
      await makeForeignKey(session, 't98-00000000', true);
    });
    expect(await kms.ids()).toEqual([await kms.current()]);
    expect(await kms.open([])).toMatch(/^t2-/);
  });
});

onToken(`an installation on its way from a key file to a token${why}`, () => {
  test('wraps by the token, opens by the file what is under it, and ends the file’s keys one by one', async () => {
    const file = localKms(path.join(folder, `${++made}.json`), { create: true });
    const old = await file.wrap(DATA_KEY, CONTEXT);
    await file.open([]);
    const token = await tokenKms(await freshToken());
    const both = twoKms(token, file);
    const wrapped = await both.wrap(DATA_KEY, CONTEXT);
    expect([wrapped.kekId, await both.current()]).toEqual([await token.current(), await token.current()]);
    expect([await open(both, old), await open(both, wrapped)]).toEqual([true, true]);
    expect(await both.ids()).toEqual(['k1', 'k2', wrapped.kekId]);
    const next = await both.open(['k1', 'k2', wrapped.kekId]);
    await both.destroy('k1');
    await both.destroy(wrapped.kekId);
    expect([await file.ids(), await token.ids()]).toEqual([['k2'], [next]]);
    for (const gone of [old, wrapped]) await expect(open(both, gone)).rejects.toEqual(refused('KEK_UNKNOWN'));
    // The last one goes with its file, by a person.
    await expect(both.destroy('k2')).rejects.toThrow('cannot be destroyed');
  });
});
