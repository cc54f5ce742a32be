import { type Kysely, sql } from 'kysely';

/**
 * No use without a purpose of the closed list (domain/purposes.ts), whoever writes the entry: each is written in the
 * transaction of what it tells, so that the use is refused with it. Not asked of entries that are there already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table ledger add constraint ledger_purpose check (purpose in
      ('ASSESSMENT', 'SCREENING', 'OWN_FILE', 'PROTECTION', 'GRIEVANCE', 'AUDIT', 'OPERATION')) not valid;
  `.execute(db);
}
