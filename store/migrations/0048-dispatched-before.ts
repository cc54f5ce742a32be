import { type Kysely, sql } from 'kysely';

/** As in 0043, by the same words, but for a file that is destroyed: it says of nobody any more who dispatched them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sekisho_dispatched_again() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into dispatched_workers (case_id, employer_name, employer_number, recorded_at)
        select c.id, w.employer_name, w.employer_number, c.opened_at
        from cases c join lateral (select f.id from cases f
            where f.kind = 'application' and f.id <> c.id and f.subject_id = c.subject_id and f.organ_id = c.organ_id
              and f.contractor_id = c.contractor_id and f.stage <> 'DISPOSED'
            order by f.opened_at desc, f.id desc limit 1) f on true
          join dispatched_workers w on w.case_id = f.id
        where c.id = new.id;
        return null;
      end $$;
  `.execute(db);
}
