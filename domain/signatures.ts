import type { Action } from './edges.js';

/**
 * What a person signs with their passkey, where they take the step themselves and not on paper: what is said to be theirs
 * must be nobody else's to make, whoever runs the servers (Art. 12(3), 13; Standards: pledge).
 */
export const SIGNED_ACTS = [
  'giveConsent',
  'refuseConsent',
  'withdrawConsent',
  'withdrawInquiry',
  'answerSupplement',
  'signPledge',
  'renewPledge',
] as const satisfies readonly Action[];
export type SignedAct = (typeof SIGNED_ACTS)[number];

export function isSigned(action: Action): action is SignedAct {
  return (SIGNED_ACTS as readonly Action[]).includes(action);
}

/**
 * The document that is signed, whole: its canonical JSON and a number used once are what the passkey signs. Codes, ids and
 * names of texts, and no word of anybody's.
 */
export interface SignedDocument {
  readonly kind: typeof DOCUMENT_KIND;
  readonly act: SignedAct;
  readonly caseId: string;
  /** The forms as they were shown, each by its version and hash. */
  readonly texts: readonly string[];
  /** What was said, as it was sent: all of the request but the signature. */
  readonly said: unknown;
}
export const DOCUMENT_KIND = 'sekisho-signed-document/1';

export function documentOf(of: Omit<SignedDocument, 'kind'>): SignedDocument {
  return { kind: DOCUMENT_KIND, ...of };
}
