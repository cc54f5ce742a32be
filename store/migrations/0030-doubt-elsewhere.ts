import { type Kysely, sql } from 'kysely';

/**
 * What another record of the person keeps a result from counting, as in 0026, and besides: a doubt whose own clearance ran out
 * before it was answered, and a result that was notified while it is decided or told anew. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sekisho_doubted_elsewhere(persons uuid[], person uuid, organ uuid, since timestamptz) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select cardinality(persons) > 1 and (
          exists (select 1 from cases x join clearances d on d.id = x.id
            where x.subject_id = any (persons) and x.subject_id <> person and x.organ_id = organ
              and d.doubt_served_at is not null and (not x.ended or x.stage = 'REVOKED' and x.stage_at >= since
                -- That its ten years were over answers no doubt: only the reassessment does.
                or x.stage = 'EXPIRED' and x.stage_at >= since and not exists (select 1 from applications p
                  where p.id = d.doubt_application_id and p.decision = 'FOUND' and p.notified_at is not null)))
          or exists (select 1 from cases x join applications n on n.id = x.id
            where x.subject_id = any (persons) and x.subject_id <> person and x.organ_id = organ
              and n.decision = 'NOT_FOUND' and n.notified_at >= since)
          -- Until another result is notified the one before stands, and that its notice was void takes nothing back; unless it
          -- was about somebody else.
          or exists (select 1 from cases x join applications n on n.id = x.id join earlier_results e on e.application_id = n.id
            where x.subject_id = any (persons) and x.subject_id <> person and x.organ_id = organ
              and n.notified_at is null and coalesce(n.not_conducted_reason, '') <> 'MISTAKEN'
              and e.decision = 'NOT_FOUND' and e.notified_at >= since)) $$;
  `.execute(db);
}
