import { type Kysely, sql } from 'kysely';

/**
 * That a signed paper waits, whoever keys it in and compares it: whoever works on a case knows it before they close or
 * decide it, of a questionnaire too, and nothing more of it. And clocks of classes of documents go with their file. Expands
 * only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_papers_of(file uuid) returns table (waiting integer, since timestamptz, found_late integer)
      language sql stable security definer set search_path = public, pg_temp as $$
        select
          count(*) filter (where o.status = 'WAITING' and o.desk <> 'GRIEVANCE')::int,
          min(o.keyed_at) filter (where o.status = 'WAITING' and o.desk <> 'GRIEVANCE'),
          -- On record from the start: a paper that something overtook was keyed in before.
          count(*) filter (where o.status = 'STALE' and o.settled_at = o.keyed_at and o.desk <> 'GRIEVANCE')::int
        from originals o join cases c on c.id = o.case_id
        where o.case_id = file and (c.organ_id = any (sekisho_scope('organs'))
          or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application')) $$;
    revoke execute on function sekisho_papers_of from public;
    grant execute on function sekisho_papers_of to sekisho_api;

    -- That a class of documents had a clock of its own says that there were some: a destroyed file does not tell.
    create function sekisho_class_clocks_destroyed() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as
      $$ begin delete from deadlines where case_id = new.id and handled_by = 'classes'; return null; end $$;
    revoke execute on function sekisho_class_clocks_destroyed from public;
    create trigger class_clocks_destroyed after update of stage on cases
      for each row when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED') execute function sekisho_class_clocks_destroyed();
    create index deadlines_of_documents on deadlines (case_id) where kind = 'DOCUMENT_WINDOW';
  `.execute(db);
}
