import type { CheckCode, InquiryConsent, Item, Source } from './checks.js';
import type { SignedAct, SignedDocument } from './signatures.js';

export const CONSENT_RECORD_FORMAT = 'sekisho-consent-record/1';

/** The steps by which a person says what may be asked about them, and what may not any more (Art. 12(3)). */
export const CONSENT_ACTS = [
  'giveConsent',
  'refuseConsent',
  'answerSupplement',
  'withdrawInquiry',
  'withdrawConsent',
] as const satisfies readonly SignedAct[];
export type ConsentAct = (typeof CONSENT_ACTS)[number];

/**
 * Everything by which anybody can ask again, without us, whether a person allowed what was asked about them: what they read,
 * what they signed and with which passkey, and what was asked of whom. Codes, ids, dates and the words of our own forms.
 */
export interface ConsentRecord {
  readonly format: typeof CONSENT_RECORD_FORMAT;
  readonly caseId: string;
  readonly madeAt: string;
  /** For which site a passkey signed. */
  readonly site: { readonly origin: string; readonly id: string };
  /** As it was served: its name holds the start of the hash of its lines. Null where no pack has it any more. */
  readonly notice: {
    readonly text: string;
    readonly ja: readonly string[];
    readonly en: readonly string[];
  } | null;
  readonly passkeys: readonly RecordedPasskey[];
  /** In the order in which they took effect. */
  readonly acts: readonly RecordedAct[];
  /** What was put to a source in this case. What was taken over from an earlier one was asked there. */
  readonly questions: readonly RecordedQuestion[];
  /** By which the grants verify, and the seal of this record. */
  readonly keys: readonly RecordedKey[];
}

export interface RecordedKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

export interface RecordedPasskey {
  readonly credentialId: string;
  /** COSE, base64url. */
  readonly publicKey: string;
  readonly fingerprint: string;
  readonly enrolledAt: string;
  readonly revokedAt: string | null;
}

/** What was said, as the register keeps it. */
export interface RecordedSaid {
  readonly text?: string | undefined;
  readonly inquiries?: InquiryConsent | undefined;
  readonly codes?: readonly CheckCode[] | undefined;
}

export interface RecordedAct {
  readonly id: string;
  readonly act: ConsentAct;
  readonly at: string;
  readonly said: RecordedSaid;
  readonly signed: {
    readonly passkey: string;
    readonly document: SignedDocument;
    readonly nonce: string;
    readonly assertion: Readonly<Record<string, unknown>>;
  } | null;
  /** The signed original, where it came on paper: who holds that can compare. */
  readonly paper: {
    readonly hash: string;
    readonly signedOn: string;
    readonly receivedOn: string;
  } | null;
}

export interface RecordedQuestion {
  readonly requestId: string;
  readonly check: CheckCode;
  readonly item: Item;
  readonly source: Source;
  readonly askedAt: string;
  readonly usedAt: string | null;
  readonly withdrawnAt: string | null;
  /** Compact JWS, as it travelled. */
  readonly grant: string | null;
  /** Base64url: with it the grant names its consent. */
  readonly salt: string | null;
}
