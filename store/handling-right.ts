import { sql } from 'kysely';
import { hasBasis } from './certified.js';
import type { Tx } from './db.js';

export interface HandlingRight {
  readonly canHandle: boolean;
  readonly validUntil: string | null;
}

/**
 * Whether a person may handle the information at one organ at this moment (Art. 11): a positive result of that organ's
 * head, notified no more than ten years ago, pledged, and no doubt notice since; of a contractor's people only while the
 * contractor is certified by that organ (Art. 10), on the very day, before any sweep has stopped the right. Read from the
 * register alone; it never waits for a workflow. It does not imply access: need-to-know is another list.
 */
export async function handlingRight(
  tx: Tx,
  of: { subjectId: string; organId: string },
  now: string,
): Promise<HandlingRight> {
  const { rows } = await sql<{ last_valid_day: string }>`
    select cl.last_valid_day::text as last_valid_day from clearances cl join cases c on c.id = cl.id
    where c.subject_id = ${of.subjectId} and c.organ_id = ${of.organId}
      and c.stage in ('ACTIVE', 'REVIEW') and cl.pledged_at is not null and cl.doubt_served_at is null
      and cl.notified_at <= ${now} and ${now} < cl.expires_at
      and ${hasBasis({ contractorId: sql`c.contractor_id`, organId: sql`c.organ_id` }, now)}
    limit 1
  `.execute(tx);
  const row = rows[0];
  return { canHandle: row !== undefined, validUntil: row?.last_valid_day ?? null };
}
