import { type Kysely, sql } from 'kysely';

/**
 * What is passed on is recorded only while it is known who dispatched the person: beside a disposal that goes first, its row
 * would stay behind the file. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_passing_on_of_a_file() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        -- The disposal deletes this row: it waits for us, or we for it.
        perform 1 from dispatched_workers where case_id = new.case_id for key share;
        if not found then return null; end if;
        return new;
      end $$;
    create trigger passing_on_of_a_file before insert on passings_on for each row
      execute function sekisho_passing_on_of_a_file();
    revoke execute on function sekisho_passing_on_of_a_file from public;
  `.execute(db);
}
