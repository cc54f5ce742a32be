import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { SOURCES } from '../support/act27.js';
import { ensureProviderSecrets, readProviderSecrets } from '../../sandbox/providers/secrets.js';
import { secretOf } from '../../sandbox/providers/secrets.js';

const base = 'http://127.0.0.1:7202';
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sekisho-providers-'));
  file = join(folder, 'data', 'providers.json');
});
afterEach(async () => rm(folder, { recursive: true }));

test('the first start makes secrets for every source, for the owner’s eyes only', async () => {
  const secrets = await ensureProviderSecrets(file, base);
  expect(Object.keys(secrets)).toEqual([...SOURCES]);
  expect(secretOf(secrets, 'CREDIT_BUREAU').pushUrl).toBe('http://127.0.0.1:7202/credit-bureau/events');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readProviderSecrets(file)).toEqual(secrets);
  const all = SOURCES.flatMap((source) => [
    secretOf(secrets, source).credential,
    secretOf(secrets, source).webhookSecret,
  ]);
  expect(new Set(all).size).toBe(all.length);
  for (const source of SOURCES)
    expect(() => new Webhook(secretOf(secrets, source).webhookSecret)).not.toThrow();
});

test('secrets stay over a restart; addresses follow the port, and lost permissions are mended', async () => {
  const first = await ensureProviderSecrets(file, base);
  await chmod(file, 0o644);
  const second = await ensureProviderSecrets(file, 'http://127.0.0.1:8202/');
  expect(second.POLICE).toEqual({ ...first.POLICE, pushUrl: 'http://127.0.0.1:8202/police/events' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readProviderSecrets(file)).toEqual(second);
});

test('processes that start together agree, and leave no drafts', async () => {
  const made = await Promise.all([1, 2, 3, 4, 5].map(() => ensureProviderSecrets(file, base)));
  for (const secrets of made) expect(secrets).toEqual(made[0]);
  expect(await readdir(join(folder, 'data'))).toEqual(['providers.json']);
});

test('a source that is new gets its secrets beside the others', async () => {
  const { POLICE, ...others } = await ensureProviderSecrets(file, base);
  await writeFile(file, JSON.stringify(others));
  const again = await ensureProviderSecrets(file, base);
  expect(again).toMatchObject(others);
  expect(secretOf(again, 'POLICE').credential).not.toBe(POLICE?.credential);
});

test('a damaged file is named and never overwritten or quoted', async () => {
  await ensureProviderSecrets(file, base);
  const damaged = (await readFile(file, 'utf8')).replace('whsec_', 'WHSEC_');
  await writeFile(file, damaged);
  const refusal = await ensureProviderSecrets(file, base).catch((error: Error) => error.message);
  expect(refusal).toBe(`The providers file at ${file} cannot be read: move it away and start again.`);
  expect(await readFile(file, 'utf8')).toBe(damaged);
});

test('a missing file is told with its cure', async () => {
  await expect(readProviderSecrets(file)).rejects.toThrow('set PROVIDERS_FILE');
});
