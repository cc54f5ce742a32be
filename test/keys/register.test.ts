import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { KeysAway } from '../../privacy/data-keys.js';
import { localKms } from '../../privacy/kms.js';
import { createLogger } from '../../privacy/redact.js';
import { remoteKeys } from '../../privacy/remote-keys.js';
import { connect, type Db, isTransient, type Tx } from '../../store/db.js';
import { writeLedger } from '../../store/ledger.js';
import { createVault, destroyVault, type Vault } from '../../store/vault.js';
import { keepKeysOnce } from '../../workers/key-keeper.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { openKeyHouse, registersOwn } from './support.js';

type House = Awaited<ReturnType<typeof openKeyHouse>>;
let house: House;
let running: Awaited<ReturnType<House['start']>>;
let database: TestDatabase;
let register: Db;
let worker: Db;
let vault: Vault;
beforeAll(async () => {
  house = await openKeyHouse();
  running = await house.start();
  database = await cloneDatabase();
  register = connect(database.owner);
  worker = connect(database.worker);
  vault = createVault(remoteKeys(house.as('api', running)));
});
afterAll(async () => {
  await Promise.all([register.destroy(), worker.destroy()]);
  await database.drop();
  await running.stop();
  await house.stop();
});

const now = () => new Date().toISOString();
const inTx = <T>(work: (tx: Tx) => Promise<T>) => register.transaction().execute(work);
const enter = (tx: Tx) =>
  writeLedger(tx, {
    at: now(),
    event: 'FileRead',
    article: 'test',
    caseId: null,
    sub: null,
    role: 'System',
    purpose: 'OPERATION',
  });
const keep = () =>
  keepKeysOnce({
    db: worker,
    service: house.as('activity-worker', running),
    log: createLogger({ process: 'test', level: 'silent' }),
    ageMs: 0,
  });
const alarms = async () =>
  (await register.selectFrom('ledger').select('details').where('event', '=', 'KeyUseUnexplained').execute())
    .length;

async function caseWith(count: number) {
  const owner = { kind: 'case' as const, id: randomUUID() };
  const ids = await inTx(async (tx) => {
    await enter(tx);
    const made: string[] = [];
    for (let n = 0; n < count; n++) made.push(await vault.put(tx, owner, 'REASONS', { n }, now()));
    return made;
  });
  return { owner, refs: ids.map((documentId) => ({ owner, docClass: 'REASONS' as const, documentId })) };
}

describe('the register beside the key service', () => {
  test('opens several documents of one key by one line of the log', async () => {
    const { refs } = await caseWith(5);
    const before = (await house.log()).length;
    const contents = await inTx(async (tx) => {
      await enter(tx);
      return vault.several(tx, refs);
    });
    expect(contents).toEqual([0, 1, 2, 3, 4].map((n) => ({ n })));
    expect((await house.log()).length - before).toBe(1);
  });

  test('destroys a key in the key store once its destruction is committed, and not if it is undone', async () => {
    const { owner } = await caseWith(1);
    const live = async () =>
      (await house.rows.query('select 1 from keys where owner_id = $1 and wrapped is not null', [owner.id]))
        .rowCount;
    await inTx(async (tx) => {
      await destroyVault(tx, owner, now());
      throw new Error('undone');
    }).catch(() => {});
    await keep();
    expect(await live()).toBe(1);
    await inTx((tx) => destroyVault(tx, owner, now()));
    await keep();
    expect(await live()).toBe(0);
  });

  test('says to a restored key store which keys have ended, as the runbook has it, and they end there again', async () => {
    const { owner } = await caseWith(1);
    const backup = await house.rows.query('select key_id, kek_id, wrapped from keys where owner_id = $1', [
      owner.id,
    ]);
    await inTx((tx) => destroyVault(tx, owner, now()));
    await keep();
    const [row] = backup.rows as { key_id: string; kek_id: string; wrapped: Buffer }[];
    await house.rows.query(
      'update keys set kek_id = $2, wrapped = $3, destroyed_at = null, ended_under = null where key_id = $1',
      [row?.key_id, row?.kek_id, row?.wrapped],
    );
    const again = /psql -U postgres sekisho -c '([^']+)'/.exec(
      readFileSync('docs/runbooks/epochs.md', 'utf8'),
    )?.[1];
    await sql.raw(again ?? '').execute(register);
    await keep();
    const { rows } = await house.rows.query('select wrapped, ended_under from keys where owner_id = $1', [
      owner.id,
    ]);
    expect(rows).toEqual([{ wrapped: null, ended_under: row?.kek_id }]);
  });

  test('hands over the keys of a release before, without any being used', async () => {
    const own = await registersOwn(localKms(house.keyFile));
    await register
      .insertInto('vault_keys')
      .values({
        key_id: own.keyId,
        owner_kind: 'case',
        owner_id: own.scope.ownerId,
        class: 'REASONS',
        kek_id: own.wrapped.kekId,
        wrapped: Buffer.from(own.wrapped.blob),
        created_at: now(),
      })
      .execute();
    await keep();
    const { rowCount } = await house.rows.query('select 1 from keys where key_id = $1', [own.keyId]);
    expect(rowCount).toBe(1);
  });

  test('a use of a key with an entry is explained, one that was undone is counted, and any other alarms', async () => {
    const { owner, refs } = await caseWith(1);
    await keep();
    const before = await alarms();
    await inTx(async (tx) => {
      await vault.several(tx, refs);
      await enter(tx);
    });
    await inTx(async (tx) => {
      await vault.several(tx, refs);
      throw new Error('undone');
    }).catch(() => {});
    expect(await keep()).toMatchObject({ entered: 1, undone: 1, unexplained: 0 });
    // A read that leaves nothing, and somebody who has the credential and no transaction at all.
    await inTx((tx) => vault.latest(tx, owner, 'REASONS'));
    const { key_id: keyId } = (await house.log()).at(-1) ?? { key_id: '' };
    const row = await register
      .selectFrom('vault_keys')
      .selectAll()
      .where('key_id', '=', keyId)
      .executeTakeFirstOrThrow();
    const wanted = {
      keyId,
      scope: { ownerKind: 'case', ownerId: owner.id, docClass: 'REASONS' },
      wrapped: { kekId: row.kek_id ?? '', blob: row.wrapped ?? Buffer.alloc(0) },
    };
    await remoteKeys(house.as('api', running)).unwrap([wanted], '999999999999');
    expect(await keep()).toMatchObject({ entered: 0, unexplained: 2 });
    expect((await alarms()) - before).toBe(2);
    expect(await keep()).toEqual({ entered: 0, undone: 0, unexplained: 0 });
  });

  test('with the key service away nothing is half done, and the failure says: try again', async () => {
    const away = createVault(remoteKeys(house.as('api', { url: 'http://127.0.0.1:9' })));
    const owner = { kind: 'case' as const, id: randomUUID() };
    const failure = await inTx(async (tx) => {
      await enter(tx);
      return away.put(tx, owner, 'REASONS', {}, now());
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(KeysAway);
    expect(isTransient(failure)).toBe(true);
    const rows = await register
      .selectFrom('vault_keys')
      .select('key_id')
      .where('owner_id', '=', owner.id)
      .execute();
    expect(rows).toEqual([]);
  });
});
