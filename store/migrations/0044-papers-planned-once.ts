import { type Kysely, sql } from 'kysely';

/**
 * What is asked of signed papers at every look at a case (0021), by the same words, but planned once for a connection, as the
 * joined records of a person are since 0035. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sekisho_original_waits(file uuid) returns boolean
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        return exists (select 1 from originals
          where case_id = file and status = 'WAITING' and command_id is null and desk <> 'GRIEVANCE');
      end $$;
    create or replace function sekisho_original_hands(file uuid) returns text[]
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        return (select coalesce(array_agg(distinct h.sub), '{}') from originals o
          cross join lateral (values (o.keyed_by), (o.settled_by)) h (sub)
          where o.case_id = file and o.desk in ('CASE', 'INQUIRY') and h.sub is not null);
      end $$;
  `.execute(db);
}
