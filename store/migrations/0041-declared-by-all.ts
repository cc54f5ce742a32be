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
}
