import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { canonicalJson } from '../../privacy/canonical-json.js';
import { keyedHash, openSigned, signerFromFile } from '../../privacy/decision-signing.js';
import { readKeyFile, rotateKeyFile } from '../../privacy/key-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'sekisho-signing-'));
afterAll(() => rmSync(folder, { recursive: true }));
let number = 0;
const fresh = () => path.join(folder, `${(number += 1)}`, 'keys.json');

describe('canonical JSON', () => {
  test('is one text for one value, whatever the order it was built in', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '関' }], a: true, gone: undefined })).toBe(
      '{"a":true,"b":[1,{"c":"関","d":null}]}',
    );
    expect(canonicalJson({ a: 1, b: 2 })).toBe(canonicalJson({ b: 2, a: 1 }));
  });

  test('is refused to what has no one way to be written', () => {
    for (const value of [0.1, NaN, 2 ** 60, () => 1, undefined])
      expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('a signed document', () => {
  const signer = signerFromFile(fresh(), { create: true });
  const value = { decision: 'FOUND', reasons: ['一文。'] };
  const jws = signer.sign(value);

  test('opens by the key that signed it, as it was', () => {
    expect(openSigned(jws, signer.publicKeys())).toEqual({ value });
    expect(signer.sign(value)).toBe(jws);
  });

  test('opens no more with any one of its characters changed', () => {
    for (let n = 0; n < jws.length; n += 1)
      for (const letter of [jws[n] === 'A' ? 'B' : 'A', '='].filter((one) => one !== jws[n])) {
        const altered = jws.slice(0, n) + letter + jws.slice(n + 1);
        expect([n, letter, openSigned(altered, signer.publicKeys())]).toEqual([
          n,
          letter,
          { fault: expect.any(String) },
        ]);
      }
  });

  test('opens by no key that is not listed, and by none that took the other’s name', () => {
    const other = signerFromFile(fresh(), { create: true }).publicKeys();
    expect(openSigned(jws, other)).toEqual({ fault: 'It was signed by none of these keys.' });
    const renamed = other.map((key) => ({ ...key, kid: signer.publicKeys()[0]?.kid ?? '' }));
    expect(openSigned(jws, renamed)).toEqual({ fault: expect.stringContaining('does not hold') });
  });
});

describe('the keys that sign', () => {
  test('are Ed25519, named by their fingerprint (the key of RFC 8037, appendix A)', () => {
    const file = path.join(folder, 'rfc.json');
    const seed = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url').toString('base64');
    writeFileSync(file, JSON.stringify({ purpose: 'signing', current: 'k1', keys: { k1: seed } }), {
      mode: 0o600,
    });
    expect(signerFromFile(file).publicKeys()).toEqual([
      expect.objectContaining({
        x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
        kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
      }),
    ]);
    expect(() => readKeyFile(file, 'vault')).toThrow('does not hold the keys of the vault');
  });

  test('say nothing of the secret, and rotated still verify what they signed', () => {
    const file = fresh();
    const before = signerFromFile(file, { create: true }).sign({ n: 1 });
    rotateKeyFile(file);
    const signer = signerFromFile(file);
    const keys = signer.publicKeys();
    expect(keys).toHaveLength(2);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    for (const jws of [before, signer.sign({ n: 1 })])
      expect(openSigned(jws, keys)).toEqual({ value: { n: 1 } });
    expect(signer.sign({ n: 1 })).not.toBe(before);
  });
});

test('a hash tells nothing without the packet’s own key: the same words, another key, another hash', () => {
  const words = { text: '記録なし。' };
  expect(keyedHash('a2V5', words)).toBe(keyedHash('a2V5', { text: '記録なし。' }));
  expect(keyedHash('a2V5', words)).not.toBe(keyedHash('a2V6', words));
});
