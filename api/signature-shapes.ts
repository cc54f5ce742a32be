import { z } from 'zod';
import { SIGNED_ACTS, DOCUMENT_KIND } from '../domain/signatures.js';

/** Bytes as a browser writes them (WebAuthn). */
export const coded = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[A-Za-z0-9_-]+$/, 'not base64url');

/** What a browser's `toJSON()` gives, as far as a signature needs it. */
export const AssertionShape = z
  .strictObject({
    id: coded(1_400),
    rawId: coded(1_400),
    type: z.literal('public-key'),
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
    // Nothing is asked of it, and so it has nothing to say.
    clientExtensionResults: z.strictObject({}),
    response: z.strictObject({
      clientDataJSON: coded(4_096),
      authenticatorData: coded(4_096),
      signature: coded(2_048),
      userHandle: coded(200).optional(),
    }),
  })
  .meta({
    id: 'Assertion',
    description: 'An authenticator’s answer, as `PublicKeyCredential.toJSON()` gives it (WebAuthn)',
  });

export const SignatureShape = z.strictObject({ nonce: coded(100), assertion: AssertionShape }).meta({
  id: 'Signature',
  description:
    'Over the challenge of a SIGNATURE_NEEDED, by a passkey of whoever takes the step. Send it with the very body that was refused, which is what was signed',
});
export type GivenSignature = z.output<typeof SignatureShape>;

export const ToSignShape = z
  .object({
    document: z
      .object({
        kind: z.literal(DOCUMENT_KIND),
        act: z.enum(SIGNED_ACTS),
        caseId: z.uuid(),
        texts: z.array(z.string()),
        said: z.record(z.string(), z.unknown()),
      })
      .meta({
        description: 'What is signed: the step, its case, the texts shown, and the body as it was sent',
      }),
    nonce: z.string(),
    challenge: z.string().meta({
      description:
        'SHA-256, base64url, of three lines: `sekisho-challenge/1`, the nonce, and the document as canonical JSON without a line break after it',
    }),
    rpId: z.string(),
    credentialIds: z.array(z.string()),
    until: z.iso.datetime({ offset: true }),
  })
  .meta({
    id: 'ToSign',
    description: 'Of SIGNATURE_NEEDED: what is to be signed, by which passkeys, until when',
  });
