import { sql } from 'kysely';
import type { SignedDocument } from '../domain/signatures.js';
import { canonicalJson } from '../privacy/canonical-json.js';
import type { Assertion, Passkey } from '../privacy/passkeys.js';
import { type Tx, violated } from './db.js';

/** A passkey that its person can sign with, and of what make it says that it is. */
export interface LivePasskey extends Passkey {
  readonly id: string;
  readonly make: string;
}

export async function livePasskeys(tx: Tx, sub: string): Promise<LivePasskey[]> {
  const rows = await tx
    .selectFrom('passkeys')
    .select(['id', 'credential_id', 'public_key', 'counter', 'make'])
    .where('sub', '=', sub)
    .where('revoked_at', 'is', null)
    .orderBy('enrolled_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, credential_id, public_key, counter, make }) => ({
    id,
    credentialId: credential_id,
    publicKey: public_key,
    counter: Number(counter),
    make,
  }));
}

export interface Signature {
  readonly commandId: string;
  readonly caseId: string;
  readonly passkeyId: string;
  readonly nonce: string;
  readonly document: SignedDocument;
  readonly assertion: Assertion;
  /** What the authenticator has counted to. */
  readonly counter: number;
}

/** Beside the step it signs, in its transaction. `false`: this number has signed something before. */
export async function keepSignature(tx: Tx, signature: Signature, now: string): Promise<boolean> {
  const { commandId, caseId, passkeyId, nonce, document, assertion, counter } = signature;
  try {
    await tx
      .insertInto('signatures')
      .values({
        command_id: commandId,
        case_id: caseId,
        passkey_id: passkeyId,
        nonce,
        document: canonicalJson(document),
        assertion: JSON.stringify(assertion),
        signed_at: now,
      })
      .execute();
  } catch (error) {
    if (violated(error) === 'signatures_nonce_key') return false;
    throw error;
  }
  await tx
    .updateTable('passkeys')
    .set({ counter: sql`greatest(counter, ${counter})` })
    .where('id', '=', passkeyId)
    .execute();
  return true;
}
