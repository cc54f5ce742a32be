import { type Kysely, sql } from 'kysely';

/**
 * Who reports to whom, as rows with days: whoever stands above or below a person in their reporting line judges nothing of
 * them, and those who judge one case do not stand above or below each other. And whoever is named to a case says first whether they are
 * tied to its person. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Each end is a sign-in, or the person of a file who may have none yet. What is over has its last day; nothing is taken
    -- away but with the person it names.
    create table reporting_lines (
      id uuid primary key,
      organ_id uuid not null references organs,
      person_sub text collate "C",
      person_subject uuid references subjects,
      superior_sub text collate "C",
      superior_subject uuid references subjects,
      first_day date not null,
      last_day date check (last_day >= first_day),
      recorded_at timestamptz not null,
      recorded_by text not null collate "C",
      ended_at timestamptz,
      ended_by text collate "C",
      person text not null collate "C" generated always as (coalesce('s:' || person_sub, 'p:' || person_subject::text)) stored,
      superior text not null collate "C" generated always as (coalesce('s:' || superior_sub, 'p:' || superior_subject::text)) stored,
      check (num_nonnulls(person_sub, person_subject) = 1),
      check (num_nonnulls(superior_sub, superior_subject) = 1),
      check ((ended_at is null) = (ended_by is null))
    );
    create index reporting_lines_up on reporting_lines (person);
    create index reporting_lines_down on reporting_lines (superior);
    create index reporting_lines_of on reporting_lines (organ_id, recorded_at);
    create index principals_subject on principals (subject_id) where subject_id is not null;
    create index reporting_lines_person on reporting_lines (person_subject) where person_subject is not null;
    create index reporting_lines_superior on reporting_lines (superior_subject) where superior_subject is not null;
    -- Who reported to whom is never said anew of the same row: it is given its end, once.
    create function sekisho_line_stands() returns trigger language plpgsql as $$
      begin
        if old.ended_at is not null
            or (new.id, new.organ_id, new.person_sub, new.person_subject, new.superior_sub, new.superior_subject)
              is distinct from (old.id, old.organ_id, old.person_sub, old.person_subject, old.superior_sub, old.superior_subject)
            or (new.first_day, new.recorded_at, new.recorded_by) is distinct from (old.first_day, old.recorded_at, old.recorded_by) then
          raise exception 'a reporting line is ended once, and nothing else of it changes' using errcode = '42501';
        end if;
        return new;
      end $$;
    create trigger line_stands before update on reporting_lines for each row execute function sekisho_line_stands();
    grant select, insert on reporting_lines to sekisho_api;
    grant update (last_day, ended_at, ended_by) on reporting_lines to sekisho_api;
    grant select, delete on reporting_lines to sekisho_worker;
    alter table reporting_lines enable row level security;
    create policy worker on reporting_lines to sekisho_worker using (true);
    create policy api on reporting_lines to sekisho_api using (organ_id = any (sekisho_scope('organs')));
  `.execute(db);

  await sql`
    -- Sign-ins above and below these on that day, over up to ten rows each way; never beside them. A human being is one,
    -- by whatever sign-in and under whichever record, and a row of any organ counts: ids alone, as of joined records.
    create function sekisho_line(ends text[], day date) returns text[]
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      declare found text[];
      begin
        -- Asked at every look at a case, and nearly always of nothing.
        if cardinality(ends) = 0 or not exists (select 1 from reporting_lines) then return '{}'; end if;
        with recursive reached (who, way, steps) as (
          select e collate "C", w, 0 from unnest(ends) e, unnest(array['UP', 'DOWN']) w
          union
          select n.who collate "C", r.way, r.steps + n.more from reached r cross join lateral (
            select 'p:' || p.subject_id::text as who, 0 as more from principals p
              where p.role = 'Subject' and p.sub = case when r.who like 's:%' then substr(r.who, 3) end
            union all
            select 's:' || p.sub, 0 from principals p
              where p.role = 'Subject' and p.subject_id = case when r.who like 'p:%' then substr(r.who, 3)::uuid end
            union all
            select 'p:' || x::text, 0 from unnest(
              case when r.who like 'p:%' then sekisho_same_persons(substr(r.who, 3)::uuid) else '{}' end) x
            union all
            select l.superior, 1 from reporting_lines l
              where r.way = 'UP' and r.steps < 10 and l.person = r.who
                and l.first_day <= day and (l.last_day is null or l.last_day >= day)
            union all
            select l.person, 1 from reporting_lines l
              where r.way = 'DOWN' and r.steps < 10 and l.superior = r.who
                and l.first_day <= day and (l.last_day is null or l.last_day >= day)
          ) n
        )
        select array_agg(distinct substr(x.who, 3)) into found from reached x where x.steps > 0 and x.who like 's:%';
        return coalesce(found, '{}');
      end $$;
    create function sekisho_today() returns date language sql stable security definer set search_path = public, pg_temp as $$
      select ((clock_timestamp() + make_interval(secs => offset_ms / 1000.0)) at time zone 'Asia/Tokyo')::date from clock $$;

    -- Of a person: those of their line who hold an office that judges. Whoever learns the outcome alone, or lists people for
    -- an employer, is meant to be close to them.
    create function sekisho_line_of_person(subject uuid) returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select array(select x from unnest(sekisho_line(array['p:' || subject::text], sekisho_today())) x
          where exists (select 1 from principals p where p.sub = x and p.role in ('CaseOfficer', 'AssessmentOfficerInCharge',
            'Adjudicator', 'CabinetInvestigator', 'ScreeningOfficer', 'GrievanceOfficer'))) $$;
    -- Of those who judge: the sign-ins they stand above or below.
    create function sekisho_line_of_subs(subs text[]) returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select sekisho_line(array(select 's:' || s from unnest(subs) s where s is not null), sekisho_today()) $$;
    revoke execute on function sekisho_line, sekisho_today, sekisho_line_of_person, sekisho_line_of_subs from public;
    grant execute on function sekisho_line_of_person, sekisho_line_of_subs to sekisho_api, sekisho_worker;
  `.execute(db);

  await sql`
    -- Who was named before this release has read the file already: of them it is not asked, and they declare as they could.
    alter table assignments
      add column declares boolean not null default false,
      add column declared_at timestamptz;
    grant update (declared_at) on assignments to sekisho_api;
  `.execute(db);
}
