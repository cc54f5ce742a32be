import { type RawBuilder, sql } from 'kysely';
import { dayOf } from '../domain/calendar.js';

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
