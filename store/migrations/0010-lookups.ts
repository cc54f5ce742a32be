import { type Kysely, sql } from 'kysely';

/**
 * Every act asks whether its case is the reassessment of a suspended clearance, or under a grievance; the look after
 * unseen cases, whether one was rung of late. Without an index each reads a whole table, ten years of them in the end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index clearances_doubt on clearances (doubt_application_id) where doubt_application_id is not null;
    create index grievances_application on grievances (application_id);
    create index outbox_lane on outbox (lane);
  `.execute(db);
}
