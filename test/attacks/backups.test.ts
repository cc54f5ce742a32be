import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { DOCUMENT_ENDS } from '../../domain/document-classes.js';
import type { InBackups } from '../../domain/disposal.js';
import type { KeyWanted } from '../../privacy/data-keys.js';
import { createLogger } from '../../privacy/redact.js';
import { remoteKeys } from '../../privacy/remote-keys.js';
import { connect, type Db } from '../../store/db.js';
import type { DocumentClass } from '../../store/vault.js';
import { keepKeysOnce } from '../../workers/key-keeper.js';
import { Cases } from '../access/support/cases.js';
import { type House, openHouse, verdict } from '../access/support/house.js';
import { given } from '../support/database.js';
import { openKeyHouse, RULES } from '../keys/support.js';
import {
  asClient,
  type Dump,
  dumpOf,
  keepAside,
  openedBy,
  recovered,
  walOf,
  wrappedInWal,
} from './support/backup-thief.js';

/**
 * A destroyed file in backups. The thief has both dumps and the write-ahead log from when the file was there, the key file
 * of today, the API's credential at the running service, and the key store itself. Only the epoch's key is gone.
 */
const CLASSES = Object.keys(DOCUMENT_ENDS) as DocumentClass[];
const DAY_MS = 86_400_000;

let keyHouse: Awaited<ReturnType<typeof openKeyHouse>>;
let running: Awaited<ReturnType<(typeof keyHouse)['start']>>;
let house: House;
let worker: Db;
let now = new Date();
let wal: Buffer;
let register: Dump;
let keyStore: Dump;
/** The key files: of before, of while the old epoch's key was still there, and of today. */
let before: string;
let inTheWindow: string;
const today = () => keyHouse.keyFile;
/** What its person was told of backups: at once, when the key store knew, when a new epoch began, and at the end. */
const certified: InBackups[] = [];
let refusedWith = '';
let destroyedAt: Date;
const planted = CLASSES.map((docClass) => JSON.stringify({ planted: `秘密-${docClass}-${randomUUID()}` }));
const living = JSON.stringify({ living: randomUUID() });

beforeAll(async () => {
  keyHouse = await openKeyHouse();
  running = await keyHouse.start(undefined, 0, () => now);
  house = await openHouse({ dataKeys: remoteKeys(keyHouse.as('api', running)) });
  worker = connect(house.database.worker);
  const cases = new Cases(house);
  await turn(false);
  const [file, other] = [await cases.application('CLOSED'), await cases.application('CLOSED')];
  wal = await walOf(given('TEST_DATABASE_URL'), async () => {
    await house.register.transaction().execute(async (tx) => {
      const at = now.toISOString();
      for (const [n, docClass] of CLASSES.entries())
        await house.vault.put(tx, { kind: 'case', id: file.id }, docClass, JSON.parse(planted[n] ?? ''), at);
      await house.vault.put(tx, { kind: 'case', id: other.id }, 'HEARING', JSON.parse(living), at);
    });
  });
  // Of a step that was undone the key store has a key that the register never had.
  const scope = { ownerKind: 'case', ownerId: file.id, docClass: 'GRIEVANCE' };
  await remoteKeys(keyHouse.as('api', running)).create(scope, '1');
  await keep();
  register = await dumpOf(house.database.owner);
  keyStore = await dumpOf(keyHouse.url);
  before = keepAside(today(), path.join(keyHouse.folder, 'before.json'));

  await cases.step(file.id, 'dispose', 'System', { deadline: 'RETENTION_ASSESSED' });
  const certify = async () => {
    const { body } = await house.get('subject', `/applications/${file.id}/disposal-certificate`);
    certified.push(body.certificate?.backups);
    destroyedAt = new Date(body.certificate?.destroyedAt);
  };
  await certify();
  await keep();
  await certify();
  await turn(true);
  await certify();
  inTheWindow = keepAside(today(), path.join(keyHouse.folder, 'window.json'));
  now = new Date(now.getTime() + 36 * DAY_MS);
  await sql`update clock set offset_ms = offset_ms + ${36 * DAY_MS}`.execute(house.register);
  await keep();
  await turn(false);
  await certify();
  // Whoever writes to a destroyed file is refused, and no new key makes it wait again.
  const body = { about: 'CONDUCT', text: '納得できません。' };
  refusedWith = verdict(await house.post('subject', `/applications/${file.id}/grievances`, body));
  await certify();
}, 120_000);
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
  await running?.stop();
  await keyHouse?.stop();
});

const keep = () =>
  keepKeysOnce({
    db: worker,
    service: keyHouse.as('activity-worker', running),
    log: createLogger({ process: 'test', level: 'silent' }),
  });
const turn = (open: boolean) => keyHouse.as('operator', running).call('/keys/turn', { open });
const everyCopy = () => [
  ...register.wrapped,
  ...keyStore.wrapped,
  ...wrappedInWal(wal, [...register.wrapped, ...keyStore.wrapped]),
];
const stolen = (contents: readonly string[]) => planted.filter((text) => contents.includes(text));

describe('whoever has every backup of a destroyed file', () => {
  test('had something to take: with the key of its epoch each source gives all that was planted', async () => {
    for (const source of [register.wrapped, keyStore.wrapped, wrappedInWal(wal, keyStore.wrapped)])
      expect(stolen(await recovered(register.documents, source, before))).toEqual(planted);
  });

  test('until the backup window is over has it still, with the key files of that day', async () => {
    expect(stolen(await recovered(register.documents, register.wrapped, inTheWindow))).toEqual(planted);
  });

  test('finds none of it in clear, in either dump or in the write-ahead log', () => {
    for (const text of planted.map((one) => one.slice(12, -2)))
      for (const place of [register.text, keyStore.text])
        expect([text, place.includes(text)]).toEqual([text, false]);
    for (const text of planted.map((one) => Buffer.from(one))) expect(wal.includes(text)).toBe(false);
  });

  test('opens nothing of it with the keys of today, which open what lives', async () => {
    expect(readFileSync(today(), 'utf8')).not.toContain(keyOf(before));
    const contents = await recovered(register.documents, everyCopy(), today());
    expect(contents).toEqual([]);
    const kept = await dumpOf(keyHouse.url);
    expect(await recovered(register.documents, kept.wrapped, today())).toContain(living);
  });

  test('is not helped by the running service: neither by what the dump has, nor by the old rows put back', async () => {
    const asApi = remoteKeys(keyHouse.as('api', running));
    const ask = async () => {
      const wanted = keyStore.wrapped;
      const keys = await asApi.unwrap(wanted, '1');
      return keys.flatMap((key, n) => openedBy(register.documents, wanted[n] as KeyWanted, key));
    };
    expect(stolen(await ask())).toEqual([]);
    await asClient(keyHouse.url, async (client) => {
      const back = () => putBack(client, keyStore.wrapped);
      await expect(back()).rejects.toThrow('was destroyed');
      // Whoever owns the table has the trigger out of the way, and has gained nothing.
      await client.query('alter table keys disable trigger keys_by_epoch');
      await back();
    });
    expect(stolen(await ask())).toEqual([]);
    expect((await asApi.unwrap(keyStore.wrapped.slice(0, 1), '1'))[0]).toBe('LOCKED');
  });
});

test('its person is told so in a certificate: no day yet, then the earliest, then the very moment', async () => {
  const [atOnce, known, closed, gone, after] = certified;
  const { rows } = await keyHouse.rows.query<{ rewrapped_at: Date; began_at: Date; destroyed_at: Date }>(
    'select began_at, rewrapped_at, destroyed_at from epochs where destroyed_at is not null',
  );
  const [epoch] = rows;
  const plus = (from: Date | undefined, days: number) =>
    new Date((from?.getTime() ?? 0) + days * DAY_MS).toISOString();
  expect(rows).toHaveLength(1);
  expect(atOnce).toEqual({ state: 'WAITING', notBefore: null });
  // The epoch it ended under will last its time, unless somebody begins another one earlier.
  const { epochDays, backupDays } = RULES;
  expect(known).toEqual({ state: 'WAITING', notBefore: plus(epoch?.began_at, epochDays + backupDays) });
  // The file went a little after the day that the key service was given.
  expect(closed).toEqual({ state: 'WAITING', notBefore: plus(destroyedAt, backupDays) });
  expect(gone).toEqual({ state: 'GONE', since: epoch?.destroyed_at.toISOString() });
  expect([refusedWith, after]).toEqual(['409 WRONG_STAGE', gone]);
});

/** The rows of the backup over those of today, the marks of destruction with them. */
async function putBack(client: Parameters<Parameters<typeof asClient>[1]>[0], rows: readonly KeyWanted[]) {
  for (const { keyId, wrapped } of rows)
    await client.query('update keys set kek_id = $2, wrapped = $3, destroyed_at = null where key_id = $1', [
      keyId,
      wrapped.kekId,
      wrapped.blob,
    ]);
}

function keyOf(file: string): string {
  const ring = JSON.parse(readFileSync(file, 'utf8')) as { keys: Record<string, string> };
  return Object.values(ring.keys)[0] ?? '';
}
