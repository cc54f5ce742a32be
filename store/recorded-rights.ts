import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Office } from '../domain/handling.js';
import type { Tx } from './db.js';

/** The two ways to the right that need no assessment here (Art. 11): an exempt office, a result under the 2014 Act. */
export interface RecordedRight {
  readonly id: string;
  readonly kind: RecordKind;
  readonly organId: string;
  readonly subjectId: string;
  readonly office: Office | null;
  readonly firstDay: string;
  readonly lastDay: string | null;
  readonly endedAt: string | null;
}
export type RecordKind = 'OFFICE' | 'SDS_RESULT';
const TABLE = { OFFICE: 'office_records', SDS_RESULT: 'sds_results' } as const;

interface By {
  readonly by: string;
  readonly now: string;
}
interface Whose {
  readonly organId: string;
  readonly subjectId: string;
}

export async function recordOffice(
  tx: Tx,
  of: Whose & { office: Office; firstDay: string; lastDay: string | null },
  { by, now }: By,
): Promise<string> {
  const row = { ...blank(of, { by, now }), office: of.office, first_day: of.firstDay, last_day: of.lastDay };
  await tx.insertInto('office_records').values(row).execute();
  return row.id;
}

export async function recordSds(
  tx: Tx,
  of: Whose & { notifiedOn: string; lastValidDay: string },
  { by, now }: By,
): Promise<string> {
  const row = { ...blank(of, { by, now }), notified_on: of.notifiedOn, last_valid_day: of.lastValidDay };
  await tx.insertInto('sds_results').values(row).execute();
  return row.id;
}

/** Whose it is, if it is there and the caller sees it. */
export async function standing(tx: Tx, kind: RecordKind, id: string) {
  const row = await tx
    .selectFrom(TABLE[kind])
    .select(['id', 'organ_id', 'subject_id'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row && { id: row.id, organId: row.organ_id, subjectId: row.subject_id };
}

/** Whether it was still standing. */
export async function endRecord(tx: Tx, kind: RecordKind, id: string, { by, now }: By): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable(TABLE[kind])
    .set({ ended_at: now, ended_by: by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Those the caller sees; row-level security decides which exist. */
export async function recordsOf(tx: Tx, organId: string): Promise<RecordedRight[]> {
  const { rows } = await sql<Omit<RecordedRight, 'endedAt'> & { endedAt: Date | null }>`
    select id, 'OFFICE' as kind, organ_id as "organId", subject_id as "subjectId", office, first_day::text as "firstDay",
      last_day::text as "lastDay", ended_at as "endedAt", recorded_at from office_records where organ_id = ${organId}
    union all
    select id, 'SDS_RESULT', organ_id, subject_id, null, notified_on::text, last_valid_day::text, ended_at, recorded_at
      from sds_results where organ_id = ${organId}
    order by recorded_at, id
  `.execute(tx);
  return rows.map(({ id, kind, organId: organ, subjectId, office, firstDay, lastDay, endedAt }) => ({
    id,
    kind,
    organId: organ,
    subjectId,
    office,
    firstDay,
    lastDay,
    endedAt: endedAt?.toISOString() ?? null,
  }));
}

function blank({ organId, subjectId }: Whose, { by, now }: By) {
  const whose = { id: randomUUID(), organ_id: organId, subject_id: subjectId };
  return { ...whose, recorded_at: now, recorded_by: by, ended_at: null, ended_by: null };
}
