import { type Kysely, sql } from 'kysely';

/**
 * A sheet that waits ends with any of its questions that is taken back (0032 asked of the one that it names): what was keyed
 * in as the answer to it is read by nobody any more. What the sheet says to the rest is keyed in anew. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create or replace function sekisho_letter_ends() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update originals o set status = 'STALE',
            settled_at = (select clock_timestamp() + offset_ms * interval '1 millisecond' from clock)
          where o.status = 'WAITING' and (o.request_id = new.request_id or exists (
            select 1 from original_questions q where q.original_id = o.id and q.request_id = new.request_id));
        return null;
      end $$;
  `.execute(db);
}
