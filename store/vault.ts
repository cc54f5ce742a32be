import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Refused } from '../domain/errors.js';
import type { Kms } from '../privacy/kms.js';
import { createVaultKey, openDocument, sealDocument, type VaultKeyRecord } from '../privacy/vault-crypto.js';
import type { Tx } from './db.js';

/** Classes of personal documents; each has its own key per owner, so that each can be forgotten alone. */
export type DocumentClass =
  | 'IDENTITY'
  | 'QUESTIONNAIRE'
  | 'FAMILY'
  | 'UNSCREENED'
  /** A text of which passages wait to be screened, whole; the file has it with marks in their place. */
  | 'UNSCREENED_TEXT'
  | 'QUESTIONNAIRE_DRAFT'
  | 'FAMILY_DRAFT'
  | 'EVIDENCE'
  | 'EARLIER_INVESTIGATION'
  | 'REASONS'
  | 'WORKSHEET'
  | 'INTERVIEW'
  | 'PROVIDED'
  | 'HEARING'
  | 'GRIEVANCE'
  | 'MEASURES'
  | 'DECISION_PACKET'
  | 'CHANGE_REPORT'
  | 'CORRECTION'
  | 'DEMAND'
  | 'DEMAND_ANSWER'
  | 'HOLD'
  | 'CERTIFICATION'
  /** What was keyed in from a signed paper, until a second person has compared it; a questionnaire's apart. */
  | 'ORIGINAL'
  | 'ORIGINAL_APART';

export type DraftClass = 'QUESTIONNAIRE_DRAFT' | 'FAMILY_DRAFT';

export interface VaultOwner {
  readonly kind: 'subject' | 'case' | 'demand' | 'certification';
  readonly id: string;
}

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
  opened(rows: readonly SealedRow[]): Promise<unknown[]>;
  /** The newest document of a class. */
  latest(tx: Tx, owner: VaultOwner, docClass: DocumentClass): Promise<unknown>;
}

export function createVault(kms: Kms): Vault {
  return {
    put: (tx, owner, docClass, content, now) => put(tx, kms, { owner, docClass, now }, content),
    replace: async (tx, owner, docClass, content, now) => {
      const id = await put(tx, kms, { owner, docClass, now }, content);
      await tx
        .deleteFrom('vault_documents')
        .where('owner_id', '=', owner.id)
        .where('class', '=', docClass)
        .where('id', '<>', id)
        .execute();
    },
    resealed: async (tx, { owner, docClass, documentId }, content) => {
      const key = await findKey(tx, owner, docClass);
      if (!key) throw new Refused('WRONG_STAGE');
      const sealed = await sealDocument(kms, key, { ...scopeOf(owner, docClass), documentId }, content);
      return Buffer.from(sealed.blob);
    },
    get: (tx, owner, docClass, documentId) => read(tx, kms, owner, docClass, documentId),
    several: (tx, refs) => readSeveral(tx, kms, refs),
    opened: (rows) => Promise.all(rows.map((row) => open(kms, row, ownerOf(row), row.class))),
    latest: (tx, owner, docClass) => read(tx, kms, owner, docClass),
  };
}

async function put(
  tx: Tx,
  kms: Kms,
  of: { readonly owner: VaultOwner; readonly docClass: DocumentClass; readonly now: string },
  content: unknown,
): Promise<string> {
  const { owner, docClass, now } = of;
  const key = await keyFor(tx, kms, owner, docClass, now);
  const id = randomUUID();
  const sealed = await sealDocument(kms, key, { ...scopeOf(owner, docClass), documentId: id }, content);
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

function scopeOf(owner: VaultOwner, docClass: DocumentClass) {
  return { ownerKind: owner.kind, ownerId: owner.id, docClass };
}

async function read(
  tx: Tx,
  kms: Kms,
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
  return row && open(kms, row, owner, docClass);
}

async function readSeveral(tx: Tx, kms: Kms, refs: readonly DocumentRef[]): Promise<unknown[]> {
  if (refs.length === 0) return [];
  const ids = [...new Set(refs.map((ref) => ref.documentId))];
  const rows = await documents(tx).where(sql<boolean>`d.id = any (${ids}::uuid[])`).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return Promise.all(
    refs.map(async ({ owner, docClass, documentId }) => {
      const row = byId.get(documentId);
      const theirs = row?.owner_kind === owner.kind && row.owner_id === owner.id && row.class === docClass;
      return theirs ? open(kms, row, owner, docClass) : undefined;
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

async function open(
  kms: Kms,
  row: Pick<SealedRow, 'id' | 'blob' | 'key_id' | 'kek_id' | 'wrapped'>,
  owner: VaultOwner,
  docClass: DocumentClass,
): Promise<unknown> {
  if (row.kek_id === null || row.wrapped === null) return undefined;
  const key: VaultKeyRecord = { keyId: row.key_id, wrapped: { kekId: row.kek_id, blob: row.wrapped } };
  const ref = { ...scopeOf(owner, docClass), documentId: row.id };
  return openDocument(kms, key, ref, { keyId: row.key_id, blob: row.blob });
}

async function keyFor(
  tx: Tx,
  kms: Kms,
  owner: VaultOwner,
  docClass: DocumentClass,
  now: string,
): Promise<VaultKeyRecord> {
  const found = await findKey(tx, owner, docClass);
  if (found) return found;
  const made = await createVaultKey(kms, scopeOf(owner, docClass));
  await tx
    .insertInto('vault_keys')
    .values({
      key_id: made.keyId,
      owner_kind: owner.kind,
      owner_id: owner.id,
      class: docClass,
      kek_id: made.wrapped.kekId,
      wrapped: Buffer.from(made.wrapped.blob),
      created_at: now,
    })
    .onConflict((c) => c.columns(['owner_kind', 'owner_id', 'class']).doNothing())
    .execute();
  // Somebody else may have been first: the row decides, not what we made.
  const key = await findKey(tx, owner, docClass);
  // What it belonged to was destroyed for good: nothing can be added, whatever the caller's rules would have said next.
  if (!key) throw new Refused('WRONG_STAGE');
  return key;
}

async function findKey(
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
