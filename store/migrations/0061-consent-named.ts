import { type Kysely, sql } from 'kysely';

/**
 * By what a grant names the consent it came from, so that no two of them can be compared: a number drawn for each, forgotten
 * with the grant itself. And a question that was answered by letter is one that was answered: its grant is used. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table consent_grants add column salt bytea check (octet_length(salt) = 32);
    create or replace function sekisho_forget_grant() returns trigger language plpgsql as $$
      begin
        new.token := null;
        new.salt := null;
        return new;
      end $$;

    -- Whichever way the answer came, and whoever wrote it down.
    create function sekisho_grant_is_used() returns trigger language plpgsql
      security definer set search_path = public, pg_temp as $$
      begin
        update consent_grants set used_at = new.received_at
          where request_id = new.request_id and used_at is null;
        return new;
      end $$;
    create trigger inbox_uses_grant after insert on inbox for each row execute function sekisho_grant_is_used();
    revoke execute on function sekisho_grant_is_used from public;

    -- Of a list that was never begun nothing is said, not even that none of it has ended.
    create function sekisho_has_grant_list(of int) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select from grant_status_lists where list = of) $$;
    revoke execute on function sekisho_has_grant_list from public;
    grant execute on function sekisho_has_grant_list to sekisho_gateway;
  `.execute(db);
}
