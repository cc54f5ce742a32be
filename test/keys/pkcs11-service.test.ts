import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { TokenPlace } from '../../keys/pkcs11/token.js';
import { tokenKms } from '../../keys/pkcs11/token-kms.js';
import { twoKms } from '../../keys/two-kms.js';
import { localKms } from '../../privacy/kms.js';
import { onWire, remoteKeys } from '../../privacy/remote-keys.js';
import { connect, type Db } from '../../store/db.js';
import { writeLedger } from '../../store/ledger.js';
import { createVault } from '../../store/vault.js';
import { run } from '../support/child-process.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { softHsmHere } from './softhsm/library.js';
import { openSoftHsm } from './softhsm/tokens.js';
import { openKeyHouse, registersOwn } from './support.js';

const { module, why } = softHsmHere();
const onToken = why === '' ? describe : describe.skip;

let house: Awaited<ReturnType<typeof openKeyHouse>>;
let hsm: Awaited<ReturnType<typeof openSoftHsm>>;
let place: TokenPlace;
let database: TestDatabase;
let register: Db;
let running: ReturnType<typeof run> | undefined;

onToken(`the key service as a process on a PKCS#11 token${why}`, () => {
  beforeAll(async () => {
    if (module === '') return;
    house = await openKeyHouse();
    hsm = await openSoftHsm(module);
    place = await hsm.token('sekisho');
    database = await cloneDatabase();
    register = connect(database.owner);
  });
  afterEach(killed);
  afterAll(async () => {
    await register.destroy();
    await database.drop();
    await hsm.stop();
    await house.stop();
  });

  test('takes over what a key file has wrapped, and after a kill opens all of it without the file', async () => {
    localKms(house.keyFile, { create: true });
    const file = { VAULT_KEYS_FILE: house.keyFile };
    const first = await written(await started(file));
    await killed();
    const moved = await started({ ...file, ...onPlace() });
    expect(await read(moved, first)).toEqual({ n: 1 });
    const second = await written(moved);
    const { rows } = await house.rows.query<{ kek_id: string }>('select distinct kek_id from keys');
    expect(rows).toEqual([{ kek_id: expect.stringMatching(/^t1-[0-9a-f]{8}$/) }]);
    await killed();
    rmSync(house.keyFile);
    const alone = await started(onPlace());
    expect([await read(alone, first), await read(alone, second)]).toEqual([{ n: 1 }, { n: 1 }]);
  }, 180_000);

  test('ends the epochs of file and token as any, and the last key of the file with the file', async () => {
    const other = await openKeyHouse();
    const token = await tokenKms(await hsm.token('epochs'));
    const file = localKms(other.keyFile, { create: true });
    const own = await registersOwn(file);
    let time = new Date();
    const pass = (days: number) => {
      time = new Date(time.getTime() + days * 86_400_000);
    };
    let service = await other.start(twoKms(token, file), 0, () => time);
    const ask = (name: 'operator' | 'activity-worker', call: string, body: unknown) =>
      other.as(name, service).call(call, body);
    const turn = async (open: boolean) => {
      await ask('activity-worker', '/keys/epochs', { needed: [] });
      await ask('operator', '/keys/turn', { open });
    };
    await ask('activity-worker', '/keys/keep', { keys: [onWire(own)] });
    await turn(false);
    const [t1 = ''] = await token.ids();
    await turn(true);
    pass(36);
    // The file's key is due, and a key file without a key there is not.
    await expect(turn(false)).rejects.toThrow();
    expect([await file.ids(), (await token.ids()).length]).toEqual([['k1'], 2]);
    await service.stop();
    rmSync(other.keyFile);
    service = await other.start(token, 0, () => time);
    await turn(false);
    const { rows } = await other.rows.query<{ id: string; gone: boolean }>(
      'select id, destroyed_at is not null as gone from epochs order by number',
    );
    const t2 = await token.current();
    expect(rows).toEqual([
      { id: 'k1', gone: true },
      { id: t1, gone: true },
      { id: t2, gone: false },
    ]);
    expect(await token.ids()).toEqual([t2]);
    const [key] = await remoteKeys(other.as('api', service)).unwrap([own], '1');
    expect(key).toEqual(Buffer.from(own.dataKey));
    await service.stop();
    await other.stop();
  });

  test.each([
    ['half of the settings', () => ({ PKCS11_MODULE: place.module }), 'PKCS11_TOKEN is not set'],
    [
      'a token that is not there',
      () => ({ ...onPlace(), PKCS11_TOKEN: 'none' }),
      'No token is labelled none',
    ],
    ['no library', () => ({ ...onPlace(), PKCS11_MODULE: house.keyFile }), 'PKCS11_MODULE names no PKCS#11'],
  ])('does not start with %s, and says so in one sentence', async (_what, settings, sentence) => {
    const { ended } = await start(settings());
    const { code, output } = await ended;
    expect([code, output]).toEqual([1, expect.stringContaining(sentence)]);
    expect(output).not.toContain('    at ');
  });
});

const onPlace = () => ({
  PKCS11_MODULE: place.module,
  PKCS11_TOKEN: place.label,
  PKCS11_PIN_FILE: place.pinFile,
});

async function start(settings: Readonly<Record<string, string>>) {
  const port = await freePort();
  running = run(process.execPath, ['--import', 'tsx', 'keys/server.ts'], {
    PATH: process.env.PATH,
    SEKISHO_MODE: 'production',
    TEST_CLOCK: 'off',
    PORT_BASE: String(port - 7),
    SEKISHO_DATA: house.folder,
    KEYS_DATABASE_URL: house.url,
    KEYS_CALLERS_FILE: `${house.folder}/callers.json`,
    SOFTHSM2_CONF: hsm.conf,
    ...settings,
  });
  return { ...running, url: `http://127.0.0.1:${port}` };
}

async function started(settings: Readonly<Record<string, string>>): Promise<string> {
  const { url, says, ended } = await start(settings);
  await Promise.race([
    says('"ready"'),
    ended.then(({ output }) => {
      throw new Error(output);
    }),
  ]);
  return url;
}

async function killed(): Promise<void> {
  if (running?.child.exitCode === null) running.child.kill('SIGKILL');
  await running?.ended;
}

const vaultAt = (url: string) => createVault(remoteKeys(house.as('api', { url })));
const now = () => new Date().toISOString();

async function written(url: string) {
  const owner = { kind: 'case' as const, id: randomUUID() };
  const documentId = await register.transaction().execute(async (tx) => {
    await entry(tx);
    return vaultAt(url).put(tx, owner, 'REASONS', { n: 1 }, now());
  });
  return { owner, docClass: 'REASONS' as const, documentId };
}

async function read(url: string, ref: Awaited<ReturnType<typeof written>>): Promise<unknown> {
  return register.transaction().execute(async (tx) => {
    await entry(tx);
    return (await vaultAt(url).several(tx, [ref]))[0];
  });
}

const entry = (tx: Parameters<typeof writeLedger>[0]) =>
  writeLedger(tx, {
    at: now(),
    event: 'FileRead',
    article: 'test',
    caseId: null,
    sub: null,
    role: 'System',
    purpose: 'OPERATION',
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  // Some systems hand out ports that PORT_BASE does not allow.
  return port <= 65_000 ? port : freePort();
}
