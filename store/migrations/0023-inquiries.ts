import { type Kysely, sql } from 'kysely';

/**
 * Inquiries are made only as needed (Standards: order of the investigation): why, as a code; the words to it are sealed. None
 * where a question is asked of everybody, or was asked before reasons were kept. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table checks add column need text`.execute(db);
}
