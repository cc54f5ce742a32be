import { z } from 'zod';
import { CONSENT_ACTS, CONSENT_RECORD_FORMAT, type ConsentRecord } from '../domain/consent-record.js';
import { DOCUMENT_KIND, SIGNED_ACTS } from '../domain/signatures.js';
import { PublicKeys } from './packet-shape.js';

const Text = z.string().min(1);
const Base64 = z.string().regex(/^[A-Za-z0-9_-]+$/);
/** As we write them: that the same moment is always the same text makes them comparable. */
const At = z.iso.datetime({ precision: 3 });
const Code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);

const Signed = z.strictObject({
  passkey: Base64,
  document: z.strictObject({
    kind: z.literal(DOCUMENT_KIND),
    act: z.enum(SIGNED_ACTS),
    caseId: z.uuid(),
    texts: z.array(Text),
    said: z.unknown(),
  }),
  nonce: Base64,
  assertion: z
    .looseObject({ id: Base64, rawId: Base64, type: z.literal('public-key') })
    .meta({ description: 'What the authenticator answered, as it came (WebAuthn)' }),
});

/** A record as it was sealed. Strict: a field too many is another record. */
export const ConsentRecordShape = z
  .strictObject({
    format: z.literal(CONSENT_RECORD_FORMAT),
    caseId: z.uuid(),
    madeAt: At,
    site: z.strictObject({ origin: Text, id: Text }),
    notice: z.strictObject({ text: Text, ja: z.array(z.string()), en: z.array(z.string()) }).nullable(),
    passkeys: z.array(
      z.strictObject({
        credentialId: Base64,
        publicKey: Base64,
        fingerprint: Text,
        enrolledAt: At,
        revokedAt: At.nullable(),
      }),
    ),
    acts: z.array(
      z.strictObject({
        id: z.uuid(),
        act: z.enum(CONSENT_ACTS),
        at: At,
        said: z.strictObject({
          text: Text.optional(),
          inquiries: z.record(Code, z.boolean()).optional(),
          codes: z.array(Code).optional(),
        }),
        signed: Signed.nullable(),
        paper: z
          .strictObject({
            hash: z.string().regex(/^[0-9a-f]{64}$/),
            signedOn: z.iso.date(),
            receivedOn: z.iso.date(),
          })
          .nullable(),
      }),
    ),
    questions: z.array(
      z.strictObject({
        requestId: z.uuid(),
        check: Code,
        item: Code,
        source: Code,
        askedAt: At,
        usedAt: At.nullable(),
        withdrawnAt: At.nullable(),
        grant: Text.nullable(),
        salt: Base64.nullable(),
      }),
    ),
    keys: PublicKeys.shape.keys,
  })
  .meta({
    id: 'ConsentRecord',
    description:
      'What a person read, signed and allowed, and what was asked by it: all that verifying it needs',
  }) satisfies z.ZodType<ConsentRecord>;

/** As it is served: sealed, and what is sealed in plain sight beside it. */
export const ServedConsentRecord = z
  .strictObject({
    signed: z
      .string()
      .meta({ description: 'Compact JWS (RFC 7515, Ed25519) of the record’s canonical JSON' }),
    record: ConsentRecordShape,
  })
  .meta({ id: 'SealedConsentRecord' });
