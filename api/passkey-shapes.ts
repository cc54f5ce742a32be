import { z } from 'zod';
import { IDENTITY_CHECKS, LOSS_GROUNDS, LOSS_STATES } from '../domain/passkeys.js';
import { fingerprintOf } from '../privacy/passkeys.js';
import type { KeptPasskey } from '../store/enrolment.js';
import type { PasskeyLoss } from '../store/passkey-losses.js';
import { lossState } from '../domain/passkeys.js';
import { Id } from './schemas.js';
import { coded } from './signature-shapes.js';

/** What a browser's `toJSON()` gives (WebAuthn), as far as a new passkey needs it. */
export const Registration = z
  .strictObject({
    id: coded(1_400),
    rawId: coded(1_400),
    type: z.literal('public-key'),
    authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional(),
    // Nothing is asked of it: whatever it says is not kept.
    clientExtensionResults: z.strictObject({
      credProps: z.strictObject({ rk: z.boolean().optional() }).optional(),
    }),
    response: z.strictObject({
      clientDataJSON: coded(4_096),
      attestationObject: coded(16_384),
      authenticatorData: coded(4_096).optional(),
      publicKey: coded(4_096).optional(),
      publicKeyAlgorithm: z.number().int().optional(),
      transports: z
        .array(z.enum(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']))
        .max(7)
        .optional(),
    }),
  })
  .meta({
    id: 'Registration',
    description: 'A new passkey, as `PublicKeyCredential.toJSON()` gives it (WebAuthn)',
  });

export const IdentityCheckField = z.enum(IDENTITY_CHECKS).meta({
  description: 'Which document with a photograph was looked at. No number of it is kept',
});
export const CodeBody = z.strictObject({ identityCheck: IdentityCheckField });
export const CodeAnswer = z.strictObject({
  enrolmentCode: z.string().nullable().meta({
    description:
      'To be handed over across the counter. Told once: null where the request is repeated, and another code takes its place',
  }),
  validFrom: z.string().meta({ description: 'Later than now where a cool-down still runs' }),
  validUntil: z.string(),
});

export const EnrolmentBody = z.strictObject({
  code: z
    .string()
    .trim()
    .max(40)
    .regex(/^[0-9A-Za-z\s-]+$/, 'letters and digits')
    .meta({ description: 'As it was handed over; small letters and blanks do not matter' }),
  nonce: coded(100).meta({ description: 'The `challenge` of the options' }),
  credential: Registration,
});
const Algorithm = z.strictObject({ type: z.literal('public-key'), alg: z.number().int() });
export const CreationOptions = z
  .strictObject({
    rp: z.strictObject({ id: z.string(), name: z.string() }),
    user: z.strictObject({ id: z.string(), name: z.string(), displayName: z.string() }),
    challenge: z.string(),
    pubKeyCredParams: z.array(Algorithm),
    timeout: z.number().int(),
    attestation: z.literal('none'),
    authenticatorSelection: z.strictObject({
      residentKey: z.literal('discouraged'),
      requireResidentKey: z.literal(false),
      userVerification: z.literal('required'),
    }),
    excludeCredentials: z.array(z.strictObject({ type: z.literal('public-key'), id: z.string() })),
  })
  .meta({
    id: 'PasskeyCreationOptions',
    description: '`PublicKeyCredentialCreationOptionsJSON` (WebAuthn), for a quarter of an hour',
  });

export const PasskeyShown = z
  .strictObject({
    id: Id,
    fingerprint: z.string().meta({
      description:
        'Of its public half, to be written down: by it anybody sees later that what was signed is theirs',
    }),
    make: z.string().meta({ description: 'Which make it says that it is (AAGUID)' }),
    backedUp: z.boolean().meta({ description: 'It lies with a provider too, and may be on several devices' }),
    enrolledAt: z.string(),
    stands: z.boolean(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'Passkey' });

export const LossShown = z
  .strictObject({
    id: Id,
    caseId: Id,
    ground: z.enum(LOSS_GROUNDS),
    state: z.enum(LOSS_STATES),
    reportedAt: z.string(),
    confirmedAt: z.string().nullable(),
    countsFrom: z.string().nullable().meta({ description: 'When the cool-down is over, and a code counts' }),
    objectedAt: z.string().nullable(),
  })
  .meta({ id: 'PasskeyLoss' });
const CodeShown = z
  .strictObject({ validFrom: z.string(), validUntil: z.string(), triesLeft: z.number().int() })
  .nullable()
  .meta({ description: 'A code that was handed over and not used yet; never the code itself' });

export const OwnPasskeys = z.strictObject({
  items: z.array(PasskeyShown),
  losses: z.array(LossShown),
  codes: z
    .array(CodeShown.unwrap())
    .meta({ description: 'Handed over and not used yet; never a code itself' }),
});
export const CasePasskeys = z.strictObject({
  items: z.array(PasskeyShown),
  losses: z.array(LossShown.extend({ you: z.boolean() })),
  waiting: CodeShown,
});
export const LossBody = z.strictObject({
  caseId: Id,
  ground: z.enum(LOSS_GROUNDS),
  identityCheck: IdentityCheckField,
});
export const LossList = z.strictObject({ items: z.array(LossShown.extend({ you: z.boolean() })) });

export function passkeyShown(one: KeptPasskey): z.input<typeof PasskeyShown> {
  const { id, publicKey, make, backedUp, enrolledAt, revokedAt } = one;
  return {
    id,
    fingerprint: fingerprintOf(publicKey),
    make,
    backedUp,
    enrolledAt,
    stands: revokedAt === null,
    revokedAt,
  };
}

export function lossShown(loss: PasskeyLoss, now: string): z.input<typeof LossShown> {
  const { id, caseId, ground, reportedAt, confirmedAt, countsFrom, objectedAt } = loss;
  const state = lossState(loss, now);
  return { id, caseId, ground, state, reportedAt, confirmedAt, countsFrom, objectedAt };
}
