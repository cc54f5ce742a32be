import { type Kysely, sql } from 'kysely';

/**
 * Whoever judges says of each case whether they are tied to its person, before it is open to them: what they said, and when,
 * as rows that stay. What officers who were named said before stands in the assignments, and counts. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- That there is a tie may come to light after the word that there is none: each is said once.
    create table tie_declarations (
      case_id uuid not null references cases,
      sub text not null collate "C",
      tie text not null check (tie in ('NONE', 'TIED')),
      declared_at timestamptz not null,
      primary key (case_id, sub, tie)
    );
    create trigger tie_declarations_append_only before update or delete on tie_declarations
      for each row execute function sekisho_refuse_change();
    create trigger tie_declarations_stay before truncate on tie_declarations
      for each statement execute function sekisho_refuse_change();
    grant select, insert on tie_declarations to sekisho_api;
    grant select on tie_declarations to sekisho_worker;
    alter table tie_declarations enable row level security;
    create policy worker on tie_declarations to sekisho_worker using (true);
    create policy api on tie_declarations to sekisho_api
      using (exists (select 1 from cases c where c.id = tie_declarations.case_id));
  `.execute(db);

  await sql`
    -- In whose place a decision was proposed is asked at every look at its case, the worker's too.
    grant select on stand_ins to sekisho_worker;
    create policy worker on stand_ins for select to sekisho_worker using (true);
    -- As in 0016; and whoever named what was asked shaped what was found.
    create or replace function sekisho_earlier_investigators(file uuid) returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(distinct i.sub), '{}') from cases c
          join commands s on s.case_id = c.id and s.action = 'startInvestigation'
          cross join lateral (
            select m.sub from commands m where m.case_id = (s.details ->> 'reusedFrom')::uuid and m.sub is not null
              and (m.role in ('CaseOfficer', 'CabinetInvestigator') or m.action in ('startInvestigation', 'giveOpinion'))
            union select g.sub from assignments g where g.case_id = (s.details ->> 'reusedFrom')::uuid) i
        where c.id = file $$;
  `.execute(db);
}
