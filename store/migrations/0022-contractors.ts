import { type Kysely, sql } from 'kysely';

/**
 * Contractors: how a certification comes about and is kept up, the contract beside it, a nominee's agreement to be listed,
 * and who is told that a right has ended. Expands only: a certification written as before stands for its contract too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table certifications
      -- Written before contracts had rows of their own, or by the owner as then: it stands for both.
      add column with_contract boolean not null default true,
      add column ended_at timestamptz;
    create table contracts (
      id uuid primary key,
      organ_id uuid not null references organs,
      contractor_id uuid not null references contractors,
      -- What the information is provided for: under Art. 10(1) it is there, under 10(2) it will be the contractor's work.
      paragraph text not null check (paragraph in ('10(1)', '10(2)')),
      sections text[] not null check (cardinality(sections) between 1 and 50),
      first_day date not null,
      last_day date check (last_day >= first_day),
      recorded_at timestamptz not null,
      recorded_by text not null collate "C",
      ended_at timestamptz,
      ended_by text collate "C",
      check ((ended_at is null) = (ended_by is null))
    );
    create index contracts_of on contracts (contractor_id, organ_id);
    create table certification_files (
      id uuid primary key,
      organ_id uuid not null references organs,
      contractor_id uuid not null references contractors,
      stage text not null,
      seq integer not null,
      applied_at timestamptz not null,
      stage_at timestamptz not null,
      examined_by text collate "C",
      certified_by text collate "C",
      first_day date,
      last_day date check (last_day >= first_day),
      confirm_by date,
      reminded_at timestamptz,
      -- Two people look at every certification, whatever the API thinks.
      check (certified_by is null or (examined_by is not null and certified_by <> examined_by)),
      check (certified_by is null or (first_day is not null and last_day is not null))
    );
    create unique index certification_files_one_applied on certification_files (organ_id, contractor_id)
      where stage in ('APPLIED', 'EXAMINED');
    create table certification_steps (
      command_id uuid primary key,
      file_id uuid not null references certification_files,
      seq integer not null,
      action text not null,
      from_stage text not null,
      to_stage text not null,
      at timestamptz not null,
      sub text collate "C",
      role text not null,
      facts jsonb not null,
      words_id uuid,
      unique (file_id, seq)
    );
    -- That a contractor's employee agreed to be named to the organ (Standards: name list).
    create table listing_agreements (
      case_id uuid primary key references cases,
      agreed_on date not null,
      text_version text not null,
      recorded_at timestamptz not null,
      recorded_by text not null collate "C"
    );
    create table right_ended_notices (
      id uuid primary key,
      organ_id uuid not null references organs,
      subject_id uuid not null references subjects,
      recipient text not null check (recipient in ('CUSTODIAN', 'INFORMATION_MANAGER', 'CONTRACTOR')),
      item_id uuid references information_items,
      contractor_id uuid references contractors,
      ended_on date not null,
      told_at timestamptz not null,
      remind_at timestamptz not null,
      overdue_at timestamptz not null,
      reminded_at timestamptz,
      acknowledged_at timestamptz,
      acknowledged_by text collate "C",
      check ((item_id is not null) = (recipient = 'CUSTODIAN')),
      check ((acknowledged_at is null) = (acknowledged_by is null))
    );
    create index right_ended_notices_open on right_ended_notices (remind_at) where acknowledged_at is null;
    create index right_ended_notices_of on right_ended_notices (organ_id, subject_id, ended_on);
    create index item_handlers_of_person on item_handlers (subject_id) where ended_at is null;
  `.execute(db);

  await sql`
    create trigger certification_steps_append_only before update or delete on certification_steps
      for each row execute function sekisho_refuse_change();
    create trigger certification_steps_no_truncate before truncate on certification_steps
      execute function sekisho_refuse_change();

    -- The API certifies nobody by hand: what stands follows from the file alone, which two people have to have moved.
    create function sekisho_certification_stands() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if new.stage = 'CERTIFIED' and new.certified_by is not null then
          insert into certifications (id, contractor_id, organ_id, valid_from, valid_until, with_contract)
            values (new.id, new.contractor_id, new.organ_id, new.first_day, new.last_day, false)
            on conflict (id) do nothing;
        elsif new.stage in ('WITHDRAWN', 'GIVEN_BACK') then
          update certifications set ended_at = new.stage_at where id = new.id and ended_at is null;
        end if;
        return null;
      end $$;
    create trigger certification_stands after insert or update on certification_files
      for each row execute function sekisho_certification_stands();

    -- A contractor's list names its own people: by whom a person was nominated last at that organ. What one contractor was
    -- provided with reaches another through the organ alone.
    create function sekisho_employer_at(person uuid, organ uuid) returns table (contractor_id uuid)
      language sql stable security definer set search_path = public, pg_temp as $$
        select c.contractor_id from cases c where c.subject_id = person and c.organ_id = organ
          and c.kind = 'application' and not exists (select 1 from applications a
            where a.id = c.id and a.not_conducted_reason is not null)
          order by c.opened_at desc, c.id desc limit 1 $$;
    create function sekisho_handlers_are_ones_own() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        item information_items;
      begin
        select * into item from information_items i where i.id = new.item_id;
        if item.contractor_id is not null and exists (
            select 1 from sekisho_employer_at(new.subject_id, item.organ_id) e
            where e.contractor_id is distinct from item.contractor_id) then
          raise exception 'a contractor lists its own people alone' using errcode = '23514', constraint = 'handlers_are_ones_own';
        end if;
        return new;
      end $$;
    create trigger handlers_are_ones_own before insert on item_handlers
      for each row execute function sekisho_handlers_are_ones_own();

    -- With its case: that somebody agreed to be listed is no proof of a disposal.
    create function sekisho_forget_agreement() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin delete from listing_agreements where case_id = new.id; return null; end $$;
    create trigger agreement_ends after update of stage on cases for each row
      when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED') execute function sekisho_forget_agreement();
    revoke execute on function sekisho_forget_agreement from public;

    -- Whoever takes the step that ends a right sees not all lists the person stands on, and must miss none.
    create function sekisho_tell_right_ended(
        person uuid, organ uuid, employer uuid, day date, at timestamptz, remind timestamptz, overdue timestamptz)
      returns integer language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        told integer;
      begin
        with off as (
          update item_handlers h set ended_at = at, ended_by = 'System'
          from information_items i
          where i.id = h.item_id and i.organ_id = organ and h.subject_id = person and h.ended_at is null
          returning h.item_id, i.contractor_id
        ), whom as (
          select distinct 'CUSTODIAN' as recipient, item_id, contractor_id from off
          union all select 'INFORMATION_MANAGER', null, null
          union all select 'CONTRACTOR', null, e.id
            from (select coalesce(employer, (select f.contractor_id from sekisho_employer_at(person, organ) f)) as id) e
            where e.id is not null
        )
        insert into right_ended_notices
          (id, organ_id, subject_id, recipient, item_id, contractor_id, ended_on, told_at, remind_at, overdue_at)
        select gen_random_uuid(), organ, person, recipient, item_id, contractor_id, day, at, remind, overdue from whom;
        get diagnostics told = row_count;
        return told;
      end $$;
    revoke execute on function sekisho_tell_right_ended, sekisho_employer_at from public;
    grant execute on function sekisho_tell_right_ended to sekisho_api, sekisho_worker;
    grant execute on function sekisho_employer_at to sekisho_api;
  `.execute(db);

  await sql`
    grant select, insert on contracts, certification_files, certification_steps, listing_agreements to sekisho_api;
    grant update (last_day, ended_at, ended_by) on contracts to sekisho_api;
    grant update (stage, seq, stage_at, examined_by, certified_by, first_day, last_day, confirm_by, reminded_at)
      on certification_files to sekisho_api;
    grant select on right_ended_notices to sekisho_api;
    grant update (acknowledged_at, acknowledged_by) on right_ended_notices to sekisho_api;
    grant select on contracts, certification_files, certification_steps, right_ended_notices to sekisho_worker;
    grant insert on certification_steps to sekisho_worker;
    grant update (stage, seq, stage_at, reminded_at) on certification_files to sekisho_worker;
    grant update (reminded_at) on right_ended_notices to sekisho_worker;

    create trigger ended_once before update on contracts for each row execute function sekisho_ended_once();

    -- As certifications are: whoever may ask whether a case has its basis reads on which days there was a contract.
    alter table contracts enable row level security;
    create policy worker on contracts for select to sekisho_worker using (true);
    create policy everyone on contracts for select to sekisho_api using (true);
    create policy api on contracts for insert to sekisho_api with check (organ_id = any (sekisho_scope('organs')));
    create policy ends on contracts for update to sekisho_api using (organ_id = any (sekisho_scope('organs')));

    alter table certification_files enable row level security;
    create policy worker on certification_files to sekisho_worker using (true);
    create policy api on certification_files to sekisho_api using (
      organ_id = any (sekisho_scope('organs')) or contractor_id = any (sekisho_scope('contractors')));
    alter table certification_steps enable row level security;
    create policy worker on certification_steps to sekisho_worker using (true);
    create policy api on certification_steps to sekisho_api using (
      exists (select 1 from certification_files f where f.id = certification_steps.file_id));

    alter table listing_agreements enable row level security;
    create policy api on listing_agreements to sekisho_api using (
      exists (select 1 from cases c where c.id = listing_agreements.case_id));

    alter table right_ended_notices enable row level security;
    create policy worker on right_ended_notices to sekisho_worker using (true);
    create policy api on right_ended_notices to sekisho_api using (
      organ_id = any (sekisho_scope('organs')) or contractor_id = any (sekisho_scope('contractors')));

    create policy certifications on vault_documents to sekisho_api using (
      owner_kind = 'certification' and class = 'CERTIFICATION'
      and exists (select 1 from certification_files f where f.id = owner_id));
  `.execute(db);

  // Two walls know documents by whose they are. Each stands as it is by now, and opens for these besides.
  const { rows: kinds } = await sql<{
    was: string;
  }>`select pg_get_expr(conbin, conrelid) as was from pg_constraint
    where conname = 'vault_documents_owner_kind_check'`.execute(db);
  await sql`alter table vault_documents
    drop constraint vault_documents_owner_kind_check,
    add constraint vault_documents_owner_kind_check check (${sql.raw(asItWas(kinds))} or owner_kind = 'certification')`.execute(
    db,
  );
  const { rows: walls } = await sql<{ was: string }>`select qual as was from pg_policies
    where tablename = 'vault_documents' and policyname = 'screeners_read_nothing_else'`.execute(db);
  await sql`alter policy screeners_read_nothing_else on vault_documents using (
    ${sql.raw(asItWas(walls))} or (owner_kind = 'certification' and class = 'CERTIFICATION'))`.execute(db);
}

function asItWas([row]: { was: string }[]): string {
  if (!row) throw new Error('a wall is not where it was');
  return `(${row.was})`;
}
