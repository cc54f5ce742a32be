import { type Kysely, sql } from 'kysely';

/**
 * Legal holds, and outages by which deadlines are extended. A hold is its organ's: a query in a contractor's or a subject's
 * scope finds no row of it and none of its words, a source neither. The database itself refuses to destroy a file that is
 * held, so that the release before, which knows no holds, does not either. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table legal_holds (
      case_id uuid not null references cases,
      number integer not null check (number > 0),
      ground text not null check (ground in
        ('LITIGATION', 'RECORDS_INSPECTION', 'DISCLOSURE_REQUEST', 'CRIMINAL_INQUIRY', 'OTHER_DUTY')),
      document_id uuid not null,
      review_on date not null,
      placed_at timestamptz not null,
      placed_by text not null collate "C",
      chased_at timestamptz,
      lifted_at timestamptz,
      lifted_by text collate "C",
      primary key (case_id, number),
      check ((lifted_at is null) = (lifted_by is null)),
      check (lifted_by <> placed_by)
    );
    create index legal_holds_standing on legal_holds (review_on) where lifted_at is null;

    grant select, insert on legal_holds to sekisho_api;
    grant update (lifted_at, lifted_by) on legal_holds to sekisho_api;
    grant select, insert on legal_holds to sekisho_worker;
    grant update (lifted_at, lifted_by, chased_at) on legal_holds to sekisho_worker;

    alter table legal_holds enable row level security;
    create policy worker on legal_holds to sekisho_worker using (true);
    create policy api on legal_holds to sekisho_api using (exists (
      select 1 from cases c where c.id = case_id and c.organ_id = any (sekisho_scope('organs'))));

    create policy holds_stay_with_the_organ on vault_documents as restrictive for select to sekisho_api
      using (class <> 'HOLD' or exists (
        select 1 from cases c where c.id = owner_id and c.organ_id = any (sekisho_scope('organs'))));
    create policy no_source_sees_holds on vault_documents as restrictive for select to sekisho_gateway
      using (class <> 'HOLD');

    -- A hold is lifted once, and otherwise stays as it was placed, until its file is destroyed.
    create function sekisho_hold_lifted_once() returns trigger language plpgsql as
      $$ begin
        if old.lifted_at is not null then
          raise exception 'a hold is lifted once';
        end if;
        return new;
      end $$;
    create trigger lifted_once before update on legal_holds
      for each row execute function sekisho_hold_lifted_once();

    create function sekisho_no_hold_stands() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          if exists (select 1 from legal_holds h where h.lifted_at is null and (h.case_id = new.id
            or h.case_id = (select application_id from grievances where id = new.id)))
          then raise exception 'a legal hold stands on this file';
          end if;
          return new;
        end $$;
    revoke execute on function sekisho_no_hold_stands from public;
    create trigger held before update of stage on cases
      for each row when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED') execute function sekisho_no_hold_stands();

    -- With the file goes that it was ever held.
    create function sekisho_holds_destroyed() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as
      $$ begin delete from legal_holds where case_id = new.id; return null; end $$;
    revoke execute on function sekisho_holds_destroyed from public;
    create trigger holds_destroyed after update of stage on cases
      for each row when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED') execute function sekisho_holds_destroyed();
  `.execute(db);

  await sql`
    create table outages (
      id uuid primary key,
      organ_id uuid not null references organs,
      kind text not null check (kind in ('OUR_SYSTEM', 'SOURCE', 'POST')),
      source text collate "C",
      cause text not null check (cause in ('FAILURE', 'MAINTENANCE', 'DISASTER', 'OTHER')),
      reference text not null collate "C",
      first_day date not null,
      last_day date not null check (last_day >= first_day),
      recorded_at timestamptz not null,
      recorded_by text not null collate "C",
      confirmed_at timestamptz,
      confirmed_by text collate "C",
      check ((kind = 'SOURCE') = (source is not null)),
      check ((confirmed_at is null) = (confirmed_by is null)),
      check (confirmed_by <> recorded_by)
    );
    create index outages_of on outages (organ_id, recorded_at);
    -- Once for each deadline and outage, whoever asks how often.
    create table outage_moves (
      outage_id uuid not null references outages,
      deadline_id uuid not null references deadlines on delete cascade,
      case_id uuid not null references cases,
      days integer not null check (days > 0),
      due_before timestamptz not null,
      due_after timestamptz not null check (due_after > due_before),
      primary key (outage_id, deadline_id)
    );
    create index outage_moves_case on outage_moves (case_id);
    create index outage_moves_deadline on outage_moves (deadline_id);

    grant select, insert on outages, outage_moves to sekisho_api;
    grant update (confirmed_at, confirmed_by) on outages to sekisho_api;
    grant select, insert on outages, outage_moves to sekisho_worker;
    grant update (confirmed_at, confirmed_by) on outages to sekisho_worker;

    alter table outages enable row level security;
    create policy worker on outages to sekisho_worker using (true);
    create policy api on outages to sekisho_api using (organ_id = any (sekisho_scope('organs')));
    -- Whose deadline it was sees by which outage it was moved.
    create policy own on outages for select to sekisho_api using (exists (
      select 1 from outage_moves m where m.outage_id = outages.id));
    alter table outage_moves enable row level security;
    create policy worker on outage_moves to sekisho_worker using (true);
    create policy api on outage_moves to sekisho_api using (exists (
      select 1 from cases c where c.id = case_id
        and (c.organ_id = any (sekisho_scope('organs')) or c.subject_id = any (sekisho_scope('subjects')))));

    create function sekisho_confirmed_once() returns trigger language plpgsql as
      $$ begin
        if old.confirmed_at is not null then
          raise exception 'an outage is confirmed once';
        end if;
        return new;
      end $$;
    create trigger confirmed_once before update on outages
      for each row execute function sekisho_confirmed_once();
  `.execute(db);
}
