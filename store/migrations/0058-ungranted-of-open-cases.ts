import { type Kysely, sql } from 'kysely';

/**
 * As in 0057, of cases that have not ended: nothing is put to anybody in another, and where years of late questions came
 * first the new ones would wait behind them. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sekisho_ungranted() returns table (request_id uuid, case_id uuid, organ_id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        select k.request_id, k.case_id, c.organ_id from cases c join checks k on k.case_id = c.id
        where not c.ended and c.kind = 'application' and k.status in ('OPEN', 'LATE') and not k.reused
          and not exists (select from consent_grants g where g.request_id = k.request_id)
        order by k.created_at limit 500 $$;
  `.execute(db);
}
