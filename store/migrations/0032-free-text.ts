import { type Kysely, sql } from 'kysely';

/** A question that is asked no more has no answer to be compared: its letter, and what was keyed in from it, end with it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_letter_ends() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update originals set status = 'STALE',
            settled_at = (select clock_timestamp() + offset_ms * interval '1 millisecond' from clock)
          where request_id = new.request_id and status = 'WAITING';
        return null;
      end $$;
    revoke execute on function sekisho_letter_ends from public;
    create trigger letter_ends after update of status on checks for each row
      when (new.status = 'CANCELLED' and old.status <> 'CANCELLED') execute function sekisho_letter_ends();
    create index originals_request on originals (request_id) where request_id is not null;
  `.execute(db);
}
