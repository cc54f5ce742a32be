import { type Kysely, sql } from 'kysely';

/**
 * Closes what the walls left open: a check that compares with an absent date is no check, a process that serves requests
 * has no business giving posts or certifying contractors, and nobody but the owner tells which migrations have run.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table applications
      add constraint consent_needs_notice check (consented_at is null or served_at is not null),
      add constraint notified_needs_decision check (notified_at is null or (decided_at is not null and decision is not null));

    revoke update on principals from sekisho_api;
    revoke insert, update on certifications from sekisho_api;
    revoke insert, update on kysely_migration, kysely_migration_lock from sekisho_api, sekisho_worker;

    -- The API enrols the person a notice was served on, and nobody else.
    alter table principals enable row level security;
    create policy everyone on principals for select using (true);
    create policy api on principals for insert to sekisho_api with check (role = 'Subject' and subject_id is not null);
  `.execute(db);
}
