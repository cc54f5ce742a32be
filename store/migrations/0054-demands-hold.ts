import { type Kysely, sql } from 'kysely';

/** Whether a demand about a file is open is asked each time that file is looked at. Expands only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index correction_demands_of_case on correction_demands (case_id) where closed_at is null`.execute(
    db,
  );
}
