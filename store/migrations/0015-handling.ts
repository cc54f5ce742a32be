import { type Kysely, sql } from 'kysely';

/**
 * Who may handle which item of information: its custodian, its list of handlers, and the two ways to the right that need no
 * assessment here (Art. 11). An item is a reference and an opaque id; what it says is nowhere in this system. Nothing in
 * these tables is ever taken away: what is over has its end. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- An item of which contractor_id is null is the organ's own; else it is what the organ provided to that contractor.
    create table information_items (
      id uuid primary key,
      organ_id uuid not null references organs,
      contractor_id uuid references contractors,
      designation text not null collate "C",
      registered_at timestamptz not null,
      registered_by text not null collate "C",
      unique nulls not distinct (organ_id, designation, contractor_id)
    );
    create table item_custodians (
      id uuid primary key,
      item_id uuid not null references information_items,
      sub text not null collate "C",
      role text not null check (role in ('InformationManager', 'ContractorSecurityManager')),
      named_at timestamptz not null,
      named_by text not null collate "C",
      ended_at timestamptz
    );
    create unique index item_custodians_one on item_custodians (item_id) where ended_at is null;
    -- Whole days in Japan; the end of the day before its last, for whoever is taken off, is a moment.
    create table item_handlers (
      id uuid primary key,
      item_id uuid not null references information_items,
      subject_id uuid not null references subjects,
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      listed_at timestamptz not null,
      listed_by text not null collate "C",
      ended_at timestamptz,
      ended_by text collate "C",
      check ((ended_at is null) = (ended_by is null))
    );
    create index item_handlers_of on item_handlers (item_id, subject_id);

    -- Art. 11: whoever holds one of these offices is exempt from assessment.
    create table office_records (
      id uuid primary key,
      organ_id uuid not null references organs,
      subject_id uuid not null references subjects,
      office text not null,
      first_day date not null,
      last_day date check (last_day >= first_day),
      recorded_at timestamptz not null,
      recorded_by text not null collate "C",
      ended_at timestamptz,
      ended_by text collate "C",
      check ((ended_at is null) = (ended_by is null))
    );
    create index office_records_of on office_records (subject_id, organ_id);
    -- Art. 12(1)(i)(ロ): a positive result of the same head under the 2014 Act.
    create table sds_results (
      id uuid primary key,
      organ_id uuid not null references organs,
      subject_id uuid not null references subjects,
      notified_on date not null,
      last_valid_day date not null check (last_valid_day >= notified_on),
      recorded_at timestamptz not null,
      recorded_by text not null collate "C",
      ended_at timestamptz,
      ended_by text collate "C",
      check ((ended_at is null) = (ended_by is null))
    );
    create index sds_results_of on sds_results (subject_id, organ_id);

    create index ledger_handling on ledger (organ_id, at, id) where event = 'HandlingChecked';
  `.execute(db);

  await sql`
    grant select, insert on information_items, item_custodians, item_handlers, office_records, sds_results to sekisho_api;
    grant update (ended_at) on item_custodians to sekisho_api;
    grant update (ended_at, ended_by) on item_handlers, office_records, sds_results to sekisho_api;
    grant select on information_items, item_custodians, item_handlers, office_records, sds_results to sekisho_worker;

    alter table information_items enable row level security;
    create policy worker on information_items for select to sekisho_worker using (true);
    create policy api on information_items to sekisho_api using (
      organ_id = any (sekisho_scope('organs')) or contractor_id = any (sekisho_scope('contractors')));

    -- What ends has ended: no end is moved, and none taken back.
    create function sekisho_ended_once() returns trigger language plpgsql as
      $$ begin
        if old.ended_at is not null then
          raise exception 'what has ended has ended once';
        end if;
        return new;
      end $$;
  `.execute(db);
  for (const table of ['item_custodians', 'item_handlers']) {
    const name = sql.table(table);
    await sql`alter table ${name} enable row level security`.execute(db);
    await sql`create policy worker on ${name} for select to sekisho_worker using (true)`.execute(db);
    await sql`create policy api on ${name} to sekisho_api
      using (exists (select 1 from information_items i where i.id = ${name}.item_id))`.execute(db);
  }
  for (const table of ['office_records', 'sds_results']) {
    const name = sql.table(table);
    await sql`alter table ${name} enable row level security`.execute(db);
    await sql`create policy worker on ${name} for select to sekisho_worker using (true)`.execute(db);
    await sql`create policy api on ${name} to sekisho_api using (organ_id = any (sekisho_scope('organs')))`.execute(
      db,
    );
    await sql`create policy own on ${name} for select to sekisho_api
      using (subject_id = any (sekisho_scope('subjects')))`.execute(db);
  }
  for (const table of ['item_custodians', 'item_handlers', 'office_records', 'sds_results'])
    await sql`create trigger ended_once before update on ${sql.table(table)}
      for each row execute function sekisho_ended_once()`.execute(db);

  // Of whoever needs no assessment there is no case to be seen by: their identity and the reasons are seen with the record.
  await sql`
    create policy records on vault_documents to sekisho_api using (
      owner_kind = 'subject' and class in ('IDENTITY', 'REASONS') and (
        exists (select 1 from office_records r where r.subject_id = owner_id)
        or exists (select 1 from sds_results r where r.subject_id = owner_id)));

    -- A wall of 0014 knows documents by a case. Whoever screens and is in charge as well must not miss an identity that is
    -- there, and seal another.
    alter policy screeners_read_nothing_else on vault_documents
      using (sekisho_scope('screens') is null or class = 'UNSCREENED' or exists (
        select 1 from cases c where (c.id = owner_id or c.subject_id = owner_id)
          and (c.organ_id = any (sekisho_scope('organs'))
            or c.subject_id = any (sekisho_scope('subjects'))
            or c.contractor_id = any (sekisho_scope('contractors'))
            or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application')))
        or (owner_kind = 'subject' and class in ('IDENTITY', 'REASONS') and (
          exists (select 1 from office_records r where r.subject_id = owner_id)
          or exists (select 1 from sds_results r where r.subject_id = owner_id))));
  `.execute(db);
}
