import type pg from 'pg';
import type { Kms } from '../privacy/kms.js';
import { rewrapVaultKey, VaultKeyGone, VaultTampered } from '../privacy/vault-crypto.js';

/** Where a rotation stands, after each batch. `older`: keys that still need another key-encryption key than the newest. */
export interface Progress {
  readonly kekId: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly older: readonly { readonly kekId: string; readonly keys: number }[];
  /** Whether every key is under the newest one. */
  readonly ended: boolean;
}

interface Row {
  key_id: string;
  owner_kind: string;
  owner_id: string;
  class: string;
  kek_id: string;
  wrapped: Buffer;
}

/**
 * Puts the next keys after `after` under the newest key-encryption key, and commits. Nothing is held between two batches:
 * killed anywhere, the next call goes on with what is left. Keys stay usable all the while, each by the one it is under.
 */
export async function rotateBatch(
  pool: pg.Pool,
  kms: Kms,
  newest: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<Progress & { readonly next: string | null }> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into rotations (kek_id, total) select $1, count(*)::int from keys where kek_id <> $1
       on conflict do nothing`,
      [newest],
    );
    const { rows } = await client.query<Row>(
      `select key_id, owner_kind, owner_id, class, kek_id, wrapped from keys
       where kek_id is not null and kek_id <> $1 and ($2::uuid is null or key_id > $2)
       order by key_id limit $3 for update`,
      [newest, after, limit],
    );
    let failed = 0;
    for (const row of rows) if (!(await rewrap(client, kms, row))) failed += 1;
    const progress = await progressIn(client, newest, { done: rows.length - failed, failed });
    await client.query('commit');
    return { ...progress, next: rows.at(-1)?.key_id ?? null };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

/** False where it does not open: it stays as it is, is counted, and holds up no other. */
async function rewrap(client: pg.PoolClient, kms: Kms, row: Row): Promise<boolean> {
  const scope = { ownerKind: row.owner_kind, ownerId: row.owner_id, docClass: row.class };
  const key = { keyId: row.key_id, wrapped: { kekId: row.kek_id, blob: row.wrapped } };
  try {
    const { wrapped } = await rewrapVaultKey(kms, key, scope);
    await client.query('update keys set kek_id = $2, wrapped = $3 where key_id = $1', [
      row.key_id,
      wrapped.kekId,
      Buffer.from(wrapped.blob),
    ]);
    return true;
  } catch (error) {
    if (error instanceof VaultKeyGone || error instanceof VaultTampered) return false;
    throw error;
  }
}

async function progressIn(
  client: pg.ClientBase,
  newest: string,
  batch: { readonly done: number; readonly failed: number },
): Promise<Progress> {
  const { rows: older } = await client.query<{ kekId: string; keys: number }>(
    `select kek_id as "kekId", count(*)::int as keys from keys
     where kek_id is not null and kek_id <> $1 group by kek_id order by kek_id`,
    [newest],
  );
  const left = older.reduce((sum, { keys }) => sum + keys, 0);
  // Keys may come in under an older one meanwhile: from a release before, by the register's copy.
  const { rows } = await client.query<{ total: number; done: number; failed: number }>(
    `update rotations set done = done + $2, failed = failed + $3, total = greatest(total, done + $2 + $4),
       ended_at = case when $4 = 0 then coalesce(ended_at, clock_timestamp()) end
     where kek_id = $1 returning total, done, failed`,
    [newest, batch.done, batch.failed, left],
  );
  const { total = 0, done = 0, failed = 0 } = rows[0] ?? {};
  return { kekId: newest, total, done, failed, older, ended: left === 0 };
}
