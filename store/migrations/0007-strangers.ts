import { type Kysely, sql } from 'kysely';

/**
 * What must be remembered of those who reach the engine and not the register: which run looks after a case, which check
 * somebody tried to answer in its source's place. And of messages that do not get through, so that each can be listed,
 * backs off alone and is driven again by a person. Expands only: what ran before does not notice.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The run that looked last; null: a new one is expected.
    alter table cases add column run_id text collate "C";
    alter table checks add column forgery_at timestamptz;
    alter table inbox
      add column attempts integer not null default 0,
      add column next_at timestamptz not null default '-infinity',
      add column last_error text;

    -- Given up, or failing by a fault of its own for long. Counted over all organs; ids and codes, nobody's name.
    create function sekisho_dead_letters(failing_after integer)
      returns table (id text, case_id uuid, kind text, state text, attempts integer, last_error text, since timestamptz)
      language sql stable security definer set search_path = public as $$
        select o.id::text, o.case_id, o.kind, case when o.dead_at is null then 'FAILING' else 'DEAD' end, o.attempts,
          o.last_error, o.created_at
        from outbox o where o.done_at is null and (o.dead_at is not null or o.attempts >= failing_after)
        union all
        select i.id::text, c.case_id, 'FILE', 'FAILING', i.attempts, i.last_error, i.received_at
        from inbox i join checks c on c.request_id = i.request_id
        where i.filed_at is null and i.attempts >= failing_after $$;

    -- The update asks again what the list said: of two who drive the same letter, one does.
    create function sekisho_redrive(ids text[], failing_after integer)
      returns table (id text, case_id uuid, kind text, state text, attempts integer, last_error text)
      language sql volatile security definer set search_path = public as $$
        with letters as (select * from sekisho_dead_letters(failing_after) l where l.id = any (ids)),
        sent as (
          update outbox o set dead_at = null, attempts = 0, next_at = clock_timestamp() from letters l
          where l.kind <> 'FILE' and o.id::text = l.id and (o.dead_at is not null or o.attempts >= failing_after)
          returning l.id
        ),
        received as (
          update inbox i set attempts = 0, next_at = '-infinity' from letters l
          where l.kind = 'FILE' and i.id::text = l.id and i.filed_at is null and i.attempts >= failing_after
          returning l.id
        )
        select l.id, l.case_id, l.kind, l.state, l.attempts, l.last_error from letters l
        where l.id in (select s.id from sent s union all select r.id from received r) $$;
    revoke execute on function sekisho_dead_letters, sekisho_redrive from public;
    grant execute on function sekisho_dead_letters to sekisho_api, sekisho_worker;
    grant execute on function sekisho_redrive to sekisho_api;
  `.execute(db);
}
