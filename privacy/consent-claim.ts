import { createHash, randomBytes } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** What shows that a person consented: what their passkey signed, or the paper they signed by hand, by its hash and its day. */
export type ConsentProof =
  | { readonly document: unknown; readonly nonce: string; readonly assertion: unknown }
  | { readonly hash: string; readonly signedOn: string };

/** Of exactly these members, as anybody computes it. */
export function consentDigest(proof: ConsentProof): Buffer {
  const signed =
    'nonce' in proof
      ? { document: proof.document, nonce: proof.nonce, assertion: proof.assertion }
      : { hash: proof.hash, signedOn: proof.signedOn };
  return createHash('sha256').update(canonicalJson(signed)).digest();
}

/** Drawn for one grant, and forgotten with it. */
export function drawnSalt(): Buffer {
  return randomBytes(32);
}

/** How a grant names the consent it came from: nothing by which two grants could be compared, or a consent guessed. */
export function consentClaim(digest: Uint8Array, salt: Uint8Array): string {
  return createHash('sha256').update('sekisho-consent/1\n').update(digest).update(salt).digest('base64url');
}
