import { type Kysely, sql } from 'kysely';

/**
 * The second wall: least privilege per process, row-level security by organ, subject, contractor or Cabinet inquiry,
 * and a ledger that nobody can change. The first wall is the domain table; both must open.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_scope(name text) returns uuid[] language sql stable as
      $$ select string_to_array(nullif(current_setting('sekisho.' || name, true), ''), ',')::uuid[] $$;

    create function sekisho_refuse_change() returns trigger language plpgsql as
      $$ begin raise exception 'the ledger and the commands are append-only'; end $$;
    create trigger ledger_append_only before update or delete on ledger for each row execute function sekisho_refuse_change();
    create trigger ledger_no_truncate before truncate on ledger execute function sekisho_refuse_change();
    create trigger commands_append_only before update or delete on commands for each row execute function sekisho_refuse_change();
    create trigger commands_no_truncate before truncate on commands execute function sekisho_refuse_change();

    -- Notification is set once per result and is the sole start of validity (law: invariant 23).
    create function sekisho_notified_once() returns trigger language plpgsql as
      $$ begin
        if old.notified_at is not null and new.notified_at is distinct from old.notified_at then
          raise exception 'a notification date is immutable';
        end if;
        return new;
      end $$;
    create trigger notified_once before update on applications for each row execute function sekisho_notified_once();
    create trigger notified_once before update on clearances for each row execute function sekisho_notified_once();

    -- By row: a statement that inserts nothing must wake nobody, or the relay would wake itself for ever. One transaction
    -- sends one notification however many rows it inserts.
    create function sekisho_wake() returns trigger language plpgsql as
      $$ begin perform pg_notify('sekisho_relay', tg_table_name); return null; end $$;
    create trigger outbox_wakes after insert on outbox for each row execute function sekisho_wake();
    create trigger inbox_wakes after insert on inbox for each row execute function sekisho_wake();
  `.execute(db);

  await sql`
    grant select on all tables in schema public to sekisho_worker;
    grant insert, update on all tables in schema public to sekisho_worker;
    revoke insert, update on principals, organs, contractors, certifications, providers, sessions, idempotency from sekisho_worker;
    revoke update on ledger, commands, clock from sekisho_worker;
    revoke insert on clock from sekisho_worker;
    grant delete on vault_documents, assignments, outbox, idempotency, sessions to sekisho_worker;

    grant select, insert, update on all tables in schema public to sekisho_api;
    revoke update on ledger, commands, inbox, checks from sekisho_api;
    grant update on checks to sekisho_api;
    revoke insert, update on inbox, providers, organs, contractors from sekisho_api;
    revoke insert, update on sweeps from sekisho_api;
    grant delete on sessions, assignments to sekisho_api;

    -- The gateway sees open requests, the identity fields it may hand out, and writes answers. Nothing else.
    grant select on providers, checks, cases, applications, clock, inbox, vault_documents, vault_keys to sekisho_gateway;
    -- A lock on the case row, so that no answer to a fetch begins after a withdrawal has committed.
    grant update (handled_seq) on cases to sekisho_gateway;
    grant insert on inbox, ledger, vault_documents, vault_keys to sekisho_gateway;
  `.execute(db);

  // For operators and the sandbox clock: counts and codes over all organs, whatever row-level security hides.
  await sql`
    create function sekisho_stuck_cases(at timestamptz)
      returns table (id uuid, kind text, stage text, since timestamptz, unseen boolean, overdue integer)
      language sql stable security definer set search_path = public as $$
        select * from (
          select c.id, c.kind, case when c.ended then 'CLOSED' else 'OPEN' end, c.stage_at, c.handled_seq < c.rung_seq,
            (select count(*)::int from deadlines d where d.case_id = c.id and d.closed_at is null
              and d.handled_by = 'workflow' and d.due_at < at - interval '1 minute')
          from cases c where not c.ended or c.handled_seq < c.rung_seq
        ) s (id, kind, stage, since, unseen, overdue) where unseen or overdue > 0 $$;
    create function sekisho_quiet(at timestamptz) returns boolean
      language sql stable security definer set search_path = public as $$
        select not exists (select 1 from outbox where done_at is null and dead_at is null)
          and not exists (select 1 from inbox where filed_at is null)
          and not exists (select 1 from cases where handled_seq < rung_seq)
          and not exists (select 1 from deadlines where closed_at is null and handled_by = 'workflow' and due_at <= at) $$;
    create function sekisho_next_due(until timestamptz) returns timestamptz
      language sql stable security definer set search_path = public as $$
        select min(due_at) from deadlines where closed_at is null and handled_by = 'workflow' and due_at <= until $$;
    revoke execute on function sekisho_stuck_cases, sekisho_quiet, sekisho_next_due from public;
    grant execute on function sekisho_stuck_cases, sekisho_quiet, sekisho_next_due to sekisho_api, sekisho_worker;
  `.execute(db);

  const byCase = ['applications', 'clearances', 'grievances'];
  const byCaseId = ['assignments', 'commands', 'deadlines', 'checks'];
  await sql`
    alter table cases enable row level security;
    create policy worker on cases to sekisho_worker using (true);
    create policy gateway on cases to sekisho_gateway using (kind = 'application');
    create policy api on cases to sekisho_api using (
      organ_id = any (sekisho_scope('organs'))
      or subject_id = any (sekisho_scope('subjects'))
      or contractor_id = any (sekisho_scope('contractors'))
      or (current_setting('sekisho.cabinet', true) = 'on' and kind = 'application')
    );
  `.execute(db);
  // A document is seen with the case or the subject it belongs to. The worker destroys, the gateway reads identities.
  await sql`
    alter table vault_documents enable row level security;
    create policy worker on vault_documents to sekisho_worker using (true);
    create policy gateway on vault_documents to sekisho_gateway using (class in ('IDENTITY', 'EVIDENCE'));
    create policy api on vault_documents to sekisho_api using (
      exists (select 1 from cases c where c.id = owner_id or c.subject_id = owner_id)
    );
  `.execute(db);
  for (const table of [...byCase, ...byCaseId]) {
    const key = sql.ref(byCase.includes(table) ? 'id' : 'case_id');
    const name = sql.table(table);
    await sql`alter table ${name} enable row level security`.execute(db);
    await sql`create policy worker on ${name} to sekisho_worker using (true)`.execute(db);
    await sql`create policy api on ${name} to sekisho_api using (exists (select 1 from cases c where c.id = ${name}.${key}))`.execute(
      db,
    );
    if (table === 'applications' || table === 'checks')
      await sql`create policy gateway on ${name} to sekisho_gateway using (true)`.execute(db);
  }
}
