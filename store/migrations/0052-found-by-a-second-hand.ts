import { type Kysely, sql } from 'kysely';

/**
 * A withdrawal on paper that was found after the result was told counts once a second person has confirmed it. One that was
 * kept before this, by one hand, stays readable and undoes nothing; it may be keyed in again. While it waits the result
 * stands, and what follows from a result goes on. Restates 0051, of 0029 what a file says of papers found late, of 0021 what
 * the end of a case overtakes, and of 0044 whether a paper waits. Expands only.
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

    -- A withdrawal that took no step was found after the result: it may be keyed in on a case that has ended with one, and so
    -- it waits on through such an end. Where nothing was told in the end, it is overtaken as others are.
    create or replace function sekisho_originals_end() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if new.stage = 'DISPOSED' then
          delete from vault_documents where id in (select content_id from originals where case_id = new.id);
          delete from originals where case_id = new.id;
        else
          update originals set status = 'STALE', settled_at = new.stage_at
            where case_id = new.id and status = 'WAITING' and command_id is null and desk <> 'GRIEVANCE'
              and (action <> 'withdrawConsent' or new.stage = 'NOT_CONDUCTED');
        end if;
        return null;
      end $$;

    -- Against a result that stands it does nothing yet, and holds nothing up; where one is yet to be decided, it does.
    create or replace function sekisho_original_waits(file uuid) returns boolean
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        return exists (select 1 from originals
          where case_id = file and status = 'WAITING' and command_id is null and desk <> 'GRIEVANCE'
            and (action <> 'withdrawConsent'
              or not exists (select 1 from applications where id = file and notified_at is not null)));
      end $$;
  `.execute(db);
}
