import { type Kysely, sql } from 'kysely';

/**
 * A withdrawal on paper that was found after the result was told counts once a second person has confirmed it. One that was
 * kept before this, by one hand, stays readable and undoes nothing; it may be keyed in again. Restates 0051,
 * and of 0029 what a file says of papers found late.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sekisho_found_withdrawal(file uuid) returns jsonb
      language sql stable security definer set search_path = public, pg_temp as $$
        select jsonb_build_object('hash', o.hash, 'keyedAt', o.keyed_at, 'receivedOn', o.received_on)
        from originals o
        -- One that stopped its case took a step; one that something overtook was settled by nobody.
        where o.case_id = file and o.action = 'withdrawConsent' and o.status = 'STALE'
          and o.command_id is null and o.settled_by is not null
        order by o.received_on, o.keyed_at limit 1 $$;

    create or replace function sekisho_papers_of(file uuid) returns table (waiting integer, since timestamptz, found_late integer)
      language sql stable security definer set search_path = public, pg_temp as $$
        select
          count(*) filter (where o.status = 'WAITING' and o.desk <> 'GRIEVANCE')::int,
          min(o.keyed_at) filter (where o.status = 'WAITING' and o.desk <> 'GRIEVANCE'),
          -- On record from the start, or confirmed as found: a paper that something overtook is neither.
          count(*) filter (where o.status = 'STALE' and o.desk <> 'GRIEVANCE' and (o.settled_at = o.keyed_at
            or o.action = 'withdrawConsent' and o.command_id is null and o.settled_by is not null))::int
        from originals o join cases c on c.id = o.case_id
        where o.case_id = file and (c.organ_id = any (sekisho_scope('organs'))
          or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application')) $$;
  `.execute(db);
}
