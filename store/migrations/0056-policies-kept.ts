import { type Kysely, sql } from 'kysely';

/**
 * What each policy said when this register first knew it, part by part. Written once and never again: what a case froze,
 * and what people signed on paper under its name, is then what is printed from it. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table policy_parts (
      policy text not null,
      part text not null,
      sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      known_since timestamptz not null,
      primary key (policy, part)
    );
    grant select, insert on policy_parts to sekisho_api;
  `.execute(db);
}
