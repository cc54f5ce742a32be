import { type Kysely, sql } from 'kysely';

/**
 * Notices of a result that were void: beside what was notified, which stays as it was, a row that says so. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The notice itself is an earlier result, kept as when a decision is reopened: only then may the case begin to wait for
    -- another one (0018). It goes with its file, as that does.
    create table void_notices (
      earlier_result_id uuid primary key references earlier_results on delete cascade,
      application_id uuid not null references applications,
      voided_at timestamptz not null
    );
    create index void_notices_of on void_notices (application_id);
    grant select, insert on void_notices to sekisho_api, sekisho_worker;
    alter table void_notices enable row level security;
    create policy worker on void_notices to sekisho_worker using (true);
    create policy api on void_notices to sekisho_api using (
      exists (select 1 from cases c where c.id = void_notices.application_id));

    -- Of a case whose notice has just been voided: the sign-in that this very case handed over, and no other of theirs.
    create function sekisho_end_sign_in_of(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from principals p using cases c join applications a on a.id = c.id
          where c.id = file and c.organ_id = any (sekisho_scope('organs'))
            and c.stage = 'DECIDED' and a.notified_at is null
            and exists (select 1 from void_notices v where v.application_id = c.id and v.voided_at = c.stage_at)
            and p.role = 'Subject' and p.subject_id = c.subject_id and p.organ_id = c.organ_id
            and p.sub in (select m.details ->> 'subjectAccount' from commands m
              where m.case_id = file and m.action in ('serveNotice', 'notifyResult'))
            and not exists (select 1 from commands m join cases o on o.id = m.case_id
              where o.subject_id = c.subject_id and o.organ_id = c.organ_id and o.id <> file
                and m.action in ('serveNotice', 'notifyResult') and m.details ->> 'subjectAccount' = p.sub) $$;
    revoke execute on function sekisho_end_sign_in_of from public;
    grant execute on function sekisho_end_sign_in_of to sekisho_api;
  `.execute(db);

  await sql`
    -- That a right that had ended is on again, on the notice that told its end: which stays as it was told.
    alter table right_ended_notices
      add column returned_on date,
      add column returned_seen_at timestamptz,
      add column returned_seen_by text collate "C",
      add check (returned_on is not null or returned_seen_at is null);
    grant update (returned_seen_at, returned_seen_by) on right_ended_notices to sekisho_api;

    -- All who were told, but an employer the person has left: that they handle for another is not told to that one.
    create function sekisho_tell_right_returned(person uuid, organ uuid, day date) returns integer
      language sql security definer set search_path = public, pg_temp as $$
        with told as (
          update right_ended_notices n set returned_on = day
          where n.subject_id = person and n.organ_id = organ and n.returned_on is null
            and (n.contractor_id is null
              or n.contractor_id = (select e.contractor_id from sekisho_employer_at(person, organ) e))
          returning 1
        ) select count(*)::integer from told $$;
    revoke execute on function sekisho_tell_right_returned from public;
    grant execute on function sekisho_tell_right_returned to sekisho_api, sekisho_worker;

    -- Ended again: that it was on meanwhile is nobody's news any more.
    create function sekisho_return_is_over() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update right_ended_notices n set returned_seen_at = new.told_at
          where n.subject_id = new.subject_id and n.organ_id = new.organ_id
            and n.returned_on is not null and n.returned_seen_at is null;
        return null;
      end $$;
    create trigger return_is_over after insert on right_ended_notices
      for each row execute function sekisho_return_is_over();
    revoke execute on function sekisho_return_is_over from public;
  `.execute(db);

  await sql`
    -- That two records are of one human being. A proposal, its answer by another person, and, in a row of its own that names
    -- it, that they are not after all. Of neither record is anything moved.
    create table same_persons (
      id uuid primary key,
      organ_id uuid not null references organs,
      one uuid not null references subjects,
      other uuid not null references subjects check (other > one),
      parts uuid references same_persons,
      proposed_at timestamptz not null,
      proposed_by text not null collate "C",
      reasons_id uuid not null,
      outcome text check (outcome in ('CONFIRMED', 'DROPPED')),
      settled_at timestamptz,
      settled_by text collate "C",
      settled_reasons_id uuid,
      check ((outcome is null) = (settled_at is null) and (outcome is null) = (settled_by is null)
        and (outcome is null) = (settled_reasons_id is null)),
      -- Two people, whatever the API thinks.
      check (coalesce(outcome, '') <> 'CONFIRMED' or settled_by <> proposed_by)
    );
    create unique index same_persons_one_waits on same_persons (organ_id, one, other) where outcome is null;
    create unique index same_persons_parted_once on same_persons (parts) where outcome = 'CONFIRMED';
    create index same_persons_one on same_persons (one) where outcome = 'CONFIRMED' and parts is null;
    create index same_persons_other on same_persons (other) where outcome = 'CONFIRMED' and parts is null;
    create trigger same_persons_stand before update on same_persons
      for each row execute function sekisho_demand_stands();
    grant select, insert on same_persons to sekisho_api;
    grant update (outcome, settled_at, settled_by, settled_reasons_id) on same_persons to sekisho_api;
    grant select on same_persons to sekisho_worker;
    alter table same_persons enable row level security;
    create policy worker on same_persons for select to sekisho_worker using (true);
    create policy api on same_persons to sekisho_api using (organ_id = any (sekisho_scope('organs')));

    -- All records of the person of that record, by whichever organ's word: one human being is one everywhere. Ids alone, and
    -- of those whom who asks has no right to, no row is theirs to read.
    create function sekisho_same_persons(person uuid) returns uuid[]
      language sql stable security definer set search_path = public, pg_temp as $$
        with recursive reached (id) as (
          select person
          union
          select case when s.one = r.id then s.other else s.one end
          from reached r join same_persons s on (s.one = r.id or s.other = r.id)
          where s.outcome = 'CONFIRMED' and s.parts is null
            and not exists (select 1 from same_persons p where p.parts = s.id and p.outcome = 'CONFIRMED')
        ) select array_agg(id) from reached $$;
    revoke execute on function sekisho_same_persons from public;
    grant execute on function sekisho_same_persons to sekisho_api, sekisho_worker;

    -- Whether another record of the person keeps a result from counting: a doubt that stands, or the head's last word since,
    -- which was not that they may (Art. 11). Whoever asks for one record must not miss it for not seeing the other.
    create function sekisho_doubted_elsewhere(persons uuid[], person uuid, organ uuid, since timestamptz) returns boolean
      language sql stable security definer set search_path = public, pg_temp as $$
        select cardinality(persons) > 1 and (
          exists (select 1 from cases x join clearances d on d.id = x.id
            where x.subject_id = any (persons) and x.subject_id <> person and x.organ_id = organ
              and d.doubt_served_at is not null and (not x.ended or x.stage = 'REVOKED' and x.stage_at >= since))
          or exists (select 1 from cases x join applications n on n.id = x.id
            where x.subject_id = any (persons) and x.subject_id <> person and x.organ_id = organ
              and n.decision = 'NOT_FOUND' and n.notified_at >= since)) $$;
    revoke execute on function sekisho_doubted_elsewhere from public;
    grant execute on function sekisho_doubted_elsewhere to sekisho_api, sekisho_worker;

    -- As in 0016, of whichever record of the person.
    create or replace function sekisho_investigation_before(file uuid)
      returns table (application_id uuid, organ_id uuid, opinion_at timestamptz)
      language sql stable set search_path = public, pg_temp as $$
        select latest.id, latest.organ_id, latest.opinion_at from (
          select e.id, ec.organ_id, ec.subject_id, max(k.at) as opinion_at
          from cases c
            join applications a on a.id = c.id
            join cases ec on ec.subject_id = any (sekisho_same_persons(c.subject_id)) and ec.id <> c.id
            join applications e on e.id = ec.id
            join commands k on k.case_id = e.id and k.action = 'giveOpinion'
          where c.id = file and a.consented_at is not null and a.ground = 'NEW_HANDLER'
            and (session_user = 'sekisho_worker' or c.organ_id = any (sekisho_scope('organs')))
            and e.notified_at is not null and e.mode in ('UNIFIED', 'SELF')
            and e.destroyed_at is null and ec.stage <> 'DISPOSED'
          group by e.id, ec.organ_id, ec.subject_id
          order by opinion_at desc, e.id desc limit 1
        ) latest
        where not exists (
          select 1 from clearances cl join cases cc on cc.id = cl.id
          where cc.subject_id = any (sekisho_same_persons(latest.subject_id)) and cl.doubt_served_at >= latest.opinion_at) $$;
  `.execute(db);
}
