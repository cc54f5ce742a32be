import { type Kysely, sql } from 'kysely';

/**
 * On which day in Japan the right ended that a renewal or a reassessment was about: the last end before its result was
 * told, or that the result brought. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_right_ended_on(application uuid, told timestamptz) returns text
      language sql stable security definer set search_path = public, pg_temp as $$
        select case when m.to_stage = 'EXPIRED' then cl.last_valid_day::text
          else (m.at at time zone 'Asia/Tokyo')::date::text end
        from applications a join clearances cl on cl.id = a.clearance_id join commands m on m.case_id = cl.id
        where a.id = application and a.ground in ('RENEWAL', 'DOUBT') and m.at <= told
          and m.from_stage in ('ACTIVE', 'REVIEW') and m.to_stage in ('SUSPENDED', 'LAPSED', 'REVOKED', 'EXPIRED')
        order by m.seq desc limit 1 $$;
    revoke execute on function sekisho_right_ended_on from public;
    grant execute on function sekisho_right_ended_on to sekisho_api;
  `.execute(db);
}
