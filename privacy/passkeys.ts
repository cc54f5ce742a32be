import { createHash } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { SignedDocument } from '../domain/signatures.js';
import { canonicalJson } from './canonical-json.js';

/** Where passkeys are used: a signature made for another site is none here. */
export interface RelyingParty {
  /** As the browser knows us, `https://sekisho.example`. */
  readonly origin: string;
  /** Its host: for whom a passkey is made (WebAuthn: RP ID). */
  readonly id: string;
}

export function relyingPartyAt(publicUrl: string): RelyingParty {
  const { origin, hostname } = new URL(publicUrl);
  return { origin, id: hostname };
}

/**
 * The make of the sandbox's authenticator in software. Production knows it by this and takes nothing from it: it has no PIN,
 * no finger and no face to ask for.
 */
export const SOFTWARE_MAKE = '5e615e50-0000-4000-8000-736f66747761';

/** The public half of a passkey: all that we ever have of it. */
export interface Passkey {
  /** As the authenticator names it, base64url. */
  readonly credentialId: string;
  /** COSE, as it was registered. */
  readonly publicKey: Uint8Array;
  /** Of the signature before; 0 where the authenticator does not count. */
  readonly counter: number;
}

/** A passkey as it was just made, and which make of authenticator says that it made it. */
export interface Registered extends Passkey {
  /** The make (AAGUID); all zeros where it does not say. Its own word: nobody vouches for it. */
  readonly make: string;
  readonly backedUp: boolean;
}

/** A browser's answers, as they came (WebAuthn: `toJSON()`); whoever takes them in has looked at their shape. */
export type Assertion = AuthenticationResponseJSON;
export type Registration = RegistrationResponseJSON;

/** What the passkey signs for a document: both must be known beforehand, and neither can be changed afterwards. */
export function challengeFor(document: SignedDocument, nonce: string): string {
  return createHash('sha256')
    .update('sekisho-challenge/1\n')
    .update(`${nonce}\n`)
    .update(canonicalJson(document))
    .digest('base64url');
}

/**
 * Whether this passkey signed this document, by a person it had verified (PIN, finger, face), on our site: the number its
 * authenticator has counted to, or in a plain sentence why not.
 */
export async function signedBy(
  passkey: Passkey,
  of: { readonly document: SignedDocument; readonly nonce: string; readonly assertion: Assertion },
  site: RelyingParty,
): Promise<{ readonly counter: number } | { readonly fault: string }> {
  const { document, nonce, assertion } = of;
  if (assertion.id !== passkey.credentialId) return { fault: 'Another passkey signed it.' };
  return faulty(async () => {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: assertion,
      expectedChallenge: challengeFor(document, nonce),
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      credential: {
        id: passkey.credentialId,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
      },
      requireUserVerification: true,
    });
    return verified ? { counter: authenticationInfo.newCounter } : { fault: 'The signature does not hold.' };
  });
}

/** The passkey that was made for this challenge on our site, or why it is none. */
export async function registeredBy(
  registration: Registration,
  challenge: string,
  site: RelyingParty,
): Promise<Registered | { readonly fault: string }> {
  return faulty(async () => {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: registration,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
    });
    if (!verified) return { fault: 'It was not made for this.' };
    const { credential, aaguid, credentialBackedUp } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      make: aaguid,
      backedUp: credentialBackedUp,
    };
  });
}

/** By which two people can compare a passkey over a counter: of its public half. */
export function fingerprintOf(publicKey: Uint8Array): string {
  const hex = createHash('sha256').update(publicKey).digest('hex').slice(0, 32);
  return (hex.match(/.{4}/g) ?? []).join(' ');
}

/** The library says every fault of an answer by an error: an answer that is none of its passkey is no bug of ours. */
async function faulty<T>(work: () => Promise<T>): Promise<T | { readonly fault: string }> {
  try {
    return await work();
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'It cannot be read.' };
  }
}
