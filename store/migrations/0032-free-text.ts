import { type Kysely, sql } from 'kysely';

/**
 * Words on what may not be investigated, wherever they were written: what was pointed at waits apart for a screening
 * officer, and the file has a mark in its place (domain/free-text.ts). And a letter whose question was taken back waits for
 * nobody. Expands only: a release before reads the file as it is, marks included.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await lettersEnd(db);
  await sql`
    create table text_screenings (
      id uuid primary key,
      case_id uuid not null references cases,
      organ_id uuid not null references organs,
      -- With the document it is about everything of it goes.
      document_id uuid not null references vault_documents on delete cascade,
      class text not null,
      words_id uuid,
      kept_as text not null check (kept_as in ('MASKED', 'READ', 'ANSWERED')),
      -- A grievance is answered first: nobody strikes what somebody complains of before it was read.
      ready boolean not null,
      grievance_id uuid references cases,
      kept_at timestamptz not null,
      status text not null default 'WAITING' check (status in ('WAITING', 'SCREENED')),
      screened_by text,
      screened_at timestamptz,
      grounds jsonb,
      check ((status = 'WAITING') = (screened_at is null)),
      check ((status = 'WAITING') = (words_id is not null))
    );
    create index text_screenings_case on text_screenings (case_id);
    create index text_screenings_document on text_screenings (document_id);
    create index text_screenings_words on text_screenings (words_id);
    create index text_screenings_waiting on text_screenings (kept_at) where status = 'WAITING';
    create index text_screenings_grievance on text_screenings (grievance_id);
  `.execute(db);
  await sql`
    create function sekisho_drop_words(words uuid, file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from vault_documents where id = words and class = 'UNSCREENED_TEXT';
        delete from vault_keys k where k.owner_id = file and k.class = 'UNSCREENED_TEXT'
          and not exists (select 1 from vault_documents d where d.key_id = k.key_id) $$;
    create function sekisho_text_gone() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as
      $$ begin perform sekisho_drop_words(old.words_id, old.case_id); return null; end $$;
    create trigger text_gone after delete on text_screenings
      for each row when (old.words_id is not null) execute function sekisho_text_gone();

    create function sekisho_grievance_read() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update text_screenings t set ready = true, grievance_id = new.id from commands o
          where o.case_id = new.id and o.action = 'openGrievance' and t.kept_as = 'ANSWERED'
            and t.document_id = (o.details ->> 'documentId')::uuid;
        return null;
      end $$;
    create trigger grievance_read after update of stage on cases for each row
      when (new.stage = 'GRIEVANCE_ANSWERED' and old.stage <> 'GRIEVANCE_ANSWERED')
      execute function sekisho_grievance_read();

    -- The file's own text with what stands, in one transaction with the end of the words. Nobody else may change a document.
    create function sekisho_screen_text(screening uuid, by text, at timestamptz, sealed bytea, said jsonb) returns boolean
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare t text_screenings;
      begin
        select * into t from text_screenings where id = screening and status = 'WAITING' and ready
          and organ_id = any (sekisho_scope('screens')) for update;
        if not found then return false; end if;
        update vault_documents set blob = sealed where id = t.document_id;
        update text_screenings set status = 'SCREENED', words_id = null, screened_by = by, screened_at = at, grounds = said
          where id = t.id;
        perform sekisho_drop_words(t.words_id, t.case_id);
        return true;
      end $$;

    -- Asked at every step. That words wait is a fact of the case, whoever asks; a grievance's are told to nobody so.
    create function sekisho_text_waits(file uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select 1 from text_screenings
          where case_id = file and status = 'WAITING' and kept_as <> 'ANSWERED') $$;
    revoke execute on function sekisho_drop_words, sekisho_text_gone, sekisho_grievance_read, sekisho_screen_text,
      sekisho_text_waits from public;
    grant execute on function sekisho_screen_text to sekisho_api;
    grant execute on function sekisho_text_waits to sekisho_api, sekisho_worker;
  `.execute(db);
  await walls(db);
}

/** A question that is asked no more has no answer to be compared: its letter, and what was keyed in from it, end with it. */
async function lettersEnd(db: Kysely<unknown>): Promise<void> {
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

/** The organ's screening officers alone read what waits; who wrote it, or works on the case, never does again. */
async function walls(db: Kysely<unknown>): Promise<void> {
  await sql`
    grant select on text_screenings to sekisho_worker;
    grant select, insert on text_screenings to sekisho_api;
    grant insert on text_screenings to sekisho_gateway;
    alter table text_screenings enable row level security;
    create policy worker on text_screenings to sekisho_worker using (true);
    create policy api_keeps on text_screenings for insert to sekisho_api
      with check (exists (select 1 from cases c where c.id = case_id));
    create policy api on text_screenings for select to sekisho_api
      using (ready and organ_id = any (sekisho_scope('screens')));
    create policy gateway on text_screenings for insert to sekisho_gateway with check (kept_as = 'MASKED');

    create policy gateway_keeps_words on vault_documents for insert to sekisho_gateway
      with check (class = 'UNSCREENED_TEXT');
    create policy screeners_read_words on vault_documents for select to sekisho_api
      using (class = 'UNSCREENED_TEXT' and exists (select 1 from text_screenings t where t.words_id = vault_documents.id));
    create policy words_are_nobodys_else on vault_documents as restrictive for select to sekisho_api
      using (class <> 'UNSCREENED_TEXT' or exists (select 1 from text_screenings t where t.words_id = vault_documents.id));
  `.execute(db);
  const { rows } = await sql<{ was: string }>`select qual as was from pg_policies
    where tablename = 'vault_documents' and policyname = 'screeners_read_nothing_else'`.execute(db);
  const [wall] = rows;
  if (!wall) throw new Error('a wall is not where it was');
  // As it stands by now, and open for these words besides.
  await sql`alter policy screeners_read_nothing_else on vault_documents using (
    (${sql.raw(wall.was)}) or class = 'UNSCREENED_TEXT')`.execute(db);
}
