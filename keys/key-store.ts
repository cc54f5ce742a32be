import pg from 'pg';
import type { KeyWanted } from '../privacy/data-keys.js';
import type { WrappedKey } from '../privacy/kms.js';
import type { VaultKeyRecord, VaultScope } from '../privacy/vault-crypto.js';
import { migrateKeyStore } from './migrations.js';

/** A key as it is kept here. `wrapped` is null once it was destroyed: such a row stays, so that it cannot come back. */
export interface KeptKey {
  readonly keyId: string;
  readonly wrapped: WrappedKey | null;
}

/** Who asked, and which transaction of the register it is for. */
export interface AskedBy {
  readonly caller: string;
  readonly serves: string;
}

/** The key store: wrapped data keys and the log of their use, in a database that only the key service may enter. */
export function openKeyStore(url: string) {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 4_000,
    query_timeout: 20_000,
    keepAlive: true,
    options: '-c statement_timeout=15000 -c lock_timeout=5000',
  });
  // A connection that breaks fails its query, and that is enough to be told: without a listener it ends the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return {
    pool,
    migrate: async () => {
      const client = await pool.connect();
      await migrateKeyStore(client).finally(() => client.release());
    },
    answers: async () => (await pool.query('select 1 from keys limit 1')).rowCount !== null,
    use: (wanted: readonly KeyWanted[], by: AskedBy) => use(pool, wanted, by),
    keep: (keys: readonly (VaultKeyRecord & { readonly scope: VaultScope })[]) => keep(pool, keys),
    created: (key: VaultKeyRecord & { readonly scope: VaultScope }, by: AskedBy) => created(pool, key, by),
    destroy: (which: WhichKeys, by: AskedBy) => destroy(pool, which, by),
    usesAfter: (after: string, ageMs: number) => usesAfter(pool, after, ageMs),
    stop: () => pool.end(),
  };
}

export type KeyStore = ReturnType<typeof openKeyStore>;

/** Some keys by their ids, or those of an owner, all or of some classes. */
export type WhichKeys =
  | { readonly keyIds: readonly string[] }
  | {
      readonly ownerKind: string;
      readonly ownerId: string;
      readonly classes?: readonly string[] | undefined;
    };

/** One statement: the log is committed when the keys are known, and so before any of them leaves. */
async function use(pool: pg.Pool, wanted: readonly KeyWanted[], by: AskedBy): Promise<Map<string, KeptKey>> {
  const { rows } = await pool.query<{ key_id: string; kek_id: string | null; wrapped: Buffer | null }>({
    name: 'use',
    text: `
      with logged as (
        insert into key_log (act, caller, key_id, owner_kind, class, serves)
        select 'UNWRAPPED', $1, w.key_id, w.owner_kind, w.class, $2
          from unnest($3::uuid[], $4::text[], $5::text[]) as w (key_id, owner_kind, class))
      select key_id, kek_id, wrapped from keys where key_id = any ($3::uuid[])`,
    values: [by.caller, by.serves, ...columnsOf(wanted)],
  });
  return new Map(
    rows.map(({ key_id: keyId, kek_id: kekId, wrapped }) => [
      keyId,
      { keyId, wrapped: kekId === null || wrapped === null ? null : { kekId, blob: wrapped } },
    ]),
  );
}

function columnsOf(wanted: readonly KeyWanted[]) {
  return [
    wanted.map(({ keyId }) => keyId),
    wanted.map(({ scope }) => scope.ownerKind),
    wanted.map(({ scope }) => scope.docClass),
  ];
}

/** What the register still has alone. One that is here, or was destroyed here, stays as it is. */
async function keep(
  pool: pg.Pool,
  keys: readonly (VaultKeyRecord & { readonly scope: VaultScope })[],
): Promise<number> {
  if (keys.length === 0) return 0;
  const { rowCount } = await pool.query(
    `insert into keys (key_id, owner_kind, owner_id, class, kek_id, wrapped)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::bytea[])
     on conflict do nothing`,
    [
      keys.map(({ keyId }) => keyId),
      keys.map(({ scope }) => scope.ownerKind),
      keys.map(({ scope }) => scope.ownerId),
      keys.map(({ scope }) => scope.docClass),
      keys.map(({ wrapped }) => wrapped.kekId),
      keys.map(({ wrapped }) => Buffer.from(wrapped.blob)),
    ],
  );
  return rowCount ?? 0;
}

async function created(
  pool: pg.Pool,
  { keyId, wrapped, scope }: VaultKeyRecord & { readonly scope: VaultScope },
  { caller, serves }: AskedBy,
): Promise<void> {
  await pool.query({
    name: 'created',
    text: `
      with kept as (
        insert into keys (key_id, owner_kind, owner_id, class, kek_id, wrapped)
        values ($1::uuid, $2::text, $3, $4::text, $5, $6))
      insert into key_log (act, caller, key_id, owner_kind, class, serves)
      values ('CREATED', $7, $1::uuid, $2::text, $4::text, $8)`,
    values: [
      keyId,
      scope.ownerKind,
      scope.ownerId,
      scope.docClass,
      wrapped.kekId,
      Buffer.from(wrapped.blob),
      caller,
      serves,
    ],
  });
}

async function usesAfter(pool: pg.Pool, after: string, ageMs: number) {
  const { rows } = await pool.query<
    Record<'id' | 'key_id' | 'caller' | 'serves', string> & { class: string | null }
  >(
    `select id::text, key_id, class, caller, serves from key_log
     where id > $1::bigint and act = 'UNWRAPPED' and at < clock_timestamp() - make_interval(secs => $2)
     order by key_log.id limit 1000`,
    [after, ageMs / 1000],
  );
  return rows.map(({ key_id: keyId, class: docClass, ...rest }) => ({ keyId, docClass, ...rest }));
}

/** For good. An id that was never here leaves its mark as well, or the register's copy could still bring it in. */
async function destroy(pool: pg.Pool, which: WhichKeys, { caller, serves }: AskedBy): Promise<number> {
  const byId = 'keyIds' in which;
  const { rowCount } = await pool.query(
    `with ended as (
       ${
         byId
           ? `insert into keys (key_id, destroyed_at) select distinct id, clock_timestamp() from unnest($3::uuid[]) as id
              on conflict (key_id) do update set kek_id = null, wrapped = null, destroyed_at = clock_timestamp()
                where keys.destroyed_at is null`
           : `update keys set kek_id = null, wrapped = null, destroyed_at = clock_timestamp()
              where owner_kind = $3 and owner_id = $4 and ($5::text[] is null or class = any ($5))
                and destroyed_at is null`
       }
       returning keys.key_id, keys.owner_kind, keys.class)
     insert into key_log (act, caller, key_id, owner_kind, class, serves)
     select 'DESTROYED', $1, key_id, owner_kind, class, $2 from ended`,
    byId
      ? [caller, serves, which.keyIds]
      : [caller, serves, which.ownerKind, which.ownerId, which.classes ?? null],
  );
  return rowCount ?? 0;
}
