import { type Kysely, sql } from 'kysely';

/** A fiscal year is counted once by each way of counting. Reports of earlier releases have no figures, and stay. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unique index sweeps_one_year on sweeps ((report->'figures'->>'year'), (report->'figures'->>'method'))
      where kind = 'statistics' and report ? 'figures';
  `.execute(db);
}
