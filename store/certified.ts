import { type RawBuilder, sql } from 'kysely';
import { dayOf } from '../domain/calendar.js';
import type { Tx } from './db.js';

/** Of columns or of values, for a statement of one's own. */
interface Of {
  readonly contractorId: RawBuilder<unknown>;
  readonly organId: RawBuilder<unknown>;
}

/**
 * Certifications of a contractor by this very organ, each beside a contract with it (Art. 10): two rows, or one of before
 * that stands for both, and goes on standing for the contract when the contractor was certified anew.
 */
const pairs = (of: Of) => sql`certifications k left join (
    select id, contractor_id, organ_id, first_day, last_day, ended_at from contracts
    union all select id, contractor_id, organ_id, valid_from, valid_until, ended_at from certifications where with_contract) t
    on not k.with_contract and t.contractor_id = k.contractor_id and t.organ_id = k.organ_id
  where k.contractor_id = ${of.contractorId} and k.organ_id = ${of.organId} and (k.with_contract or t.id is not null)`;

const onThat = (day: string) => sql`k.ended_at is null and t.ended_at is null
  and k.valid_from <= ${day}::date and least(k.valid_until, k.certified_until, 'infinity') >= ${day}::date
  and coalesce(t.first_day, k.valid_from) <= ${day}::date and coalesce(t.last_day, 'infinity') >= ${day}::date`;

/**
 * Whether a case has its basis in Art. 10 on the day of `now`: its person is the organ's own, or their contractor is on that
 * day both certified by this organ and under a contract with it.
 */
export function hasBasis(of: Of, now: string): RawBuilder<boolean> {
  return sql<boolean>`(${of.contractorId} is null or exists (select 1 from ${pairs(of)} and ${onThat(dayOf(now))}))`;
}

/** The last day of that basis, the latest where there are two; null where there is none, or it has no end. */
export function certifiedUntil(of: Of, now: string): RawBuilder<string | null> {
  return sql<
    string | null
  >`(select nullif(max(least(k.valid_until, k.certified_until, t.last_day, 'infinity')), 'infinity') from ${pairs(of)} and ${onThat(dayOf(now))})`;
}

/** Whether that organ has certified the contractor, and a contract with it, on the day of `now`. */
export async function isCertified(
  tx: Tx,
  { contractorId, organId }: { contractorId: string; organId: string },
  now: string,
): Promise<boolean> {
  const { rows } = await sql<{
    has: boolean;
  }>`select ${hasBasis(values({ contractorId, organId }), now)} as has`.execute(tx);
  return rows[0]?.has === true;
}

/** The last day on which that basis stood, of one that is gone; null where it never was. */
export async function basisEndedOn(
  tx: Tx,
  of: { contractorId: string; organId: string },
  now: string,
): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(least(k.valid_until, k.certified_until, t.last_day, (k.ended_at at time zone 'Asia/Tokyo')::date,
      (t.ended_at at time zone 'Asia/Tokyo')::date, ${dayOf(now)}::date))::text as day
    from ${pairs(values(of))} and k.valid_from <= ${dayOf(now)}::date
      and coalesce(t.first_day, k.valid_from) <= ${dayOf(now)}::date`.execute(tx);
  return rows[0]?.day ?? null;
}

const values = ({ contractorId, organId }: { contractorId: string; organId: string }): Of => ({
  contractorId: sql`${contractorId}::uuid`,
  organId: sql`${organId}::uuid`,
});
