import { type Kysely, sql } from 'kysely';

/**
 * The public halves of passkeys, and what was signed with them: the document as it was signed, the number used once, and what
 * the authenticator answered. Both stay as they were written; of a passkey its count and its end are added. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table passkeys (
      id uuid primary key,
      sub text not null collate "C",
      credential_id text not null unique collate "C",
      public_key bytea not null,
      counter bigint not null default 0,
      make uuid not null,
      backed_up boolean not null,
      enrolled_at timestamptz not null,
      revoked_at timestamptz,
      revoked_by text collate "C",
      check ((revoked_at is null) = (revoked_by is null))
    );
    create index passkeys_of on passkeys (sub, enrolled_at);
    create function sekisho_passkey_stands() returns trigger language plpgsql as $$
      begin
        if (new.id, new.sub, new.credential_id, new.public_key, new.make, new.enrolled_at)
            is distinct from (old.id, old.sub, old.credential_id, old.public_key, old.make, old.enrolled_at)
            or new.counter < old.counter
            or (old.revoked_at is not null and (new.revoked_at, new.revoked_by) is distinct from (old.revoked_at, old.revoked_by)) then
          raise exception 'a passkey is counted and ended, and nothing else of it changes' using errcode = '42501';
        end if;
        return new;
      end $$;
    create trigger passkey_stands before update on passkeys for each row execute function sekisho_passkey_stands();
    create trigger passkeys_stay before delete on passkeys for each row execute function sekisho_refuse_change();

    create table signatures (
      command_id uuid primary key references commands,
      case_id uuid not null references cases,
      passkey_id uuid not null references passkeys,
      nonce text not null unique collate "C",
      document text not null,
      assertion jsonb not null,
      signed_at timestamptz not null
    );
    create index signatures_of on signatures (case_id, signed_at);
    create trigger signatures_stay before update or delete on signatures for each row execute function sekisho_refuse_change();
    create trigger signatures_no_truncate before truncate on signatures execute function sekisho_refuse_change();

    grant select, insert on passkeys, signatures to sekisho_api;
    grant update (counter, backed_up, revoked_at, revoked_by) on passkeys to sekisho_api;
    alter table passkeys enable row level security;
    -- Nothing of a person, and looked for by the account of whoever asks before it is known what they may see.
    create policy api on passkeys to sekisho_api using (true);
    alter table signatures enable row level security;
    create policy of_its_case on signatures to sekisho_api
      using (exists (select from cases c where c.id = signatures.case_id));
  `.execute(db);
}
