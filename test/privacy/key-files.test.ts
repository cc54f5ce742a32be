import {
  chmodSync,
  linkSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { engineKeysFromFile, engineKeysOf, newEngineKey } from '../../privacy/engine-keys.js';
import { endInKeyFile, KeyFileError, readKeyFile, rotateKeyFile } from '../../privacy/key-file.js';
import { localKms } from '../../privacy/kms.js';

const folder = mkdtempSync(join(tmpdir(), 'sekisho-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
let number = 0;
const freshPath = (): string => join(folder, `${(number += 1)}`, 'keys.json');

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (err) {
    if (err instanceof KeyFileError) return err.code;
    throw err;
  }
  return 'nothing thrown';
}

describe('a key file', () => {
  test('is made only when asked, for its owner only, and read again with the same key', () => {
    const file = freshPath();
    expect(codeOf(() => engineKeysFromFile(file))).toBe('MISSING');
    const first = engineKeysFromFile(file, { create: true }).current();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(engineKeysFromFile(file).current()).toEqual(first);
    expect(engineKeysFromFile(file, { create: true }).current()).toEqual(first);
    expect(readdirSync(join(file, '..'))).toEqual(['keys.json']);
  });

  test('gives up a key for good: out of the file, overwritten where it lay, forgotten by who had read it', async () => {
    const file = freshPath();
    const kms = localKms(file, { create: true });
    const wrapped = await kms.wrap(new Uint8Array(32), {});
    const first = readFileSync(file);
    const second = rotateKeyFile(file);
    // A name of our own for the place on disk where both lie.
    const place = `${file}.place`;
    linkSync(file, place);
    endInKeyFile(file, 'k1');
    const secret = (JSON.parse(first.toString()) as { keys: { k1: string } }).keys.k1;
    expect([...readKeyFile(file, 'vault').keys.keys()]).toEqual([second]);
    expect(readFileSync(place).includes(secret)).toBe(false);
    expect(readdirSync(join(file, '..')).toSorted()).toEqual(['keys.json', 'keys.json.place']);
    await kms.ids();
    await expect(kms.unwrap(wrapped, {})).rejects.toThrow('KEK_UNKNOWN');
    expect(rotateKeyFile(file, ['k1', 'k2'])).toBe('k3');
  });

  test('cut off while it gave a key up loses no other, and overwrites what is left when it is asked again', () => {
    const file = freshPath();
    localKms(file, { create: true });
    rotateKeyFile(file);
    const both = readFileSync(file);
    // Cut off before the new file was in place: the second name is the file itself.
    linkSync(file, `${file}.ended`);
    endInKeyFile(file, 'k1');
    expect([...readKeyFile(file, 'vault').keys.keys()]).toEqual(['k2']);
    // Cut off after it: the old text lies there whole.
    writeFileSync(`${file}.ended`, both);
    linkSync(`${file}.ended`, `${file}.place`);
    endInKeyFile(file, 'k1');
    expect(readFileSync(`${file}.place`).equals(both)).toBe(false);
    expect([...readKeyFile(file, 'vault').keys.keys()]).toEqual(['k2']);
    expect(() => endInKeyFile(file, 'k2')).toThrow(TypeError);
  });

  test('of one purpose is refused for the other', () => {
    const file = freshPath();
    engineKeysFromFile(file, { create: true });
    expect(codeOf(() => localKms(file))).toBe('WRONG_PURPOSE');
  });

  test('that every user can reach is refused, with the cure, unless it is the sandbox', () => {
    const file = freshPath();
    engineKeysFromFile(file, { create: true });
    chmodSync(file, 0o644);
    expect(() => engineKeysFromFile(file)).toThrow(/chmod 600/);
    expect(() => engineKeysFromFile(file, { create: true })).not.toThrow();
  });

  test.each([
    ['text', 'not json'],
    ['no keys', '{"current":"k1"}'],
    ['a list', '[]'],
    ['a short key', '{"current":"k1","keys":{"k1":"c2hvcnQ="}}'],
    ['a missing current key', JSON.stringify({ current: 'k2', keys: { k1: newEngineKey() } })],
    ['an id that is not a token', JSON.stringify({ current: 'é', keys: { é: newEngineKey() } })],
  ])('with %s in it is refused, and the sentence quotes none of it', (_what, text) => {
    const file = freshPath();
    engineKeysFromFile(file, { create: true });
    writeFileSync(file, text);
    expect(codeOf(() => readKeyFile(file, 'engine'))).toBe('MALFORMED');
  });

  test('that is rotated keeps its old keys, and running processes find the new one', () => {
    const file = freshPath();
    const running = engineKeysFromFile(file, { create: true });
    const old = running.current();
    const id = rotateKeyFile(file);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(running.find(id)).toHaveLength(32);
    expect(running.current().id).toBe(id);
    expect(running.find(old.id)).toEqual(old.key);
    expect(readKeyFile(file, 'engine').keys.size).toBe(2);
    expect(rotateKeyFile(file)).not.toBe(id);
  });

  test('that disappears or is damaged later does not take the keys of a running process away', () => {
    const file = freshPath();
    const running = engineKeysFromFile(file, { create: true });
    const key = running.current();
    writeFileSync(file, '{"current"');
    expect(running.find('unknown')).toBeUndefined();
    expect(running.find(key.id)).toEqual(key.key);
    rmSync(file);
    expect(running.find('unknown')).toBeUndefined();
    expect(running.current()).toEqual(key);
  });

  test('keeps its purpose when rotated', () => {
    const file = freshPath();
    localKms(file, { create: true });
    rotateKeyFile(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ purpose: 'vault', current: 'k2' });
  });
});

test('keys in memory are checked like those in a file', () => {
  expect(codeOf(() => engineKeysOf({ current: 'a', keys: { a: 'c2hvcnQ=' } }))).toBe('MALFORMED');
});
