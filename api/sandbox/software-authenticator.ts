import { createECDH, createHash, createPrivateKey, hkdfSync, sign } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import {
  type Assertion,
  type Registration,
  type RelyingParty,
  SOFTWARE_MAKE,
} from '../../privacy/passkeys.js';

/**
 * An authenticator for invented people, in software: it signs whatever it is given, as what a browser sends. Its key follows
 * from the seed and the account alone, so that the same person has the same passkey wherever the sandbox keeps its seed; and
 * from how many there were before, as who has lost one comes with a new one.
 */
export interface SoftwareAuthenticator {
  readonly credentialId: string;
  /** COSE (RFC 9053, ES256). */
  readonly publicKey: Uint8Array;
  register(challenge: string, site: RelyingParty): Registration;
  sign(challenge: string, site: RelyingParty): Assertion;
}

/** User present and verified (WebAuthn, authenticator data); and with a credential, where one was just made. */
const [PRESENT_AND_VERIFIED, WITH_CREDENTIAL] = [0x05, 0x45];

export function softwareAuthenticator(seed: Uint8Array, account: string, before = 0): SoftwareAuthenticator {
  const { privateKey, point } = keyFrom(seed, before === 0 ? account : `${account} ${before}`);
  const credential = createHash('sha256').update('sekisho-passkey/1\n').update(point).digest();
  const credentialId = credential.toString('base64url');
  const publicKey = coseOf(point);
  return {
    credentialId,
    publicKey,
    register: (challenge, site) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credential.length);
      const make = Buffer.from(SOFTWARE_MAKE.replaceAll('-', ''), 'hex');
      const data = Buffer.concat([head(site, WITH_CREDENTIAL), make, length, credential, publicKey]);
      const attestationObject = isoCBOR.encode(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', Uint8Array.from(data)],
        ]) as Parameters<typeof isoCBOR.encode>[0],
      );
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: coded(clientData('webauthn.create', challenge, site)),
          attestationObject: coded(attestationObject),
        },
      };
    },
    sign: (challenge, site) => {
      const client = clientData('webauthn.get', challenge, site);
      const data = head(site, PRESENT_AND_VERIFIED);
      const signature = sign(
        'sha256',
        Buffer.concat([data, createHash('sha256').update(client).digest()]),
        privateKey,
      );
      return {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: coded(client),
          authenticatorData: coded(data),
          signature: coded(signature),
        },
      };
    },
  };
}

function keyFrom(seed: Uint8Array, account: string) {
  const secret = Buffer.from(hkdfSync('sha256', seed, new Uint8Array(), `sekisho-passkey/1 ${account}`, 32));
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(secret);
  const point = ecdh.getPublicKey();
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), secret].map((part) =>
    part.toString('base64url'),
  );
  const jwk = { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '', d: d ?? '' };
  return { privateKey: createPrivateKey({ key: jwk, format: 'jwk' }), point };
}

function coseOf(point: Buffer): Uint8Array {
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Uint8Array.from(point.subarray(1, 33))],
    [-3, Uint8Array.from(point.subarray(33))],
  ]);
  return isoCBOR.encode(key as Parameters<typeof isoCBOR.encode>[0]);
}

/** Whose site, what was looked at, and a count of nothing: it does not count. */
function head(site: RelyingParty, flags: number): Buffer {
  return Buffer.concat([
    createHash('sha256').update(site.id).digest(),
    Buffer.from([flags]),
    Buffer.alloc(4),
  ]);
}

function clientData(type: string, challenge: string, { origin }: RelyingParty): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

const coded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
