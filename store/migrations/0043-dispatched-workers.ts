import { type Kysely, sql } from 'kysely';

/**
 * Dispatched workers: by whom the person was dispatched to the contractor that nominates them, and what the contractor has
 * passed on to that employer (Art. 13(3)). And one signed paper that answers several questions. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table dispatched_workers (
      case_id uuid primary key references cases,
      -- A firm, as it is registered; nothing of a person.
      employer_name text not null check (length(employer_name) between 1 and 200),
      employer_number text not null check (employer_number ~ '^[0-9]{13}$'),
      recorded_at timestamptz not null
    );
    create table passings_on (
      -- Follows from what was told, and when: told once, passed on once.
      id uuid primary key,
      case_id uuid not null references cases,
      told text not null
        check (told in ('FOUND', 'NOT_FOUND', 'NOT_CONDUCTED', 'NOTICE_VOID', 'RIGHT_ENDED', 'RIGHT_RETURNED')),
      reminded_at timestamptz,
      passed_on date,
      recorded_at timestamptz,
      recorded_by text collate "C",
      check ((passed_on is null) = (recorded_at is null) and (recorded_at is null) = (recorded_by is null))
    );
    create index passings_on_of on passings_on (case_id);

    -- With their case: who employed somebody is no proof of a disposal.
    create function sekisho_forget_dispatch() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        delete from dispatched_workers where case_id = new.id;
        delete from passings_on where case_id = new.id;
        return null;
      end $$;
    create trigger dispatch_ends after update of stage on cases for each row
      when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED') execute function sekisho_forget_dispatch();

    -- A renewal and a reassessment are of the same employee: dispatched by whoever dispatched them before.
    create function sekisho_dispatched_again() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into dispatched_workers (case_id, employer_name, employer_number, recorded_at)
        select c.id, w.employer_name, w.employer_number, c.opened_at
        from cases c join lateral (select f.id from cases f
            where f.kind = 'application' and f.id <> c.id and f.subject_id = c.subject_id and f.organ_id = c.organ_id
              and f.contractor_id = c.contractor_id order by f.opened_at desc, f.id desc limit 1) f on true
          join dispatched_workers w on w.case_id = f.id
        where c.id = new.id;
        return null;
      end $$;
    create trigger dispatched_again after insert on applications for each row
      when (new.ground <> 'NEW_HANDLER') execute function sekisho_dispatched_again();
    revoke execute on function sekisho_forget_dispatch, sekisho_dispatched_again from public;
  `.execute(db);

  await sql`
    grant select, insert on dispatched_workers to sekisho_api;
    grant select on dispatched_workers to sekisho_worker;
    grant select, insert on passings_on to sekisho_api;
    grant update (passed_on, recorded_at, recorded_by) on passings_on to sekisho_api;
    grant select, insert on passings_on to sekisho_worker;
    grant update (reminded_at) on passings_on to sekisho_worker;

    alter table dispatched_workers enable row level security;
    create policy worker on dispatched_workers for select to sekisho_worker using (true);
    create policy api on dispatched_workers to sekisho_api using (
      exists (select 1 from cases c where c.id = dispatched_workers.case_id
        and (c.organ_id = any (sekisho_scope('organs')) or c.contractor_id = any (sekisho_scope('contractors')))));
    alter table passings_on enable row level security;
    create policy worker on passings_on to sekisho_worker using (true);
    create policy api on passings_on for select to sekisho_api using (
      exists (select 1 from cases c where c.id = passings_on.case_id
        and (c.organ_id = any (sekisho_scope('organs')) or c.contractor_id = any (sekisho_scope('contractors')))));
    -- That it was passed on is the contractor's word, of its own people.
    create policy records on passings_on for insert to sekisho_api with check (
      exists (select 1 from cases c where c.id = passings_on.case_id and c.contractor_id = any (sekisho_scope('contractors'))));
    create policy says on passings_on for update to sekisho_api using (
      exists (select 1 from cases c where c.id = passings_on.case_id and c.contractor_id = any (sekisho_scope('contractors'))));
  `.execute(db);
  await severalAnswers(db);
}

/** A superior signs one sheet with several answers: one paper, compared once, and each answer to its own question. */
async function severalAnswers(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Beside the question that the paper itself names: the others it answers. Bound when it is keyed in, and never after.
    create table original_questions (
      original_id uuid not null references originals on delete cascade,
      request_id uuid not null,
      primary key (original_id, request_id)
    );
    grant select, insert on original_questions to sekisho_api;
    grant select on original_questions to sekisho_worker;
    alter table original_questions enable row level security;
    create policy worker on original_questions for select to sekisho_worker using (true);
    create policy api on original_questions to sekisho_api using (
      exists (select 1 from originals o where o.id = original_id));

    -- As sekisho_reply_by_letter (0021), to a further question of the same paper, of the same case and the same source.
    create function sekisho_further_reply_by_letter(paper uuid, question uuid, second text, receipt uuid, reply text,
        statement uuid, fingerprint bytea, at timestamptz)
      returns void language plpgsql security definer set search_path = public, pg_temp as $$
      declare asked record;
      begin
        select c.request_id, c.source into asked from originals o
          join original_questions q on q.original_id = o.id and q.request_id = question
          join checks f on f.request_id = o.request_id
          join checks c on c.request_id = q.request_id and c.case_id = o.case_id and c.source = f.source
          where o.id = paper and o.desk = 'INQUIRY' and o.status = 'WAITING' and o.keyed_by <> second for update of o;
        if not found then raise exception 'no reply to this question waits on this paper'; end if;
        insert into inbox (id, request_id, source, answer, statement_id, content_hash, received_at)
          values (receipt, asked.request_id, asked.source, reply, statement, fingerprint, at);
      end $$;
    revoke execute on function sekisho_further_reply_by_letter from public;
    grant execute on function sekisho_further_reply_by_letter to sekisho_api;
  `.execute(db);
}
