import { type Kysely, sql } from 'kysely';

/** Which assessments a clearance led to: who worked on them answers no grievance about it. Expands only. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index applications_of_a_clearance on applications (clearance_id) where clearance_id is not null
  `.execute(db);
}
