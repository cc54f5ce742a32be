import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Random per message; with a 96-bit nonce one key is good for about 2^32 messages, so keys rotate long before. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM: nonce (12 bytes), ciphertext and tag (16 bytes) as one blob.
 * @param key 32 bytes. @param aad bytes that are bound to the blob but not stored in it.
 */
export function seal(key: Uint8Array, plain: Uint8Array, aad: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Reverses {@link seal}. Returns `undefined` for anything that was not sealed with this key and these bytes. */
export function unseal(key: Uint8Array, blob: Uint8Array, aad: Uint8Array): Uint8Array | undefined {
  if (blob.length < NONCE_BYTES + TAG_BYTES) return undefined;
  const nonce = blob.subarray(0, NONCE_BYTES);
  const body = blob.subarray(NONCE_BYTES, blob.length - TAG_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES }).setAAD(aad);
  decipher.setAuthTag(blob.subarray(blob.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Field list to bytes, so that no two different lists give the same bytes. */
export function bind(...fields: readonly string[]): Uint8Array {
  return Buffer.from(JSON.stringify(fields), 'utf8');
}
