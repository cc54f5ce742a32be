import { type RawBuilder, sql } from 'kysely';
import { dayOf } from '../domain/calendar.js';
import type { Tx } from './db.js';

/**
 * Whether a case has its basis in Art. 10 on the day of `now`: its person is the organ's own, or their contractor is
 * certified by this very organ. Of columns or of values, for a statement of one's own.
 */
export function hasBasis(
  of: { contractorId: RawBuilder<unknown>; organId: RawBuilder<unknown> },
  now: string,
): RawBuilder<boolean> {
  const day = dayOf(now);
  return sql<boolean>`(${of.contractorId} is null or exists (select 1 from certifications k
    where k.contractor_id = ${of.contractorId} and k.organ_id = ${of.organId}
      and k.valid_from <= ${day}::date and (k.valid_until is null or k.valid_until >= ${day}::date)))`;
}

/** The last day of that certification, the latest where there are two; null where there is none, or it has no end. */
export function certifiedUntil(
  of: { contractorId: RawBuilder<unknown>; organId: RawBuilder<unknown> },
  now: string,
): RawBuilder<string | null> {
  const day = dayOf(now);
  return sql<
    string | null
  >`(select nullif(max(coalesce(k.valid_until, 'infinity')), 'infinity') from certifications k
    where k.contractor_id = ${of.contractorId} and k.organ_id = ${of.organId}
      and k.valid_from <= ${day}::date and (k.valid_until is null or k.valid_until >= ${day}::date))`;
}

/** Whether that organ has certified the contractor on the day of `now`. */
export async function isCertified(
  tx: Tx,
  { contractorId, organId }: { contractorId: string; organId: string },
  now: string,
): Promise<boolean> {
  const of = { contractorId: sql`${contractorId}::uuid`, organId: sql`${organId}::uuid` };
  const { rows } = await sql<{ has: boolean }>`select ${hasBasis(of, now)} as has`.execute(tx);
  return rows[0]?.has === true;
}
