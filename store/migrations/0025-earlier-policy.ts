import { type Kysely, sql } from 'kysely';

/** Under which policy the earlier investigation was made: what one scheme gathered is not used under another. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_earlier_policy(file uuid)
      returns text
      language sql stable security definer set search_path = public, pg_temp as $$
        select c.policy_version from sekisho_earlier_investigation(file) e join cases c on c.id = e.application_id $$;

    revoke execute on function sekisho_earlier_policy from public;
    grant execute on function sekisho_earlier_policy to sekisho_api, sekisho_worker;
  `.execute(db);
}
