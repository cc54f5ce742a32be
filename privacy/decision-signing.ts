import { createHash, createHmac, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import { type KeyFileOptions, type KeyPurpose, readKeyFile } from './key-file.js';
import { type Key, watchKeyFile } from './key-watch.js';

/** What anybody may hold to check a signature (RFC 7517, 8037). `kid` is the key's own fingerprint (RFC 7638). */
export interface PublicKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

/** Signs what an organ decided. In-process today; a key service later implements the same two calls. */
export interface DecisionSigner {
  /** The value as a compact JWS (RFC 7515): its canonical JSON, signed by the current key with Ed25519; as what this signer signs, or as another thing that is said with its key. */
  sign(value: unknown, as?: Signed): string;
  /** Of every key that still counts, rotated ones included. */
  publicKeys(): PublicKey[];
}

/** What is signed with a key file, and what its signatures say that they are: none is taken for another kind. */
export interface Signed {
  readonly purpose: KeyPurpose;
  readonly type: string;
}
const DECISIONS: Signed = { purpose: 'signing', type: 'sekisho-decision' };
/** That a file was destroyed: said with the key that decisions are signed with, and never taken for one. */
export const DISPOSALS: Signed = { purpose: 'signing', type: 'sekisho-disposal' };

/**
 * Keys in a key file of their own (key-file.ts): its 32 bytes are an Ed25519 seed. A rotated file is noticed; a key that
 * was taken out of it verifies nothing here any more, but whoever kept the public one still can.
 * @throws {KeyFileError} when the file cannot be used.
 */
export function signerFromFile(
  file: string,
  options: KeyFileOptions = {},
  { purpose, type }: Signed = DECISIONS,
): DecisionSigner {
  const ring = watchKeyFile(file, readKeyFile(file, purpose, options), purpose);
  return {
    sign: (value, as) => signed(value, ring.current(), as?.type ?? type),
    publicKeys: () => ring.all().map((key) => publicOf(key)),
  };
}

function signed(value: unknown, key: Key, type: string): string {
  const header = headerOf(publicOf(key).kid, type);
  const text = `${coded(header)}.${coded(canonicalJson(value))}`;
  return `${text}.${sign(null, Buffer.from(text), privateOf(key)).toString('base64url')}`;
}

const headerOf = (kid: string, typ: string): string => canonicalJson({ alg: 'EdDSA', kid, typ });
const coded = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/** PKCS #8 of an Ed25519 seed (RFC 8410): always the same sixteen bytes before it. */
const BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateOf({ key }: Key) {
  return createPrivateKey({ key: Buffer.concat([BEFORE_SEED, key]), format: 'der', type: 'pkcs8' });
}

function publicOf(key: Key): PublicKey {
  const { x = '' } = createPublicKey(privateOf(key)).export({ format: 'jwk' });
  return { kty: 'OKP', crv: 'Ed25519', x, kid: kidOf(x), alg: 'EdDSA', use: 'sig' };
}

/** The name of a key, which follows from it (RFC 7638). */
export function kidOf(x: string): string {
  return createHash('sha256')
    .update(canonicalJson({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}

/** What was signed, or in a plain sentence why it does not count. */
export type Opened = { readonly value: unknown } | { readonly fault: string };

/** Opens a JWS of {@link DecisionSigner.sign}, and nothing that differs from one by a single character. */
export function openSigned(
  jws: string,
  keys: readonly Pick<PublicKey, 'kid' | 'x'>[],
  { type }: Pick<Signed, 'type'> = DECISIONS,
): Opened {
  const [header = '', payload = '', signature = '', ...more] = jws.split('.');
  if (more.length > 0 || signature === '') return { fault: 'This is no signed packet.' };
  const key = keys.find(({ kid }) => coded(headerOf(kid, type)) === header);
  if (!key) return { fault: 'It was signed by none of these keys.' };
  const bytes = Buffer.from(signature, 'base64url');
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.x }, format: 'jwk' });
  // Base64 of 64 bytes leaves four bits over: the one way to write them is the one that counts.
  const holds =
    bytes.toString('base64url') === signature &&
    verify(null, Buffer.from(`${header}.${payload}`), publicKey, bytes);
  if (!holds) return { fault: 'The signature does not hold: the packet was altered, or never signed so.' };
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const value: unknown = JSON.parse(text);
  if (canonicalJson(value) !== text) return { fault: 'What was signed is not written as packets are.' };
  return { value };
}

/** A document's hash under a packet's own random key: without the key, no guess at the words can be tested. */
export function keyedHash(key: string, content: unknown): string {
  return createHmac('sha256', Buffer.from(key, 'base64url'))
    .update(canonicalJson(content))
    .digest('base64url');
}
