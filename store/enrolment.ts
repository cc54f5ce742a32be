import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { IdentityCheck } from '../domain/passkeys.js';
import type { Tx } from './db.js';

/** A person as one organ knows them: by whose sign-in they act there, and with which passkey. */
export interface EnrolledAt {
  readonly organId: string;
  readonly subjectId: string;
}

/** Of one person what is handed over, enrolled and lost happens one after the other. */
export async function lockEnrolment(tx: Tx, { organId, subjectId }: EnrolledAt): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${JSON.stringify([organId, subjectId])}, 7206062))`.execute(
    tx,
  );
}

/** Sign-ins by which they act in this organ's cases. */
export async function accountsOf(tx: Tx, { organId, subjectId }: EnrolledAt): Promise<string[]> {
  const rows = await tx
    .selectFrom('principals')
    .select('sub')
    .where('role', '=', 'Subject')
    .where('subject_id', '=', subjectId)
    .where((e) => e.or([e('organ_id', '=', organId), e('organ_id', 'is', null)]))
    .orderBy('sub')
    .execute();
  return [...new Set(rows.map(({ sub }) => sub))];
}

export interface KeptPasskey {
  readonly id: string;
  readonly sub: string;
  readonly publicKey: Uint8Array;
  readonly make: string;
  readonly backedUp: boolean;
  readonly enrolledAt: string;
  readonly revokedAt: string | null;
}

/** Newest first, those that stand no more included. */
export async function passkeysOf(tx: Tx, subs: readonly string[]): Promise<KeptPasskey[]> {
  if (subs.length === 0) return [];
  const rows = await tx
    .selectFrom('passkeys')
    .select(['id', 'sub', 'public_key', 'make', 'backed_up', 'enrolled_at', 'revoked_at'])
    .where('sub', 'in', [...subs])
    .orderBy('enrolled_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sub: row.sub,
    publicKey: row.public_key,
    make: row.make,
    backedUp: row.backed_up,
    enrolledAt: row.enrolled_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }));
}

/** Undefined where this passkey is known already, whosever it is. */
export async function addPasskey(
  tx: Tx,
  of: {
    readonly sub: string;
    readonly credentialId: string;
    readonly publicKey: Uint8Array;
    readonly counter: number;
    readonly make: string;
    readonly backedUp: boolean;
    readonly now: string;
  },
): Promise<string | undefined> {
  const row = await tx
    .insertInto('passkeys')
    .values({
      id: randomUUID(),
      sub: of.sub,
      credential_id: of.credentialId,
      public_key: Buffer.from(of.publicKey),
      counter: String(of.counter),
      make: of.make,
      backed_up: of.backedUp,
      enrolled_at: of.now,
    })
    .onConflict((c) => c.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

/** From now on nothing can be signed with them; what was, stays as it is. */
export async function revokePasskeys(
  tx: Tx,
  subs: readonly string[],
  { by, now }: { by: string; now: string },
): Promise<string[]> {
  if (subs.length === 0) return [];
  const rows = await tx
    .updateTable('passkeys')
    .set({ revoked_at: now, revoked_by: by })
    .where('sub', 'in', [...subs])
    .where('revoked_at', 'is', null)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export interface OpenCode extends EnrolledAt {
  readonly id: string;
  readonly caseId: string;
  readonly hash: Uint8Array;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly tries: number;
}

/** The one code of theirs that nobody has used, replaced or tried too often; whether it counts today is the caller's to ask. */
export async function openCode(tx: Tx, { organId, subjectId }: EnrolledAt): Promise<OpenCode | undefined> {
  const row = await tx
    .selectFrom('enrolment_codes')
    .select(['id', 'case_id', 'code_hash', 'valid_from', 'valid_until', 'tries'])
    .where('organ_id', '=', organId)
    .where('subject_id', '=', subjectId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      organId,
      subjectId,
      caseId: row.case_id,
      hash: row.code_hash,
      validFrom: row.valid_from.toISOString(),
      validUntil: row.valid_until.toISOString(),
      tries: row.tries,
    }
  );
}

export async function keepCode(
  tx: Tx,
  of: EnrolledAt & {
    readonly caseId: string;
    readonly hash: Uint8Array;
    readonly identityCheck: IdentityCheck;
    readonly validFrom: string;
    readonly validUntil: string;
  },
  { by, now }: { by: string; now: string },
): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('enrolment_codes')
    .values({
      id,
      organ_id: of.organId,
      subject_id: of.subjectId,
      case_id: of.caseId,
      code_hash: Buffer.from(of.hash),
      identity_check: of.identityCheck,
      made_at: now,
      made_by: by,
      valid_from: of.validFrom,
      valid_until: of.validUntil,
    })
    .execute();
  return id;
}

/** One try more. Whether it was the last. */
export async function countTry(tx: Tx, { id, tries }: OpenCode, most: number, now: string): Promise<boolean> {
  const last = tries + 1 >= most;
  await tx
    .updateTable('enrolment_codes')
    .set({ tries: tries + 1, ...(last ? { ended_at: now, ended_as: 'TRIED' as const } : {}) })
    .where('id', '=', id)
    .execute();
  return last;
}

export async function endCode(tx: Tx, of: EnrolledAt, as: 'USED' | 'VOID', now: string): Promise<void> {
  await tx
    .updateTable('enrolment_codes')
    .set({ ended_at: now, ended_as: as })
    .where('organ_id', '=', of.organId)
    .where('subject_id', '=', of.subjectId)
    .where('ended_at', 'is', null)
    .execute();
}

/** Where these people have, or had, a code or a loss; row-level security lets them see their own. */
export async function placesWithCodes(tx: Tx, subjectIds: readonly string[]): Promise<EnrolledAt[]> {
  if (subjectIds.length === 0) return [];
  const { rows } = await sql<{ organ_id: string; subject_id: string }>`
    select organ_id, subject_id from enrolment_codes where subject_id = any (${[...subjectIds]}::uuid[])
    union select organ_id, subject_id from passkey_losses where subject_id = any (${[...subjectIds]}::uuid[])
    order by 1, 2`.execute(tx);
  return rows.map((row) => ({ organId: row.organ_id, subjectId: row.subject_id }));
}
