import { type Kysely, sql } from 'kysely';

/**
 * The day on which a right ended, of a notice that was received before its step; and what a hold of a clearance keeps.
 * Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- As in 0031; a notice counts from its receipt, and what it ends is ended with its step, which may be days later. So ends
    -- are looked for until that step, and of one after the receipt the receipt is the day: from it on there was no right.
    create or replace function sekisho_right_ended_on(application uuid, told timestamptz) returns text
      language sql stable security definer set search_path = public, pg_temp as $$
        select case when m.at <= told and m.to_stage = 'EXPIRED' then cl.last_valid_day::text
          else (least(m.at, told) at time zone 'Asia/Tokyo')::date::text end
        from applications a join clearances cl on cl.id = a.clearance_id join commands m on m.case_id = cl.id
        where a.id = application and a.ground in ('RENEWAL', 'DOUBT')
          and m.at <= coalesce((select min(n.at) from commands n
            where n.case_id = application and n.action = 'notifyResult' and n.at >= told), told)
          and m.from_stage in ('ACTIVE', 'REVIEW') and m.to_stage in ('SUSPENDED', 'LAPSED', 'REVOKED', 'EXPIRED')
        order by m.seq desc limit 1 $$;
  `.execute(db);

  await sql`
    -- As in 0019, and of a grievance about a clearance as well: what keeps a file keeps what was complained of it.
    create or replace function sekisho_no_hold_stands() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if exists (select 1 from legal_holds h where h.lifted_at is null and (h.case_id = new.id
            or h.case_id in (select unnest(array[g.application_id, g.clearance_id]) from grievances g where g.id = new.id)))
          then raise exception 'a legal hold stands on this file';
          end if;
          return new;
        end $$;
  `.execute(db);
}
