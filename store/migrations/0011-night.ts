import { type Kysely, sql } from 'kysely';

/**
 * Which run of the engine we ended ourselves, whose last look may still be under way; and the ways to what the night looks
 * for: certifications, and the open cases of contractors' people. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table cases add column ended_run_id text collate "C";
    create index certifications_of on certifications (contractor_id, organ_id);
    create index cases_of_contractors on cases (kind, id) where not ended and contractor_id is not null;
  `.execute(db);
}
