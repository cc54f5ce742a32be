import { type Kysely, sql } from 'kysely';

/** When the time for a supplementary consent was over is asked for long after it is closed. Expands only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index deadlines_of_supplements on deadlines (case_id) where kind = 'SUPPLEMENT_WINDOW'`.execute(
    db,
  );
}
