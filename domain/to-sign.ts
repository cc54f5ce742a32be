/**
 * What is told to whoever takes a step without the signature it needs: the document (signatures.ts), the number used once and
 * what the passkey signs for both, which passkeys of theirs may sign, and until when.
 */
export interface ToSign {
  readonly document: object;
  readonly nonce: string;
  readonly challenge: string;
  readonly rpId: string;
  readonly credentialIds: readonly string[];
  readonly until: string;
}
