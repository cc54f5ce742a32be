import { sql } from 'kysely';
import { Refused } from '../domain/errors.js';
import type { DataKeys, KeyWanted } from '../privacy/data-keys.js';
import { type LentKey, VaultKeyGone, type VaultKeyRecord, VaultTampered } from '../privacy/vault-crypto.js';
import type { Tx } from './db.js';
import type { DocumentClass, VaultOwner } from './vault-kinds.js';

/** The register's side of the data keys: which there are, and which transaction one is asked for in. */

export function scopeOf(owner: VaultOwner, docClass: DocumentClass) {
  return { ownerKind: owner.kind, ownerId: owner.id, docClass };
}

/** The key, or undefined where it was destroyed. */
export function usable(
  answer: Awaited<ReturnType<DataKeys['unwrap']>>[number] | undefined,
): Uint8Array | undefined {
  if (answer === 'TAMPERED') throw new VaultTampered();
  if (answer === 'LOCKED') throw new VaultKeyGone();
  return answer === 'GONE' ? undefined : answer;
}

export async function lend(tx: Tx, keys: DataKeys, wanted: KeyWanted): Promise<LentKey | undefined> {
  const [answer] = await keys.unwrap([wanted], await servedBy(tx));
  const dataKey = usable(answer);
  return dataKey && { keyId: wanted.keyId, dataKey };
}

const served = new WeakMap<Tx, Promise<string>>();

/** The transaction by the database's own number, which each of its ledger entries bears as well. Asked for once. */
export function servedBy(tx: Tx): Promise<string> {
  const known =
    served.get(tx) ??
    sql<{ id: string }>`select pg_current_xact_id()::text as id`
      .execute(tx)
      .then(({ rows }) => rows[0]?.id ?? '');
  served.set(tx, known);
  return known;
}

/** Whether a key was asked for in this transaction. */
export function usedKeys(tx: Tx): boolean {
  return served.has(tx);
}

export async function keyFor(
  tx: Tx,
  keys: DataKeys,
  of: { readonly owner: VaultOwner; readonly docClass: DocumentClass; readonly now: string },
): Promise<LentKey> {
  const { owner, docClass } = of;
  const scope = scopeOf(owner, docClass);
  const known = await findKey(tx, owner, docClass);
  // Before one is made: a key that nobody will use would go on living in the key store beside a destroyed file.
  if (!known && (await isOver(tx, owner, docClass))) throw new Refused('WRONG_STAGE');
  const made = known ? undefined : await keys.create(scope, await servedBy(tx));
  if (made) {
    await insertKey(tx, made, of);
    // Somebody else may have been first: the row decides, not what we made.
    const first = await findKey(tx, owner, docClass);
    if (first?.keyId === made.keyId) return made;
    made.dataKey.fill(0);
    return lentOrRefused(first && (await lend(tx, keys, { ...first, scope })));
  }
  return lentOrRefused(known && (await lend(tx, keys, { ...known, scope })));
}

/** Whether the owner's key of the class was destroyed, or the whole file. */
async function isOver(tx: Tx, owner: VaultOwner, docClass: DocumentClass): Promise<boolean> {
  const { rows } = await sql<{ over: boolean }>`
    select exists (select from vault_keys where owner_kind = ${owner.kind} and owner_id = ${owner.id}
        and class = ${docClass} and wrapped is null)
      or exists (select from cases where id = ${owner.id} and stage = 'DISPOSED') as over`.execute(tx);
  return rows[0]?.over === true;
}

/** What it belonged to was destroyed for good: nothing can be added, whatever the caller's rules would have said next. */
function lentOrRefused(lent: LentKey | undefined): LentKey {
  if (!lent) throw new Refused('WRONG_STAGE');
  return lent;
}

async function insertKey(
  tx: Tx,
  { keyId, wrapped }: VaultKeyRecord,
  { owner, docClass, now }: { owner: VaultOwner; docClass: DocumentClass; now: string },
): Promise<void> {
  await tx
    .insertInto('vault_keys')
    .values({
      key_id: keyId,
      owner_kind: owner.kind,
      owner_id: owner.id,
      class: docClass,
      kek_id: wrapped.kekId,
      wrapped: Buffer.from(wrapped.blob),
      created_at: now,
    })
    .onConflict((c) => c.columns(['owner_kind', 'owner_id', 'class']).doNothing())
    .execute();
}

export async function findKey(
  tx: Tx,
  owner: VaultOwner,
  docClass: DocumentClass,
): Promise<VaultKeyRecord | undefined> {
  const row = await tx
    .selectFrom('vault_keys')
    .select(['key_id', 'kek_id', 'wrapped'])
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .where('class', '=', docClass)
    .executeTakeFirst();
  if (!row || row.kek_id === null || row.wrapped === null) return undefined;
  return { keyId: row.key_id, wrapped: { kekId: row.kek_id, blob: row.wrapped } };
}
