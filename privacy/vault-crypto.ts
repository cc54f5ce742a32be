import { randomBytes, randomUUID } from 'node:crypto';
import { bind, seal, unseal } from './envelope.js';
import { KEY_BYTES } from './key-file.js';
import { type Kms, type KmsContext, KmsRefused, type WrappedKey } from './kms.js';

/** One data key serves one class of documents of one owner (family and references are classes of their own). */
export interface VaultScope {
  readonly ownerKind: string;
  readonly ownerId: string;
  readonly docClass: string;
}

/** Which document the caller means. Put a version into `documentId` if older texts of it must not come back unseen. */
export interface DocumentRef extends VaultScope {
  readonly documentId: string;
}

/** Row of the key store. Deleting it makes every document of the scope unreadable for good. */
export interface VaultKeyRecord {
  readonly keyId: string;
  readonly wrapped: WrappedKey;
}

/** A data key as it is lent for one piece of work: whoever asked for it wipes it afterwards. */
export interface LentKey {
  readonly keyId: string;
  readonly dataKey: Uint8Array;
}

/** Row of the vault: `blob` = nonce, ciphertext, tag. */
export interface SealedDocument {
  readonly keyId: string;
  readonly blob: Uint8Array;
}

/** The key of this document was destroyed: the document is erased. Not a fault. */
export class VaultKeyGone extends Error {
  override readonly name = 'VaultKeyGone';
  constructor() {
    super('the key of this document no longer exists');
  }
}

/** Document, key and owner do not belong together, or the bytes were altered. Tell a person. */
export class VaultTampered extends Error {
  override readonly name = 'VaultTampered';
  constructor() {
    super('a sealed document does not fit its key or its owner');
  }
}

/** A fresh data key for the scope, wrapped and as it is. Rejects only when the key service is out of reach. */
export async function createVaultKey(kms: Kms, scope: VaultScope): Promise<VaultKeyRecord & LentKey> {
  const keyId = randomUUID();
  const dataKey = randomBytes(KEY_BYTES);
  return { keyId, dataKey, wrapped: await kms.wrap(dataKey, keyContext(keyId, scope)) };
}

/**
 * The data key of a record, for the scope that the caller means.
 * @throws {VaultKeyGone} its key-encryption key is gone.
 * @throws {VaultTampered} the key belongs to another scope.
 */
export async function unwrapVaultKey(kms: Kms, key: VaultKeyRecord, scope: VaultScope): Promise<Uint8Array> {
  try {
    return await kms.unwrap(key.wrapped, keyContext(key.keyId, scope));
  } catch (err) {
    if (!(err instanceof KmsRefused)) throw err;
    throw err.code === 'KEK_UNKNOWN' ? new VaultKeyGone() : new VaultTampered();
  }
}

/**
 * The same data key under the current key-encryption key: after a rotation, before the old one is destroyed.
 * @throws {VaultKeyGone} @throws {VaultTampered}
 */
export async function rewrapVaultKey(
  kms: Kms,
  key: VaultKeyRecord,
  scope: VaultScope,
): Promise<VaultKeyRecord> {
  const dataKey = await unwrapVaultKey(kms, key, scope);
  try {
    return { keyId: key.keyId, wrapped: await kms.wrap(dataKey, keyContext(key.keyId, scope)) };
  } finally {
    dataKey.fill(0);
  }
}

/**
 * Seals a JSON value as the document `ref`, under the key of its scope.
 * @throws {TypeError} the value is not JSON.
 */
export function sealDocument({ keyId, dataKey }: LentKey, ref: DocumentRef, value: unknown): SealedDocument {
  const json = JSON.stringify(value) as string | undefined;
  if (json === undefined) throw new TypeError('a vault document must be a JSON value');
  return { keyId, blob: seal(dataKey, Buffer.from(json, 'utf8'), documentBytes(keyId, ref)) };
}

/**
 * Opens the document that the caller means by `ref`. `ref` must come from the question, never from the row that was
 * found: only then a row moved to another owner, class or document is refused.
 * @throws {VaultTampered} anything that does not fit.
 */
export function openDocument({ keyId, dataKey }: LentKey, ref: DocumentRef, sealed: SealedDocument): unknown {
  if (keyId !== sealed.keyId) throw new VaultTampered();
  const plain = unseal(dataKey, sealed.blob, documentBytes(keyId, ref));
  if (plain === undefined) throw new VaultTampered();
  return JSON.parse(Buffer.from(plain).toString('utf8')) as unknown;
}

function keyContext(keyId: string, { ownerKind, ownerId, docClass }: VaultScope): KmsContext {
  return { ownerKind, ownerId, docClass, keyId };
}

function documentBytes(keyId: string, { ownerKind, ownerId, docClass, documentId }: DocumentRef): Uint8Array {
  return bind('sekisho-vault/1', ownerKind, ownerId, docClass, documentId, keyId);
}
