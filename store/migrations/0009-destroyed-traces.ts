import { type Kysely, sql } from 'kysely';

/**
 * What 0008 left of a destroyed file, and who may destroy one: with that stage content goes for good, so the process that
 * serves requests may not write it. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Runs as the owner, so it finds its tables in public first: a temporary one of its caller's, with triggers of the
    -- caller's, would otherwise come before.
    alter function sekisho_stuck_cases set search_path = public, pg_temp;
    alter function sekisho_quiet set search_path = public, pg_temp;
    alter function sekisho_next_due set search_path = public, pg_temp;
    alter function sekisho_dead_letters set search_path = public, pg_temp;
    alter function sekisho_redrive set search_path = public, pg_temp;
    alter function sekisho_file_destroyed set search_path = public, pg_temp;

    -- Retention destroys, and that is the workers'.
    create policy api_destroys_nothing on cases as restrictive for update to sekisho_api
      using (true) with check (stage <> 'DISPOSED');

    -- With the last file about a person goes who was tied to them (persons.ts).
    grant delete on conflicts to sekisho_worker;
    delete from conflicts k where not exists (
      select 1 from cases c where c.subject_id = k.subject_id and c.stage <> 'DISPOSED');

    -- As in 0008, and: which sources were silent and which questions were stopped, and the words of a grievance, which
    -- lie in the vault of the file it is about.
    create or replace function sekisho_empty_file(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from vault_documents where id in (
          select (details ->> 'documentId')::uuid from commands where case_id = file and action = 'openGrievance');
        delete from inbox where request_id in (select request_id from checks where case_id = file);
        delete from outbox where case_id = file and kind <> 'RING';
        delete from deadlines where case_id = file and handled_by = 'workflow';
        delete from checks where case_id = file;
        update applications set destroyed_at = (select stage_at from cases where id = file), decision = null,
          not_conducted_reason = null, inquiry_consent = default, stated_items = default, reasons_waived = default
          where id = file;
        update clearances set doubt_served_at = null, doubt_application_id = null where id = file;
        update commands set details = '{}' where case_id = file $$;

    delete from outbox o using cases c where c.id = o.case_id and c.stage = 'DISPOSED' and o.kind <> 'RING';
    delete from deadlines d using cases c
      where c.id = d.case_id and c.stage = 'DISPOSED' and d.handled_by = 'workflow';
  `.execute(db);
}
