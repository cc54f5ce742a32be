import { deflateSync } from 'node:zlib';
import { z } from 'zod';
import { secondsAt } from '../domain/calendar.js';
import { type ConsentGrant, GRANT_PURPOSE, type GrantIssuer, STATUS_LIST_SIZE } from '../domain/grants.js';
import { type Opened, openSigned, type PublicKey, type Signed, signerFromFile } from './decision-signing.js';
import type { KeyFileOptions } from './key-file.js';

/** Grants have a key file and a type of signature of their own: what signs decisions can allow no question. */
const GRANTS: Signed = { purpose: 'grants', type: 'sekisho-grant+jwt' };
/** The published list that tells which of them still count (Token Status List, IETF draft 21). */
const STATUS: Signed = { purpose: 'grants', type: 'statuslist+jwt' };
/** What a consent record is sealed with: the same keys, so that who has them has all that verifying it needs. */
const RECORDS: Signed = { purpose: 'grants', type: 'sekisho-consent-record+jwt' };
/** How long a copy of the list may be gone by: what is taken back may be asked by for so long by who does not fetch. Seconds. */
export const STATUS_TTL = 300;

/** A grant as it travels. A source that reads it needs no word of ours beside the keys. */
const Token = z.strictObject({
  iss: z.string(),
  jti: z.string(),
  aud: z.string(),
  item: z.string(),
  check: z.string(),
  fields: z.array(z.string()),
  purpose: z.literal(GRANT_PURPOSE),
  text: z.string(),
  consent: z.string().optional(),
  iat: z.number(),
  exp: z.number(),
  status: z.strictObject({ status_list: z.strictObject({ idx: z.number(), uri: z.string() }) }),
});

export interface GrantSigner extends GrantIssuer {
  /** One page of the list as it stands, with the places that no longer count: used, expired and taken back alike. */
  signStatus(list: number, ended: readonly number[], now: string): string;
  /** A consent record as a compact JWS. */
  sealRecord(record: unknown): string;
  publicKeys(): PublicKey[];
}

const statusPath = (list: number): string => `/gateway/grant-status/${list}`;

/**
 * @param publicUrl where sources reach us, by which a grant names its issuer and its list.
 * @throws {KeyFileError} when the file cannot be used.
 */
export function grantSignerFromFile(
  file: string,
  publicUrl: string,
  options: KeyFileOptions = {},
): GrantSigner {
  const grants = signerFromFile(file, options, GRANTS);
  const lists = signerFromFile(file, options, STATUS);
  const records = signerFromFile(file, options, RECORDS);
  return {
    issue: ({ status, ...grant }) =>
      grants.sign({
        iss: publicUrl,
        ...grant,
        status: { status_list: { idx: status.index, uri: publicUrl + statusPath(status.list) } },
      }),
    signStatus: (list, ended, now) => {
      const iat = secondsAt(now);
      const sub = publicUrl + statusPath(list);
      return lists.sign({ sub, iat, exp: iat + STATUS_TTL, ttl: STATUS_TTL, status_list: listOf(ended) });
    },
    sealRecord: (record) => records.sign(record),
    publicKeys: () => grants.publicKeys(),
  };
}

/** A bit each, the first place the lowest bit of the first byte. */
function listOf(ended: readonly number[]): { bits: 1; lst: string } {
  const bytes = Buffer.alloc(STATUS_LIST_SIZE / 8);
  for (const index of ended) bytes.writeUInt8(bytes.readUInt8(index >> 3) | (1 << (index & 7)), index >> 3);
  return { bits: 1, lst: deflateSync(bytes).toString('base64url') };
}

/** What was signed, where it was, by one of these keys; else a plain sentence why not. */
export function openGrant(
  token: string,
  keys: readonly Pick<PublicKey, 'kid' | 'x'>[],
): { readonly grant: Omit<ConsentGrant, 'status'>; readonly issuer: string } | { readonly fault: string } {
  const opened = openSigned(token, keys, GRANTS);
  if ('fault' in opened) return opened;
  const parsed = Token.safeParse(opened.value);
  if (!parsed.success) return { fault: 'What was signed is no grant.' };
  const { iss: issuer, status: _status, ...grant } = parsed.data;
  return { grant: grant as Omit<ConsentGrant, 'status'>, issuer };
}

/** A consent record as it was sealed by one of these keys; else a plain sentence why not. */
export function openRecord(token: string, keys: readonly Pick<PublicKey, 'kid' | 'x'>[]): Opened {
  return openSigned(token, keys, RECORDS);
}
