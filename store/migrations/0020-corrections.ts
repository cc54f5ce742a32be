import { type Kysely, sql } from 'kysely';

/**
 * What was gathered about the wrong person is nobody's to read from the moment on which two people have said so, and a
 * sign-in that was handed to the wrong one opens nothing any more. And demands of the Independent Public Records
 * Administrator, each with its clock. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create policy mistaken_is_sealed on vault_documents as restrictive for select to sekisho_api
      using (owner_kind <> 'case' or class in ('CORRECTION', 'GRIEVANCE', 'HOLD', 'ORIGINAL') or not exists (
        select 1 from applications a where a.id = owner_id and a.not_conducted_reason = 'MISTAKEN'));

    -- The one way in which the API takes a grant away: of a case that has just ended as a mistake, the sign-in that this
    -- very case handed over, and no other of theirs. That it was handed over, and by whom, stays with the step that did.
    create function sekisho_end_sign_in(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from principals p using cases c join applications a on a.id = c.id
          where c.id = file and c.organ_id = any (sekisho_scope('organs'))
            and c.stage = 'NOT_CONDUCTED' and a.not_conducted_reason = 'MISTAKEN'
            and p.role = 'Subject' and p.subject_id = c.subject_id and p.organ_id = c.organ_id
            and p.sub in (select m.details ->> 'subjectAccount' from commands m
              where m.case_id = file and m.action = 'serveNotice')
            and not exists (select 1 from commands m join cases o on o.id = m.case_id
              where o.subject_id = c.subject_id and o.organ_id = c.organ_id and o.id <> file
                and m.action = 'serveNotice' and m.details ->> 'subjectAccount' = p.sub) $$;
    revoke execute on function sekisho_end_sign_in from public;
    grant execute on function sekisho_end_sign_in to sekisho_api;
  `.execute(db);

  await sql`
    -- Each demand has one answer and one end; demanded again, it is another one that follows it. Their words are in the vault.
    create table correction_demands (
      id uuid primary key,
      organ_id uuid not null references organs,
      case_id uuid references cases,
      follows uuid unique references correction_demands,
      demanded_at timestamptz not null,
      demanded_by text not null collate "C",
      remind_at timestamptz not null,
      due_at timestamptz not null check (due_at >= remind_at),
      reminded_at timestamptz,
      overdue_at timestamptz,
      answered_at timestamptz,
      answered_by text collate "C",
      answer text check (answer in ('ACCEPTED', 'NOT_ACCEPTED')),
      closed_at timestamptz,
      closed_by text collate "C",
      destroyed_at timestamptz,
      check ((answered_at is null) = (answered_by is null) and (answered_at is null) = (answer is null)),
      check ((closed_at is null) = (closed_by is null))
    );
    create index correction_demands_open on correction_demands (due_at) where closed_at is null;

    create function sekisho_demand_stands() returns trigger language plpgsql as
      $$ begin
        if exists (select 1 from jsonb_each(to_jsonb(old)) o
          where o.value <> 'null'::jsonb and o.value is distinct from to_jsonb(new) -> o.key) then
          raise exception 'what a demand says has been said';
        end if;
        return new;
      end $$;
    create trigger demand_stands before update on correction_demands for each row execute function sekisho_demand_stands();

    grant select, insert on correction_demands to sekisho_api;
    grant update (answered_at, answered_by, answer, closed_at, closed_by) on correction_demands to sekisho_api;
    grant select on correction_demands to sekisho_worker;
    grant update (reminded_at, overdue_at, destroyed_at) on correction_demands to sekisho_worker;

    alter table correction_demands enable row level security;
    create policy worker on correction_demands to sekisho_worker using (true);
    create policy api on correction_demands for select to sekisho_api using (
      organ_id = any (sekisho_scope('organs')) or current_setting('sekisho.audits', true) = 'on');
    create policy api_changes on correction_demands for update to sekisho_api using (
      organ_id = any (sekisho_scope('organs')) or current_setting('sekisho.audits', true) = 'on');
    create policy auditors_demand on correction_demands for insert to sekisho_api
      with check (current_setting('sekisho.audits', true) = 'on');

    -- Whose case it is that a demand names: an auditor sees no file, and is told no more of it than that it is this organ's.
    create function sekisho_demanded_case(file uuid) returns table (organ_id uuid, subject_id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        select c.organ_id, c.subject_id from cases c where c.id = file and c.kind <> 'grievance'
          and current_setting('sekisho.audits', true) = 'on' $$;
    revoke execute on function sekisho_demanded_case from public;
    grant execute on function sekisho_demanded_case to sekisho_api;

    -- Wider than before: old code does not notice.
    alter table vault_documents
      drop constraint vault_documents_owner_kind_check,
      add constraint vault_documents_owner_kind_check check (owner_kind in ('subject', 'case', 'demand'));
    create policy demands on vault_documents to sekisho_api using (
      owner_kind = 'demand' and exists (select 1 from correction_demands d where d.id = owner_id));
    alter policy screeners_read_nothing_else on vault_documents
      using (sekisho_scope('screens') is null or class = 'UNSCREENED' or owner_kind = 'demand' or exists (
        select 1 from cases c where (c.id = owner_id or c.subject_id = owner_id)
          and (c.organ_id = any (sekisho_scope('organs'))
            or c.subject_id = any (sekisho_scope('subjects'))
            or c.contractor_id = any (sekisho_scope('contractors'))
            or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application')))
        or (owner_kind = 'subject' and class in ('IDENTITY', 'REASONS') and (
          exists (select 1 from office_records r where r.subject_id = owner_id)
          or exists (select 1 from sds_results r where r.subject_id = owner_id))));
  `.execute(db);
}
