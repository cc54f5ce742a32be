import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long somebody may think over what they are about to sign. Of the wall clock, as every token. */
export const NONCE_VALID_MS = 15 * 60_000;

/**
 * A number used once, for one person, for a quarter of an hour. Nothing is kept of it until it is used: then it stands with
 * what was signed, and stands there once.
 */
export function drawNonce(key: Uint8Array, sub: string, nowMs: number): string {
  const head = Buffer.alloc(24);
  head.writeBigUInt64BE(BigInt(nowMs));
  randomBytes(16).copy(head, 8);
  return Buffer.concat([head, sealOf(key, sub, head)]).toString('base64url');
}

/** Whether we gave this number to this person, not long ago. */
export function nonceHolds(key: Uint8Array, sub: string, nonce: string, nowMs: number): boolean {
  const bytes = Buffer.from(nonce, 'base64url');
  if (bytes.length !== 40 || bytes.toString('base64url') !== nonce) return false;
  const head = bytes.subarray(0, 24);
  const age = nowMs - Number(head.readBigUInt64BE());
  return timingSafeEqual(bytes.subarray(24), sealOf(key, sub, head)) && age >= 0 && age < NONCE_VALID_MS;
}

function sealOf(key: Uint8Array, sub: string, head: Buffer): Buffer {
  return createHmac('sha256', key)
    .update('sekisho-signing-nonce/1\n')
    .update(head)
    .update(sub)
    .digest()
    .subarray(0, 16);
}
