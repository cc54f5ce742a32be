import { sql } from 'kysely';
import type { KeyWanted } from '../privacy/data-keys.js';
import { readNow } from './clock.js';
import type { Db, Tx } from './db.js';
import { writeLedger } from './ledger.js';

/** What the register and the key store owe each other, page by page. As the worker, who sees every organ's keys. */

const PAGE = 500;

/** Keys that were destroyed here and must be there. */
export async function endedKeys(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('vault_keys_ended')
    .select('key_id')
    .orderBy('ended_at')
    .limit(PAGE)
    .execute();
  return rows.map((row) => row.key_id);
}

/** The destroyed files that some of these keys were of. */
export async function filesGone(db: Db, keyIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('vault_keys')
    .innerJoin('cases', 'cases.id', 'vault_keys.owner_id')
    .select('owner_id')
    .distinct()
    .where('key_id', 'in', [...keyIds])
    .where('owner_kind', '=', 'case')
    .where('stage', '=', 'DISPOSED')
    .execute();
  return rows.map((row) => row.owner_id);
}

export async function endedThere(db: Db, keyIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom('vault_keys_ended')
    .where('key_id', 'in', [...keyIds])
    .execute();
}

/** Keys that may not be in the key store yet: of a release before, or of a seed. */
export async function keysNotKept(db: Db, after: string | null): Promise<KeyWanted[]> {
  const rows = await db
    .selectFrom('vault_keys')
    .select(['key_id', 'owner_kind', 'owner_id', 'class', 'kek_id', 'wrapped'])
    .where('kept', '=', false)
    .where('wrapped', 'is not', null)
    .$if(after !== null, (q) => q.where('key_id', '>', after ?? ''))
    .orderBy('key_id')
    .limit(PAGE)
    .execute();
  return rows.flatMap((row) =>
    row.wrapped === null || row.kek_id === null
      ? []
      : {
          keyId: row.key_id,
          scope: { ownerKind: row.owner_kind, ownerId: row.owner_id, docClass: row.class },
          wrapped: { kekId: row.kek_id, blob: row.wrapped },
        },
  );
}

/** The key-encryption keys that those need. */
export async function keksNeeded(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('vault_keys')
    .select('kek_id')
    .distinct()
    .where('kept', '=', false)
    .where('wrapped', 'is not', null)
    .execute();
  return rows.flatMap(({ kek_id: id }) => id ?? []);
}

/** How many are in no place but the register. */
export async function notKeptCount(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('vault_keys')
    .select((e) => e.fn.countAll<string>().as('n'))
    .where('kept', '=', false)
    .where('wrapped', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

export async function keptThere(db: Db, keyIds: readonly string[]): Promise<void> {
  if (keyIds.length === 0) return;
  await db
    .updateTable('vault_keys')
    .set({ kept: true })
    .where('key_id', 'in', [...keyIds])
    .execute();
}

/** A use of a key as the key store has logged it. */
export interface KeyUse {
  readonly id: string;
  readonly keyId: string;
  readonly docClass: string | null;
  readonly caller: string;
  /** The transaction of ours that it was for. */
  readonly serves: string;
}

export interface Compared {
  readonly entered: number;
  /** By a transaction that was undone: what it read was answered to nobody. */
  readonly undone: number;
  /** By none that we know of, or by one that wrote no entry: somebody must look. */
  readonly unexplained: number;
}

/**
 * The next page of the log of key uses against the ledger. Each that nothing here explains becomes an entry, in the
 * transaction that remembers how far we are; two at once wait for none, one of them does nothing.
 */
export async function compareKeyUses(
  db: Db,
  usesAfter: (through: string) => Promise<readonly KeyUse[]>,
): Promise<Compared | undefined> {
  return db.transaction().execute(async (tx) => {
    const place = await tx
      .selectFrom('key_log_compared')
      .select('through')
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!place) return undefined;
    const uses = await usesAfter(place.through);
    const fates = await fatesOf(tx, [...new Set(uses.map((use) => use.serves))]);
    const running = uses.findIndex((use) => fates.get(use.serves) === 'RUNNING');
    const over = running < 0 ? uses : uses.slice(0, running);
    const last = over.at(-1);
    if (!last) return undefined;
    const unexplained = over.filter((use) => fates.get(use.serves) === 'UNEXPLAINED');
    await alarm(tx, unexplained);
    await tx.updateTable('key_log_compared').set({ through: last.id }).execute();
    const count = (fate: Fate) => over.filter((use) => fates.get(use.serves) === fate).length;
    return { entered: count('ENTERED'), undone: count('UNDONE'), unexplained: unexplained.length };
  });
}

type Fate = 'ENTERED' | 'UNDONE' | 'RUNNING' | 'UNEXPLAINED';

/** What became of transactions, by the ledger first and by the database's own memory of them. */
async function fatesOf(tx: Tx, serves: readonly string[]): Promise<Map<string, Fate>> {
  const { rows } = await sql<{ serves: string; fate: Fate }>`
    select s.serves, case
        when exists (select from ledger l where l.txid = s.serves::xid8) then 'ENTERED'
        -- A number that was never given is nobody's transaction, and asking what became of it is an error.
        when s.serves::xid8 >= pg_snapshot_xmax(pg_current_snapshot()) then 'UNEXPLAINED'
        else case pg_xact_status(s.serves::xid8)
          when 'aborted' then 'UNDONE' when 'in progress' then 'RUNNING' else 'UNEXPLAINED' end
      end as fate
    from unnest(${[...serves]}::text[]) as s (serves)
  `.execute(tx);
  return new Map(rows.map((row) => [row.serves, row.fate]));
}

async function alarm(tx: Tx, uses: readonly KeyUse[]): Promise<void> {
  if (uses.length === 0) return;
  const now = await readNow(tx);
  for (const { keyId, docClass, caller, serves } of uses)
    await writeLedger(tx, {
      at: now,
      event: 'KeyUseUnexplained',
      article: 'design: every use of a key has its entry',
      caseId: null,
      sub: null,
      role: 'System',
      purpose: 'OPERATION',
      details: { keyId, class: docClass, caller, serves },
    });
}
