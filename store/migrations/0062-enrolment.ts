import { type Kysely, sql } from 'kysely';

/**
 * How a person comes to a passkey: codes that were handed over, as keyed hashes; and passkeys that were lost, said by one
 * officer and confirmed by another. Both go with their file. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table enrolment_codes (
      id uuid primary key,
      organ_id uuid not null references organs,
      subject_id uuid not null references subjects,
      case_id uuid not null references cases,
      code_hash bytea not null check (octet_length(code_hash) = 32),
      identity_check text not null check (identity_check in ('MY_NUMBER_CARD_FRONT', 'DRIVING_LICENCE', 'PASSPORT',
        'RESIDENCE_CARD', 'STAFF_CARD_OF_ORGAN')),
      made_at timestamptz not null,
      made_by text not null collate "C",
      valid_from timestamptz not null check (valid_from >= made_at),
      valid_until timestamptz not null check (valid_until > valid_from),
      tries smallint not null default 0 check (tries between 0 and 5),
      ended_at timestamptz,
      ended_as text check (ended_as in ('USED', 'VOID', 'TRIED')),
      check ((ended_at is null) = (ended_as is null))
    );
    create unique index enrolment_codes_one_counts on enrolment_codes (organ_id, subject_id) where ended_at is null;
    create index enrolment_codes_of_case on enrolment_codes (case_id);
    create function sekisho_enrolment_code_stands() returns trigger language plpgsql as $$
      begin
        if old.ended_at is not null or new.tries < old.tries
            or (new.id, new.organ_id, new.subject_id, new.case_id, new.code_hash, new.identity_check, new.made_at, new.made_by,
                new.valid_from, new.valid_until)
              is distinct from (old.id, old.organ_id, old.subject_id, old.case_id, old.code_hash, old.identity_check, old.made_at,
                old.made_by, old.valid_from, old.valid_until) then
          raise exception 'a code is tried and ended once, and nothing else of it changes' using errcode = '42501';
        end if;
        return new;
      end $$;
    create trigger enrolment_code_stands before update on enrolment_codes for each row execute function sekisho_enrolment_code_stands();

    create table passkey_losses (
      id uuid primary key,
      organ_id uuid not null references organs,
      subject_id uuid not null references subjects,
      case_id uuid not null references cases,
      ground text not null check (ground in ('LOST', 'COMPROMISED', 'REPLACED')),
      identity_check text not null check (identity_check in ('MY_NUMBER_CARD_FRONT', 'DRIVING_LICENCE', 'PASSPORT',
        'RESIDENCE_CARD', 'STAFF_CARD_OF_ORGAN')),
      reported_at timestamptz not null,
      reported_by text not null collate "C",
      confirmed_at timestamptz,
      confirmed_by text collate "C" check (confirmed_by <> reported_by),
      counts_from timestamptz check (counts_from > confirmed_at),
      objected_at timestamptz,
      objected_by text collate "C",
      check ((confirmed_at is null) = (confirmed_by is null) and (confirmed_at is null) = (counts_from is null)),
      check ((objected_at is null) = (objected_by is null))
    );
    create unique index passkey_losses_one_waits on passkey_losses (organ_id, subject_id)
      where confirmed_at is null and objected_at is null;
    create index passkey_losses_of on passkey_losses (subject_id, organ_id, reported_at);
    create index passkey_losses_of_case on passkey_losses (case_id);
    create function sekisho_passkey_loss_stands() returns trigger language plpgsql as $$
      begin
        if old.objected_at is not null
            or (new.id, new.organ_id, new.subject_id, new.case_id, new.ground, new.identity_check, new.reported_at, new.reported_by)
              is distinct from (old.id, old.organ_id, old.subject_id, old.case_id, old.ground, old.identity_check, old.reported_at,
                old.reported_by)
            or (old.confirmed_at is not null and (new.confirmed_at, new.confirmed_by, new.counts_from)
              is distinct from (old.confirmed_at, old.confirmed_by, old.counts_from)) then
          raise exception 'a loss is confirmed and objected to once, and nothing else of it changes' using errcode = '42501';
        end if;
        return new;
      end $$;
    create trigger passkey_loss_stands before update on passkey_losses for each row execute function sekisho_passkey_loss_stands();

    -- With their file: who looked at whose papers is no proof of a disposal.
    create function sekisho_forget_enrolment() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        delete from enrolment_codes where case_id = new.id;
        delete from passkey_losses where case_id = new.id;
        return null;
      end $$;
    create trigger enrolment_ends after update of stage on cases for each row
      when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED') execute function sekisho_forget_enrolment();
    revoke execute on function sekisho_forget_enrolment from public;
  `.execute(db);

  await sql`
    grant select, insert on enrolment_codes, passkey_losses to sekisho_api;
    grant update (tries, ended_at, ended_as) on enrolment_codes to sekisho_api;
    grant update (confirmed_at, confirmed_by, counts_from, objected_at, objected_by) on passkey_losses to sekisho_api;
    alter table enrolment_codes enable row level security;
    alter table passkey_losses enable row level security;
    -- The organ hands over and records; the person tries their own code, and objects.
    create policy api on enrolment_codes for select to sekisho_api
      using (organ_id = any (sekisho_scope('organs')) or subject_id = any (sekisho_scope('subjects')));
    create policy hands_over on enrolment_codes for insert to sekisho_api with check (organ_id = any (sekisho_scope('organs')));
    create policy tries on enrolment_codes for update to sekisho_api
      using (organ_id = any (sekisho_scope('organs')) or subject_id = any (sekisho_scope('subjects')));
    create policy api on passkey_losses for select to sekisho_api
      using (organ_id = any (sekisho_scope('organs')) or subject_id = any (sekisho_scope('subjects')));
    create policy reports on passkey_losses for insert to sekisho_api with check (organ_id = any (sekisho_scope('organs')));
    create policy settles on passkey_losses for update to sekisho_api
      using (organ_id = any (sekisho_scope('organs')) or subject_id = any (sekisho_scope('subjects')));
  `.execute(db);
}
