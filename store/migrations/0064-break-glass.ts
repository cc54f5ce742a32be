import { type Kysely, sql } from 'kysely';

/**
 * One case, opened for reading to one officer by a second, for four hours at most. Kept for good, as who opened what; it says
 * nothing of what was read. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table break_glass (
      id uuid primary key,
      case_id uuid not null references cases,
      organ_id uuid not null references organs,
      subject_id uuid not null,
      ground text not null check (ground in ('OFFICER_UNREACHABLE', 'COMPROMISE_SUSPECTED', 'DEMAND_WITH_HOUR')),
      asked_by text not null collate "C",
      asked_at timestamptz not null,
      lapses_at timestamptz not null,
      approved_by text collate "C" check (approved_by <> asked_by),
      approved_at timestamptz check (approved_at < lapses_at),
      ends_at timestamptz check (ends_at <= approved_at + interval '4 hours'),
      ended_at timestamptz,
      ended_by text collate "C",
      check ((approved_at is null) = (approved_by is null) and (approved_at is null) = (ends_at is null)),
      check ((ended_at is null) = (ended_by is null))
    );
    create index break_glass_of on break_glass (case_id, asked_by);
    create index break_glass_in on break_glass (organ_id, asked_at);
    create function sekisho_break_glass_stands() returns trigger language plpgsql as $$
      begin
        if old.ended_at is not null
            or (new.id, new.case_id, new.organ_id, new.subject_id, new.ground, new.asked_by, new.asked_at, new.lapses_at)
              is distinct from (old.id, old.case_id, old.organ_id, old.subject_id, old.ground, old.asked_by, old.asked_at, old.lapses_at)
            or old.approved_at is not null
              and (new.approved_by, new.approved_at, new.ends_at) is distinct from (old.approved_by, old.approved_at, old.ends_at) then
          raise exception 'what was opened is approved once and ended once, and nothing else of it changes' using errcode = '42501';
        end if;
        return new;
      end $$;
    revoke execute on function sekisho_break_glass_stands from public;
    create trigger break_glass_stands before update on break_glass for each row execute function sekisho_break_glass_stands();
    grant select, insert on break_glass to sekisho_api;
    grant update (approved_by, approved_at, ends_at, ended_at, ended_by) on break_glass to sekisho_api;
    alter table break_glass enable row level security;
    create policy reads on break_glass for select to sekisho_api using (
      organ_id = any (sekisho_scope('organs')) or current_setting('sekisho.audits', true) = 'on'
      or approved_at is not null and subject_id = any (sekisho_scope('subjects')));
    create policy asks on break_glass for insert to sekisho_api with check (organ_id = any (sekisho_scope('organs')));
    create policy settles on break_glass for update to sekisho_api using (organ_id = any (sekisho_scope('organs')));
  `.execute(db);
}
