import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { IdentityCheck, Loss, LossGround } from '../domain/passkeys.js';
import type { Tx } from './db.js';
import type { EnrolledAt } from './enrolment.js';
import type { Tables } from './tables.js';

export interface PasskeyLoss extends Loss, EnrolledAt {
  readonly id: string;
  readonly caseId: string;
  readonly ground: LossGround;
  readonly identityCheck: IdentityCheck;
  readonly reportedAt: string;
}

/** Of this person in this organ, newest first. */
export async function lossesOf(tx: Tx, { organId, subjectId }: EnrolledAt): Promise<PasskeyLoss[]> {
  const rows = await tx
    .selectFrom('passkey_losses')
    .selectAll()
    .where('organ_id', '=', organId)
    .where('subject_id', '=', subjectId)
    .orderBy('reported_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(lossFrom);
}

/** Those of an organ that wait for somebody: to be confirmed, or looked into after an objection. */
export async function lossesThatWait(tx: Tx, organId: string, limit: number): Promise<PasskeyLoss[]> {
  const rows = await tx
    .selectFrom('passkey_losses as l')
    .selectAll('l')
    .where('l.organ_id', '=', organId)
    .where((e) => e.or([e('l.confirmed_at', 'is', null), e('l.objected_at', 'is not', null)]))
    // Looked into since: a later one tells how.
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('passkey_losses as n')
            .select('n.id')
            .whereRef('n.organ_id', '=', 'l.organ_id')
            .whereRef('n.subject_id', '=', 'l.subject_id')
            .whereRef('n.reported_at', '>', 'l.reported_at'),
        ),
      ),
    )
    .orderBy('l.reported_at')
    .orderBy('l.id')
    .limit(limit)
    .execute();
  return rows.map(lossFrom);
}

export async function lossOf(tx: Tx, id: string): Promise<PasskeyLoss | undefined> {
  const row = await tx.selectFrom('passkey_losses').selectAll().where('id', '=', id).executeTakeFirst();
  return row && lossFrom(row);
}

export async function reportLoss(
  tx: Tx,
  of: EnrolledAt & {
    readonly caseId: string;
    readonly ground: LossGround;
    readonly identityCheck: IdentityCheck;
  },
  { by, now }: { by: string; now: string },
): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto('passkey_losses')
    .values({
      id,
      organ_id: of.organId,
      subject_id: of.subjectId,
      case_id: of.caseId,
      ground: of.ground,
      identity_check: of.identityCheck,
      reported_at: now,
      reported_by: by,
    })
    .execute();
  return id;
}

export async function confirmLoss(
  tx: Tx,
  id: string,
  { by, now, countsFrom }: { by: string; now: string; countsFrom: string },
): Promise<void> {
  await tx
    .updateTable('passkey_losses')
    .set({ confirmed_at: now, confirmed_by: by, counts_from: countsFrom })
    .where('id', '=', id)
    .execute();
}

export async function objectToLoss(
  tx: Tx,
  id: string,
  { by, now }: { by: string; now: string },
): Promise<void> {
  await tx
    .updateTable('passkey_losses')
    .set({ objected_at: now, objected_by: by })
    .where('id', '=', id)
    .execute();
}

function lossFrom(row: Selectable<Tables['passkey_losses']>): PasskeyLoss {
  return {
    id: row.id,
    organId: row.organ_id,
    subjectId: row.subject_id,
    caseId: row.case_id,
    ground: row.ground,
    identityCheck: row.identity_check,
    reportedAt: row.reported_at.toISOString(),
    reportedBy: row.reported_by,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    countsFrom: row.counts_from?.toISOString() ?? null,
    objectedAt: row.objected_at?.toISOString() ?? null,
  };
}
