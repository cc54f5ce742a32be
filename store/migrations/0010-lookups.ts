import { type Kysely, sql } from 'kysely';

/**
 * Every act asks whether its case is the reassessment of a suspended clearance, or under a grievance, and the file of an
 * application which clearance it led to. Without an index each reads a whole table, ten years of them in the end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index clearances_application on clearances (application_id);
    create index clearances_doubt on clearances (doubt_application_id) where doubt_application_id is not null;
    create index grievances_application on grievances (application_id);
  `.execute(db);
}
