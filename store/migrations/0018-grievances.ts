import { type Kysely, sql } from 'kysely';

/**
 * What a grievance is about and how it was answered, as codes beside its sealed words; and the results that were notified
 * before an upheld one reopened their decision. Expands only: the release before writes and reads neither.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Of a clearance, application_id is the assessment it began with. Filed by the release before, it says nothing of these.
    alter table grievances
      add column clearance_id uuid references clearances,
      add column about text check (about in ('RESULT', 'CONDUCT')),
      add column late boolean not null default false,
      add column outcome text check (outcome in ('UPHELD', 'PARTLY', 'NOT_UPHELD', 'NOT_EXAMINED')),
      add column follow_up text check (follow_up in ('NEW_DECISION', 'NEW_ASSESSMENT'));
    create index grievances_clearance on grievances (clearance_id) where clearance_id is not null;

    -- Written when a decision is reopened, and never again: no process may change or delete a row.
    create table earlier_results (
      id uuid primary key,
      application_id uuid not null references applications,
      decision text not null check (decision in ('FOUND', 'NOT_FOUND')),
      decided_at timestamptz not null,
      notified_at timestamptz not null,
      unique (application_id, notified_at)
    );
    grant select on earlier_results to sekisho_worker, sekisho_api;
    grant insert on earlier_results to sekisho_worker, sekisho_api;
    alter table earlier_results enable row level security;
    create policy worker on earlier_results to sekisho_worker using (true);
    create policy api on earlier_results to sekisho_api using (
      exists (select 1 from cases c where c.id = earlier_results.application_id));

    -- A notification is set once and stays on record (law: invariant 23). A reopened case may begin to wait for a new one,
    -- once the one before is kept.
    create function sekisho_result_notified_once() returns trigger language plpgsql
      set search_path = public, pg_temp as
      $$ begin
        if old.notified_at is not null and new.notified_at is distinct from old.notified_at
          and not (new.notified_at is null and exists (select 1 from earlier_results e
            where e.application_id = old.id and e.notified_at = old.notified_at and e.decision = old.decision)) then
          raise exception 'a notification date is immutable';
        end if;
        return new;
      end $$;
    -- By when an answer was meant is told when the deadline has long been met.
    create index deadlines_of_grievances on deadlines (case_id) where kind = 'GRIEVANCE_TARGET';

    drop trigger notified_once on applications;
    create trigger notified_once before update on applications for each row
      execute function sekisho_result_notified_once();

    -- As in 0009, and: what came out before, what a grievance was about, and how it was answered.
    create or replace function sekisho_empty_file(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from vault_documents where id in (
          select (details ->> 'documentId')::uuid from commands where case_id = file and action = 'openGrievance');
        delete from inbox where request_id in (select request_id from checks where case_id = file);
        delete from outbox where case_id = file and kind <> 'RING';
        delete from deadlines where case_id = file and handled_by = 'workflow';
        delete from checks where case_id = file;
        delete from earlier_results where application_id = file;
        update grievances set about = null, late = false, outcome = null, follow_up = null where id = file;
        update applications set destroyed_at = (select stage_at from cases where id = file), decision = null,
          not_conducted_reason = null, inquiry_consent = default, stated_items = default, reasons_waived = default
          where id = file;
        update clearances set doubt_served_at = null, doubt_application_id = null where id = file;
        update commands set details = '{}' where case_id = file $$;
  `.execute(db);
}
