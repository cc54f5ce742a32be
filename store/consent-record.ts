import { sql } from 'kysely';
import {
  CONSENT_ACTS,
  type RecordedAct,
  type RecordedPasskey,
  type RecordedQuestion,
} from '../domain/consent-record.js';
import type { OriginalRef } from '../domain/original.js';
import type { SignedDocument } from '../domain/signatures.js';
import { fingerprintOf } from '../privacy/passkeys.js';
import type { Tx } from './db.js';
import type { StepDetails } from './step.js';

/** What the person of a case said of what may be asked, in its order, and with what they signed it. */
export async function consentActsOf(
  tx: Tx,
  caseId: string,
): Promise<{ readonly acts: RecordedAct[]; readonly passkeys: RecordedPasskey[] }> {
  const rows = await tx
    .selectFrom('commands as m')
    .leftJoin('signatures as s', 's.command_id', 'm.command_id')
    .leftJoin('passkeys as p', 'p.id', 's.passkey_id')
    .select(['m.command_id', 'm.action', 'm.at', 'm.details', 's.document', 's.nonce', 's.assertion'])
    .select(['p.credential_id', 'p.public_key', 'p.enrolled_at', 'p.revoked_at'])
    .where('m.case_id', '=', caseId)
    .where('m.action', 'in', [...CONSENT_ACTS])
    .orderBy('m.seq')
    .execute();
  const passkeys = new Map<string, RecordedPasskey>();
  const acts = rows.map((row): RecordedAct => {
    const { credential_id: passkey, public_key: key, enrolled_at: enrolledAt, document, nonce } = row;
    const isSigned = passkey !== null && key !== null && enrolledAt !== null;
    if (isSigned)
      passkeys.set(passkey, {
        credentialId: passkey,
        publicKey: key.toString('base64url'),
        fingerprint: fingerprintOf(key),
        enrolledAt: enrolledAt.toISOString(),
        revokedAt: row.revoked_at?.toISOString() ?? null,
      });
    const { original, ...said } = row.details as StepDetails & { readonly original?: OriginalRef };
    return {
      id: row.command_id,
      act: row.action as RecordedAct['act'],
      at: row.at.toISOString(),
      said: saidIn(said),
      signed:
        // Of a destroyed file that it was signed is all that is left.
        isSigned && document !== null && document !== '' && nonce !== null && row.assertion !== null
          ? { passkey, document: JSON.parse(document) as SignedDocument, nonce, assertion: row.assertion }
          : null,
      paper: original
        ? { hash: original.hash, signedOn: original.signedOn, receivedOn: original.receivedOn }
        : null,
    };
  });
  return { acts, passkeys: [...passkeys.values()] };
}

function saidIn({ text, inquiries, codes }: StepDetails): RecordedAct['said'] {
  return {
    ...(text === undefined ? {} : { text }),
    ...(inquiries === undefined ? {} : { inquiries }),
    ...(codes === undefined ? {} : { codes }),
  };
}

/** What was put to sources in a case, oldest first, and what allowed it. */
export async function questionsPutIn(tx: Tx, caseId: string): Promise<RecordedQuestion[]> {
  const rows = await tx
    .selectFrom('checks as k')
    .leftJoin('consent_grants as g', 'g.request_id', 'k.request_id')
    .select(['k.request_id', 'k.code', 'k.item', 'k.source', 'k.status', 'k.created_at'])
    .select(['g.token', 'g.salt', 'g.used_at', 'g.withdrawn_at'])
    .where('k.case_id', '=', caseId)
    .where('k.reused', '=', sql.lit(false))
    .orderBy('k.created_at')
    .orderBy('k.code')
    .execute();
  return rows.map((row) => ({
    requestId: row.request_id,
    check: row.code,
    item: row.item,
    source: row.source,
    askedAt: row.created_at.toISOString(),
    usedAt: row.used_at?.toISOString() ?? null,
    withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
    grant: row.token,
    salt: row.salt?.toString('base64url') ?? null,
  }));
}
