import { type Kysely, sql } from 'kysely';

/**
 * Who stands in for an adjudicator, on which days: a grant that is in force on those days and ends by itself. Whoever stands in
 * judges, and so belongs to a person's line as any other does. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Nobody's place where the office is vacant.
    create table stand_ins (
      id uuid primary key,
      organ_id uuid not null references organs,
      adjudicator text collate "C",
      sub text not null collate "C" check (sub is distinct from adjudicator),
      reason text not null check (reason in ('LEAVE', 'ILLNESS', 'TIE', 'VACANCY')),
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      recorded_at timestamptz not null,
      recorded_by text not null collate "C" check (recorded_by <> sub),
      ended_at timestamptz,
      ended_by text collate "C",
      check ((adjudicator is null) = (reason = 'VACANCY')),
      check ((ended_at is null) = (ended_by is null))
    );
    create index stand_ins_by on stand_ins (sub, last_day);
    create index stand_ins_of on stand_ins (organ_id, recorded_at);
    create function sekisho_stand_in_stands() returns trigger language plpgsql as $$
      begin
        if old.ended_at is not null
            or (new.id, new.organ_id, new.adjudicator, new.sub, new.reason, new.first_day, new.last_day, new.recorded_at, new.recorded_by)
              is distinct from (old.id, old.organ_id, old.adjudicator, old.sub, old.reason, old.first_day, old.last_day,
                old.recorded_at, old.recorded_by) then
          raise exception 'a stand-in is ended once, and nothing else of it changes' using errcode = '42501';
        end if;
        return new;
      end $$;
    create trigger stand_in_stands before update on stand_ins for each row execute function sekisho_stand_in_stands();
    grant select, insert on stand_ins to sekisho_api;
    grant update (ended_at, ended_by) on stand_ins to sekisho_api;
    alter table stand_ins enable row level security;
    create policy api on stand_ins to sekisho_api using (organ_id = any (sekisho_scope('organs')));
  `.execute(db);

  await sql`
    -- As of today, of whoever still holds an office of that organ, and none that must stay apart from judging; who holds the
    -- adjudicator's office by now acts in it. Asked before it is known what somebody may see, of themselves alone.
    create function sekisho_standing_in(who text) returns table (id uuid, organ_id uuid, adjudicator text, last_day text)
      language sql stable security definer set search_path = public, pg_temp as $$
        select i.id, i.organ_id, i.adjudicator, i.last_day::text from stand_ins i
        where i.sub = who and i.ended_at is null and sekisho_today() between i.first_day and i.last_day
          and exists (select 1 from principals p where p.sub = i.sub and p.organ_id = i.organ_id and p.role in ('CaseOfficer',
            'AssessmentOfficerInCharge', 'ScreeningOfficer', 'InformationManager', 'GrievanceOfficer'))
          and not exists (select 1 from principals p where p.sub = i.sub and (p.role = 'Adjudicator' and p.organ_id = i.organ_id
            or p.role in ('Auditor', 'Operator', 'AccessAdministrator', 'ContractorSecurityManager'))) $$;
    create or replace function sekisho_line_of_person(subject uuid) returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select array(select x from unnest(sekisho_line(array['p:' || subject::text], sekisho_today())) x
          where exists (select 1 from principals p where p.sub = x and p.role in ('CaseOfficer', 'AssessmentOfficerInCharge',
            'Adjudicator', 'CabinetInvestigator', 'ScreeningOfficer', 'GrievanceOfficer'))
          or exists (select 1 from sekisho_standing_in(x))) $$;
    revoke execute on function sekisho_standing_in from public;
    grant execute on function sekisho_standing_in to sekisho_api, sekisho_worker;
  `.execute(db);
}
