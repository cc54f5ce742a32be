import { type Kysely, sql } from 'kysely';

/**
 * Words that wait: on which of them a step may rest, since when they wait and who was reminded of it; and of what a legal
 * hold keeps, words that were struck are sealed apart until it ends. Expands only: a release before asks whether anything of
 * the file itself waits, as it did, and under a hold keeps nothing less.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await clocks(db);
  await whatWaits(db);
  await underAHold(db);
  await earlierAnswers(db);
}

async function clocks(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table text_screenings
      -- A grievance's words wait from its answer on, everything else's from when they were kept.
      add column ready_at timestamptz,
      add column reminded_at timestamptz,
      add column overdue_at timestamptz;
    -- The worker marks both, once; it reads the rows already, and changes nothing else of them.
    grant update (reminded_at, overdue_at) on text_screenings to sekisho_worker;

    -- As in 0032, and says since when.
    create or replace function sekisho_grievance_read() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update text_screenings t set ready = true, grievance_id = new.id, ready_at = new.stage_at from commands o
          where o.case_id = new.id and o.action = 'openGrievance' and t.kept_as = 'ANSWERED'
            and t.document_id = (o.details ->> 'documentId')::uuid;
        return null;
      end $$;

    -- Asked by the night too: of a case about the wrong person words wait for nobody (0038).
    grant execute on function sekisho_words_sealed to sekisho_worker;
  `.execute(db);
}

async function whatWaits(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Every text of which words wait that this case could rest on: its own, those of the clearance that is reassessed, and
    -- those of the investigation it used again. On which of them a step rests is the domain's to say.
    create function sekisho_words_waiting(file uuid)
      returns table (of_file text, class text, own boolean, raised boolean, put boolean, since timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        with put as (
          select max(at) as at from commands where case_id = file and action in ('submitForDecision', 'proposeRevocation')
        ), files as (
          select 'CASE' as of_file, file as id, null::timestamptz as until
          union all
          select 'CLEARANCE', a.clearance_id, null from applications a
            where a.id = file and a.ground = 'DOUBT' and a.clearance_id is not null
          union all
          select 'EARLIER', (s.details ->> 'reusedFrom')::uuid, s.at from commands s
            where s.case_id = file and s.action = 'startInvestigation' and jsonb_exists(s.details, 'reusedFrom')
        )
        select f.of_file, t.class,
          exists (select 1 from commands m where m.case_id = t.case_id and m.role = 'Subject'
            and m.details ->> 'documentId' = t.document_id::text),
          exists (select 1 from clearances cl where cl.id = t.case_id and cl.doubt_served_at >= t.kept_at),
          coalesce(put.at >= t.kept_at, false), coalesce(t.ready_at, t.kept_at)
        from files f cross join put join text_screenings t on t.case_id = f.id
        where t.status = 'WAITING' and t.kept_as <> 'ANSWERED' and (f.until is null or t.kept_at <= f.until) $$;

    -- For the officers in charge of these organs: which cases words wait on, and since when. A grievance's are not theirs to
    -- know of, and of a case about the wrong person nobody screens.
    create function sekisho_cases_with_words()
      returns table (case_id uuid, kind text, since timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select t.case_id, c.kind, min(coalesce(t.ready_at, t.kept_at))
        from text_screenings t join cases c on c.id = t.case_id
        where t.status = 'WAITING' and t.kept_as <> 'ANSWERED' and t.organ_id = any (sekisho_scope('organs'))
          and not sekisho_words_sealed(t.case_id, t.class)
        group by t.case_id, c.kind $$;

    -- For operators: how many are late. A number, of all organs together.
    create function sekisho_words_overdue() returns integer
      language sql stable security definer set search_path = public, pg_temp as $$
        select count(*)::int from text_screenings t where t.status = 'WAITING' and t.overdue_at is not null
          and not sekisho_words_sealed(t.case_id, t.class) $$;
    revoke execute on function sekisho_words_waiting, sekisho_cases_with_words, sekisho_words_overdue from public;
    grant execute on function sekisho_words_waiting to sekisho_api, sekisho_worker;
    grant execute on function sekisho_cases_with_words, sekisho_words_overdue to sekisho_api;
  `.execute(db);
}

async function underAHold(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Documents of words that were struck, or waited to be screened when their case moved on, while a hold stood. Read by
    -- no process of ours, and gone with the last hold of their file, or with the file. That a row is here tells of a hold.
    create table held_words (
      document_id uuid primary key references vault_documents on delete cascade,
      case_id uuid not null references cases
    );
    create index held_words_case on held_words (case_id);
    alter table held_words enable row level security;

    create function sekisho_words_held(document uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as
      $$ select exists (select 1 from held_words where document_id = document) $$;
    revoke execute on function sekisho_words_held from public;
    grant execute on function sekisho_words_held to sekisho_api;
    create policy held_words_are_nobodys on vault_documents as restrictive for select to sekisho_api
      using (class not in ('UNSCREENED', 'UNSCREENED_TEXT') or not sekisho_words_held(id));

    create function sekisho_is_on_hold(file uuid) returns boolean
      language sql stable security definer set search_path = public, pg_temp as
      $$ select exists (select 1 from legal_holds where case_id = file and lifted_at is null) $$;
    revoke execute on function sekisho_is_on_hold from public;

    -- As in 0032, but for a file that is held.
    create or replace function sekisho_screen_text(screening uuid, by text, at timestamptz, sealed bytea, said jsonb) returns boolean
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare t text_screenings;
      begin
        -- First, as everybody does: whoever places or lifts a hold of it has the case locked.
        perform 1 from cases c join text_screenings w on w.case_id = c.id
          where w.id = screening and w.organ_id = any (sekisho_scope('screens')) for update of c;
        select * into t from text_screenings where id = screening and status = 'WAITING' and ready
          and organ_id = any (sekisho_scope('screens')) for update;
        if not found then return false; end if;
        update vault_documents set blob = sealed where id = t.document_id;
        update text_screenings set status = 'SCREENED', words_id = null, screened_by = by, screened_at = at, grounds = said
          where id = t.id;
        if sekisho_is_on_hold(t.case_id) then
          insert into held_words (document_id, case_id) values (t.words_id, t.case_id);
        else
          perform sekisho_drop_words(t.words_id, t.case_id);
        end if;
        return true;
      end $$;

    -- As in 0014, but for a file that is held: then the words stay, and with them their key.
    create or replace function sekisho_drop_unscreened() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if sekisho_is_on_hold(new.id) then
          insert into held_words (document_id, case_id)
            select id, new.id from vault_documents where owner_id = new.id and class = 'UNSCREENED'
            on conflict do nothing;
        else
          delete from vault_documents where owner_id = new.id and class = 'UNSCREENED';
        end if;
        -- The drafts went with the submission, their keys not yet: they hold the same words.
        delete from vault_keys k where k.owner_id = new.id and k.class in ('UNSCREENED', 'QUESTIONNAIRE_DRAFT', 'FAMILY_DRAFT')
          and not exists (select 1 from vault_documents d where d.key_id = k.key_id);
        return null;
      end $$;

    -- The last hold is lifted: what only it kept goes in that transaction, and the keys that open nothing else.
    create function sekisho_hold_ends() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if sekisho_is_on_hold(new.case_id) then return null; end if;
        delete from vault_documents where id in (select document_id from held_words where case_id = new.case_id);
        delete from vault_keys k where k.owner_id = new.case_id and k.class in ('UNSCREENED', 'UNSCREENED_TEXT')
          and not exists (select 1 from vault_documents d where d.key_id = k.key_id);
        return null;
      end $$;
    revoke execute on function sekisho_hold_ends from public;
    create trigger hold_ends after update of lifted_at on legal_holds for each row
      when (old.lifted_at is null and new.lifted_at is not null) execute function sekisho_hold_ends();
  `.execute(db);
}

/** What a source said beside its answer is learnt by that answer: so the words of an earlier one come with what it was. */
async function earlierAnswers(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- As sekisho_earlier_papers (0016), which stays for a release that is beside this one, with the finding of each answer.
    create function sekisho_papers_before(file uuid, codes text[])
      returns table (action text, at timestamptz, code text, id uuid, blob bytea, key_id uuid, owner_kind text,
        owner_id uuid, class text, kek_id text, wrapped bytea, finding text)
      language sql stable security definer set search_path = public, pg_temp as $$
        with earlier as (
          select b.application_id, a.inquiry_consent as consent
          from cases c
            join applications a on a.id = c.id
            cross join lateral sekisho_investigation_before(c.id) b
          where c.id = file and c.stage = 'INVESTIGATION'
        ), answered as (
          select k.request_id, k.code, k.finding,
            k.code = any (codes) and coalesce(e.consent -> k.code = 'true'::jsonb, false) as allowed
          from earlier e join checks k on k.case_id = e.application_id where k.status in ('ANSWERED', 'LATE')
        ), named as (
          select m.action, m.at, m.seq, q.code, (m.details ->> 'documentId')::uuid as document_id, q.finding
          from earlier e join commands m on m.case_id = e.application_id and m.action = 'fileAnswer'
            join answered q on q.request_id = (m.details ->> 'requestId')::uuid and q.allowed
          union all
          select m.action, m.at, m.seq, null, (m.details ->> 'reasonsId')::uuid, null
          from earlier e join commands m on m.case_id = e.application_id
          where not exists (select 1 from answered where not allowed)
            and (m.action = 'resolveReview' or m.action = 'giveOpinion' and m.seq = (
              select max(l.seq) from commands l where l.case_id = e.application_id and l.action = 'giveOpinion'))
        )
        select n.action, n.at, n.code, d.id, d.blob, d.key_id, d.owner_kind, d.owner_id, d.class, y.kek_id, y.wrapped,
          n.finding
        from named n
          join earlier e on true
          join vault_documents d on d.id = n.document_id and d.owner_id = e.application_id
            and d.class = case n.action when 'fileAnswer' then 'EVIDENCE' else 'REASONS' end
          join vault_keys y on y.key_id = d.key_id
        order by n.seq $$;
    revoke execute on function sekisho_papers_before from public;
    grant execute on function sekisho_papers_before to sekisho_api;
  `.execute(db);
}
