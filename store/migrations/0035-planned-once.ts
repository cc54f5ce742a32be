import { type Kysely, sql } from 'kysely';

/**
 * The joined records of a person (0026) and what another of them keeps from counting (0030), by the same words, but planned
 * once for a connection: a function in SQL with rights of its own is planned anew in every statement that names it, and that
 * cost more than its answer. Most persons have one record, which two looks at an index tell. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sekisho_same_persons(person uuid) returns uuid[]
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        if not exists (select 1 from same_persons s where s.one = person and s.outcome = 'CONFIRMED' and s.parts is null)
          and not exists (select 1 from same_persons s where s.other = person and s.outcome = 'CONFIRMED' and s.parts is null)
        then return array[person]; end if;
        return (with recursive reached (id) as (
          select person
          union
          select case when s.one = r.id then s.other else s.one end
          from reached r join same_persons s on (s.one = r.id or s.other = r.id)
          where s.outcome = 'CONFIRMED' and s.parts is null
            and not exists (select 1 from same_persons p where p.parts = s.id and p.outcome = 'CONFIRMED')
        ) select array_agg(id) from reached);
      end $$;

    create or replace function sekisho_doubted_elsewhere(persons uuid[], person uuid, organ uuid, since timestamptz) returns boolean
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        if cardinality(persons) < 2 then return false; end if;
        return exists (select 1 from cases x join clearances d on d.id = x.id
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
              and e.decision = 'NOT_FOUND' and e.notified_at >= since);
      end $$;
  `.execute(db);
}
