import { type Kysely, sql } from 'kysely';

/**
 * Signed papers that say what their person, or a source, would otherwise say by a click (domain/original.ts): which paper,
 * its days, who keyed it in and who compared it. What it says rests in the vault until then. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table originals (
      id uuid primary key,
      case_id uuid not null references cases,
      desk text not null check (desk in ('CASE', 'APART', 'GRIEVANCE', 'INQUIRY')),
      action text not null,
      request_id uuid,
      hash text not null check (hash ~ '^[0-9a-f]{64}$'),
      pages integer not null check (pages > 0),
      signed_on date not null,
      received_on date not null check (received_on >= signed_on),
      came text not null check (came in ('COUNTER', 'POST')),
      seen integer not null,
      content_id uuid not null,
      keyed_by text not null,
      keyed_at timestamptz not null,
      command_id uuid,
      status text not null default 'WAITING' check (status in ('WAITING', 'CONFIRMED', 'REJECTED', 'STALE')),
      -- Never one pair of hands, whatever the code above thinks.
      settled_by text check (settled_by <> keyed_by),
      settled_at timestamptz,
      reasons_id uuid,
      check ((desk = 'INQUIRY') = (request_id is not null)),
      check ((status = 'WAITING') = (settled_at is null)),
      check (status = 'WAITING' or status = 'STALE' or settled_by is not null)
    );
    create index originals_case on originals (case_id);
    create index originals_waiting on originals (keyed_at) where status = 'WAITING';
    create unique index originals_once on originals (case_id, action, hash) where status = 'WAITING';

    -- What was keyed in stays as it was: only the second person's word is added, once.
    create function sekisho_originals_settle_once() returns trigger language plpgsql as $$
      begin
        if old.status <> 'WAITING'
          or to_jsonb(new) - '{status,settled_by,settled_at,reasons_id}'::text[]
            is distinct from to_jsonb(old) - '{status,settled_by,settled_at,reasons_id}'::text[]
        then raise exception 'a paper is settled once, and nothing else of it changes';
        end if;
        return new;
      end $$;
    create trigger originals_settle_once before update on originals
      for each row execute function sekisho_originals_settle_once();

    -- Settled, what was keyed in from it goes: confirmed, the step has its own documents; else it was never said.
    create function sekisho_original_settled() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        delete from vault_documents where id = old.content_id;
        delete from vault_keys k where k.owner_id = old.case_id and k.class in ('ORIGINAL', 'ORIGINAL_APART')
          and not exists (select 1 from vault_documents d where d.key_id = k.key_id);
        return null;
      end $$;
    revoke execute on function sekisho_original_settled from public;
    create trigger original_settled after update of status on originals
      for each row when (old.status = 'WAITING' and new.status <> 'WAITING') execute function sekisho_original_settled();

    -- Whatever ends a case overtakes what still waits in it. A grievance may be filed on a case that has ended.
    create function sekisho_originals_end() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if new.stage = 'DISPOSED' then
          delete from vault_documents where id in (select content_id from originals where case_id = new.id);
          delete from originals where case_id = new.id;
        else
          update originals set status = 'STALE', settled_at = new.stage_at
            where case_id = new.id and status = 'WAITING' and command_id is null and desk <> 'GRIEVANCE';
        end if;
        return null;
      end $$;
    revoke execute on function sekisho_originals_end from public;
    create trigger originals_end after update of stage on cases for each row
      when (new.stage <> old.stage and (new.ended or new.stage = 'DISPOSED')) execute function sekisho_originals_end();

    -- Asked at every step. Whether a paper waits is a fact of the case whoever asks; a grievance's is told to nobody so.
    create function sekisho_original_waits(file uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select exists (select 1 from originals
          where case_id = file and status = 'WAITING' and command_id is null and desk <> 'GRIEVANCE') $$;
    -- Who had a case's papers in hand worked on it. Who had a questionnaire's is in the ledger as screening officer.
    create function sekisho_original_hands(file uuid) returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(distinct h.sub), '{}') from originals o
          cross join lateral (values (o.keyed_by), (o.settled_by)) h (sub)
          where o.case_id = file and o.desk in ('CASE', 'INQUIRY') and h.sub is not null $$;
    revoke execute on function sekisho_original_waits, sekisho_original_hands from public;
    grant execute on function sekisho_original_waits, sekisho_original_hands to sekisho_api, sekisho_worker;
  `.execute(db);
  await replies(db);
  await walls(db);
}

/**
 * A source's reply by letter goes into the same inbox as one over the gateway. The process that serves requests writes
 * there only so: what a waiting paper answers, in the name of another than who keyed it in.
 */
async function replies(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_reply_by_letter(paper uuid, second text, receipt uuid, reply text, statement uuid, fingerprint bytea, at timestamptz)
      returns void language plpgsql security definer set search_path = public, pg_temp as $$
      declare asked record;
      begin
        select o.request_id, c.source into asked from originals o join checks c on c.request_id = o.request_id
          where o.id = paper and o.desk = 'INQUIRY' and o.status = 'WAITING' and o.keyed_by <> second for update of o;
        if not found then raise exception 'no reply waits on this paper'; end if;
        insert into inbox (id, request_id, source, answer, statement_id, content_hash, received_at)
          values (receipt, asked.request_id, asked.source, reply, statement, fingerprint, at);
      end $$;
    revoke execute on function sekisho_reply_by_letter from public;
    grant execute on function sekisho_reply_by_letter to sekisho_api;
  `.execute(db);
}

async function walls(db: Kysely<unknown>): Promise<void> {
  await sql`
    grant select on originals to sekisho_worker;
    grant select, insert on originals to sekisho_api;
    grant update (status, settled_by, settled_at, reasons_id) on originals to sekisho_api;
    alter table originals enable row level security;
    create policy worker on originals to sekisho_worker using (true);
    create policy api on originals to sekisho_api using (exists (
      select 1 from cases c where c.id = case_id and (
        (desk <> 'INQUIRY' and c.subject_id = any (sekisho_scope('subjects')))
        or (desk <> 'APART' and c.organ_id = any (sekisho_scope('organs')))
        or (desk = 'APART' and c.organ_id = any (sekisho_scope('screens')))
        or (desk = 'INQUIRY' and current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application'))));

    create policy originals_stay_inside on vault_documents as restrictive to sekisho_api
      using (class <> 'ORIGINAL' or exists (
        select 1 from cases c where c.id = owner_id and (
          c.organ_id = any (sekisho_scope('organs'))
          or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application'))));
    create policy family_on_paper_is_nobodys_else on vault_documents as restrictive to sekisho_api
      using (class <> 'ORIGINAL_APART' or exists (
        select 1 from cases c where c.id = owner_id and c.organ_id = any (sekisho_scope('screens'))));
    create policy no_source_sees_originals on vault_documents as restrictive to sekisho_gateway
      using (class not in ('ORIGINAL', 'ORIGINAL_APART'));

    -- As in 0020, and: the questionnaires on paper that these officers key in and compare.
    alter policy screeners_read_nothing_else on vault_documents
      using (sekisho_scope('screens') is null or class in ('UNSCREENED', 'ORIGINAL_APART') or owner_kind = 'demand' or exists (
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
