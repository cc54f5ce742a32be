import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Refused } from '../domain/errors.js';
import type { DataKeys, KeyEndings, KeyWanted } from '../privacy/data-keys.js';
import { type LentKey, openDocument, sealDocument } from '../privacy/vault-crypto.js';
import type { Tx } from './db.js';
import { findKey, keyFor, lend, scopeOf, servedBy, usable } from './vault-keys.js';
import type { DocumentClass, DraftClass, VaultOwner } from './vault-kinds.js';

export type { DocumentClass, DraftClass, VaultOwner } from './vault-kinds.js';

export interface DocumentRef {
  readonly owner: VaultOwner;
  readonly docClass: DocumentClass;
  readonly documentId: string;
}

/** A document as it rests, with the key it was sealed by. */
export interface SealedRow {
  readonly id: string;
  readonly blob: Buffer;
  readonly key_id: string;
  readonly owner_kind: VaultOwner['kind'];
  readonly owner_id: string;
  readonly class: DocumentClass;
  readonly kek_id: string | null;
  readonly wrapped: Buffer | null;
}

/** The one place where personal data rests. Everything goes in and out within the caller's transaction. */
export interface Vault {
  /** Seals `content` and returns the document's id. Refused (`WRONG_STAGE`) where this owner's key of the class was destroyed. */
  put(tx: Tx, owner: VaultOwner, docClass: DocumentClass, content: unknown, now: string): Promise<string>;
  /** As `put`, and what was of that class before goes: for drafts, which nobody is owed an old version of. */
  replace(tx: Tx, owner: VaultOwner, docClass: DraftClass, content: unknown, now: string): Promise<void>;
  /** A document's new content, sealed in its place: for the database to put there, where it lets somebody. */
  resealed(tx: Tx, ref: DocumentRef, content: unknown): Promise<Buffer>;
  /** The content, or undefined if there is no such document of that owner or its key was destroyed. */
  get(tx: Tx, owner: VaultOwner, docClass: DocumentClass, documentId: string): Promise<unknown>;
  /** The contents of several, in their order, by one statement; undefined where `get` would be. */
  several(tx: Tx, refs: readonly DocumentRef[]): Promise<unknown[]>;
  /** The contents of sealed rows that the database handed out itself, where row-level security hides them. */
  opened(tx: Tx, rows: readonly SealedRow[]): Promise<unknown[]>;
  /** The newest document of a class. */
  latest(tx: Tx, owner: VaultOwner, docClass: DocumentClass): Promise<unknown>;
  /** What became of an owner's keys, and of these, there where they are kept. */
  endings(owner: VaultOwner, keyIds: readonly string[]): Promise<KeyEndings>;
}

export function createVault(keys: DataKeys): Vault {
  return {
    put: (tx, owner, docClass, content, now) => put(tx, keys, { owner, docClass, now }, content),
    replace: async (tx, owner, docClass, content, now) => {
      const id = await put(tx, keys, { owner, docClass, now }, content);
      await tx
        .deleteFrom('vault_documents')
        .where('owner_id', '=', owner.id)
        .where('class', '=', docClass)
        .where('id', '<>', id)
        .execute();
    },
    resealed: async (tx, { owner, docClass, documentId }, content) => {
      const scope = scopeOf(owner, docClass);
      const key = await findKey(tx, owner, docClass);
      const lent = key && (await lend(tx, keys, { ...key, scope }));
      if (!lent) throw new Refused('WRONG_STAGE');
      return Buffer.from(sealAndWipe(lent, { ...scope, documentId }, content).blob);
    },
    get: (tx, owner, docClass, documentId) => read(tx, keys, owner, docClass, documentId),
    several: (tx, refs) => readSeveral(tx, keys, refs),
    opened: (tx, rows) =>
      open(
        tx,
        keys,
        rows.map((row) => ({ row, owner: ownerOf(row), docClass: row.class })),
      ),
    latest: (tx, owner, docClass) => read(tx, keys, owner, docClass),
    endings: ({ kind, id }, keyIds) => keys.endings({ ownerKind: kind, ownerId: id }, keyIds),
  };
}

async function put(
  tx: Tx,
  keys: DataKeys,
  of: { readonly owner: VaultOwner; readonly docClass: DocumentClass; readonly now: string },
  content: unknown,
): Promise<string> {
  const { owner, docClass, now } = of;
  const lent = await keyFor(tx, keys, of);
  const id = randomUUID();
  const sealed = sealAndWipe(lent, { ...scopeOf(owner, docClass), documentId: id }, content);
  await tx
    .insertInto('vault_documents')
    .values({
      id,
      owner_kind: owner.kind,
      owner_id: owner.id,
      class: docClass,
      key_id: sealed.keyId,
      blob: Buffer.from(sealed.blob),
      created_at: now,
    })
    .execute();
  return id;
}

/**
 * Destroys the owner's keys and documents, all or those of some classes. What was sealed can never be read again, from a
 * backup either.
 */
export async function destroyVault(
  tx: Tx,
  owner: VaultOwner,
  now: string,
  classes?: readonly DocumentClass[],
): Promise<void> {
  await tx
    .deleteFrom('vault_documents')
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .$if(classes !== undefined, (q) => q.where('class', 'in', classes ?? []))
    .execute();
  await tx
    .updateTable('vault_keys')
    .set({ kek_id: null, wrapped: null, destroyed_at: now })
    .where('owner_kind', '=', owner.kind)
    .where('owner_id', '=', owner.id)
    .$if(classes !== undefined, (q) => q.where('class', 'in', classes ?? []))
    .where('destroyed_at', 'is', null)
    .execute();
}

async function read(
  tx: Tx,
  keys: DataKeys,
  owner: VaultOwner,
  docClass: DocumentClass,
  documentId?: string,
): Promise<unknown> {
  const row = await documents(tx)
    .where('d.owner_kind', '=', owner.kind)
    .where('d.owner_id', '=', owner.id)
    .where('d.class', '=', docClass)
    .$if(documentId !== undefined, (q) => q.where('d.id', '=', documentId ?? ''))
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id')
    .limit(1)
    .executeTakeFirst();
  const [content] = await open(tx, keys, [row && { row, owner, docClass }]);
  return content;
}

async function readSeveral(tx: Tx, keys: DataKeys, refs: readonly DocumentRef[]): Promise<unknown[]> {
  if (refs.length === 0) return [];
  const ids = [...new Set(refs.map((ref) => ref.documentId))];
  const rows = await documents(tx).where(sql<boolean>`d.id = any (${ids}::uuid[])`).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return open(
    tx,
    keys,
    refs.map(({ owner, docClass, documentId }) => {
      const row = byId.get(documentId);
      const theirs = row?.owner_kind === owner.kind && row.owner_id === owner.id && row.class === docClass;
      return theirs ? { row, owner, docClass } : undefined;
    }),
  );
}

// biome-ignore format: a list
const DOCUMENT = ['d.id', 'd.blob', 'd.key_id', 'd.owner_kind', 'd.owner_id', 'd.class', 'k.kek_id', 'k.wrapped'] as const;

function documents(tx: Tx) {
  return tx
    .selectFrom('vault_documents as d')
    .innerJoin('vault_keys as k', 'k.key_id', 'd.key_id')
    .select(DOCUMENT);
}

function ownerOf({ owner_kind: kind, owner_id: id }: SealedRow): VaultOwner {
  return { kind, id };
}

interface Sealed {
  readonly row: Pick<SealedRow, 'id' | 'blob' | 'key_id' | 'kek_id' | 'wrapped'>;
  readonly owner: VaultOwner;
  readonly docClass: DocumentClass;
}

/** Each in its place, all their keys by one call; undefined for what is not there, or not any more. */
async function open(tx: Tx, keys: DataKeys, sealed: readonly (Sealed | undefined)[]): Promise<unknown[]> {
  const wanted = new Map<string, KeyWanted>();
  for (const one of sealed) {
    const found = one && wantedFor(one);
    // By what is meant, not by the row: two owners that share a key by a moved row are two questions.
    if (found) wanted.set(askedBy(found), found);
  }
  const list = [...wanted.values()];
  const lent = list.length === 0 ? [] : await keys.unwrap(list, await servedBy(tx));
  const dataKeys = new Map([...wanted.keys()].map((asked, n) => [asked, lent[n]]));
  try {
    return sealed.map((one) => {
      const found = one && wantedFor(one);
      const dataKey = found && usable(dataKeys.get(askedBy(found)));
      if (!found || !dataKey) return undefined;
      const ref = { ...found.scope, documentId: one.row.id };
      return openDocument({ keyId: found.keyId, dataKey }, ref, {
        keyId: one.row.key_id,
        blob: one.row.blob,
      });
    });
  } finally {
    for (const key of lent) if (typeof key !== 'string') key.fill(0);
  }
}

function wantedFor({ row, owner, docClass }: Sealed): KeyWanted | undefined {
  if (row.kek_id === null || row.wrapped === null) return undefined;
  const wrapped = { kekId: row.kek_id, blob: row.wrapped };
  return { keyId: row.key_id, wrapped, scope: scopeOf(owner, docClass) };
}

function askedBy({ keyId, scope }: KeyWanted): string {
  return `${keyId} ${scope.ownerKind} ${scope.ownerId} ${scope.docClass}`;
}

function sealAndWipe(lent: LentKey, ref: Parameters<typeof sealDocument>[1], content: unknown) {
  try {
    return sealDocument(lent, ref, content);
  } finally {
    lent.dataKey.fill(0);
  }
}
