import { type Kysely, sql } from 'kysely';

/**
 * Notices of a result that were void: beside what was notified, which stays as it was, a row that says so. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The notice itself is an earlier result, kept as when a decision is reopened: only then may the case begin to wait for
    -- another one (0018). It goes with its file, as that does.
    create table void_notices (
      earlier_result_id uuid primary key references earlier_results on delete cascade,
      application_id uuid not null references applications,
      voided_at timestamptz not null
    );
    create index void_notices_of on void_notices (application_id);
    grant select, insert on void_notices to sekisho_api;
    grant select on void_notices to sekisho_worker;
    alter table void_notices enable row level security;
    create policy worker on void_notices for select to sekisho_worker using (true);
    create policy api on void_notices to sekisho_api using (
      exists (select 1 from cases c where c.id = void_notices.application_id));

    -- Of a case whose notice has just been voided: the sign-in that this very case handed over, and no other of theirs.
    create function sekisho_end_sign_in_of(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from principals p using cases c join applications a on a.id = c.id
          where c.id = file and c.organ_id = any (sekisho_scope('organs'))
            and c.stage = 'DECIDED' and a.notified_at is null
            and exists (select 1 from void_notices v where v.application_id = c.id and v.voided_at = c.stage_at)
            and p.role = 'Subject' and p.subject_id = c.subject_id and p.organ_id = c.organ_id
            and p.sub in (select m.details ->> 'subjectAccount' from commands m
              where m.case_id = file and m.action in ('serveNotice', 'notifyResult'))
            and not exists (select 1 from commands m join cases o on o.id = m.case_id
              where o.subject_id = c.subject_id and o.organ_id = c.organ_id and o.id <> file
                and m.action in ('serveNotice', 'notifyResult') and m.details ->> 'subjectAccount' = p.sub) $$;
    revoke execute on function sekisho_end_sign_in_of from public;
    grant execute on function sekisho_end_sign_in_of to sekisho_api;
  `.execute(db);
}
