import { type Kysely, sql } from 'kysely';

/**
 * An earlier investigation may serve another organ's case (Art. 12(7)). Row-level security hides other organs' cases, so
 * these functions look behind it, and answer only for a case of whoever asks, whose person has consented, at the moment at
 * which it is settled who investigates. Before that moment they find nothing, whatever there is. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Asked and answered in an earlier case, and brought into this one: with the dates it had there.
    alter table checks add column reused boolean not null default false;

    -- The most recent one there is. Nothing of a case that was not assessed, was destroyed, or reused another's itself; and
    -- nothing from before a doubt that no newer investigation has answered. For the functions below alone.
    create function sekisho_investigation_before(file uuid)
      returns table (application_id uuid, organ_id uuid, opinion_at timestamptz)
      language sql stable set search_path = public, pg_temp as $$
        select latest.id, latest.organ_id, latest.opinion_at from (
          select e.id, ec.organ_id, ec.subject_id, max(k.at) as opinion_at
          from cases c
            join applications a on a.id = c.id
            join cases ec on ec.subject_id = c.subject_id and ec.id <> c.id
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
          where cc.subject_id = latest.subject_id and cl.doubt_served_at >= latest.opinion_at) $$;

    create function sekisho_earlier_investigation(file uuid)
      returns table (application_id uuid, organ_id uuid, opinion_at timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select b.application_id, b.organ_id, b.opinion_at
        from cases c cross join lateral sekisho_investigation_before(c.id) b
        where c.id = file and c.stage = 'INVESTIGATION' $$;

    -- What was answered there, of the questions asked for here and consented to in this case. Where a question was asked
    -- again the newest answer stands for it, and whatever is on record stays on record.
    create function sekisho_earlier_answers(file uuid, codes text[])
      returns table (code text, item text, source text, status text, finding text, created_at timestamptz,
        due_at timestamptz, answered_at timestamptz, forgery_at timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select k.code, k.item, k.source, k.status, k.finding, k.created_at, k.due_at, k.answered_at, k.forgery_at
        from cases c
          join applications a on a.id = c.id
          cross join lateral sekisho_investigation_before(c.id) b
          cross join lateral (
            select s.*, s.created_seq = max(s.created_seq) over (partition by s.code) as newest
            from checks s where s.case_id = b.application_id) k
        where c.id = file and c.stage = 'CHECKS_RUNNING' and a.mode = 'REUSED'
          and not exists (select 1 from checks own where own.case_id = file)
          and k.status in ('ANSWERED', 'LATE') and (k.newest or k.finding = 'RECORD')
          and k.code = any (codes) and a.inquiry_consent -> k.code = 'true'::jsonb
        order by k.created_at, k.code, k.request_id $$;

    -- The sealed words: of those answers, and of the reviews and the last opinion if these rest on nothing else.
    create function sekisho_earlier_papers(file uuid, codes text[])
      returns table (action text, at timestamptz, code text, id uuid, blob bytea, key_id uuid, owner_kind text,
        owner_id uuid, class text, kek_id text, wrapped bytea)
      language sql stable security definer set search_path = public, pg_temp as $$
        with earlier as (
          select b.application_id, a.inquiry_consent as consent
          from cases c
            join applications a on a.id = c.id
            cross join lateral sekisho_investigation_before(c.id) b
          where c.id = file and c.stage = 'INVESTIGATION'
        ), answered as (
          select k.request_id, k.code,
            k.code = any (codes) and coalesce(e.consent -> k.code = 'true'::jsonb, false) as allowed
          from earlier e join checks k on k.case_id = e.application_id where k.status in ('ANSWERED', 'LATE')
        ), named as (
          select m.action, m.at, m.seq, q.code, (m.details ->> 'documentId')::uuid as document_id
          from earlier e join commands m on m.case_id = e.application_id and m.action = 'fileAnswer'
            join answered q on q.request_id = (m.details ->> 'requestId')::uuid and q.allowed
          union all
          select m.action, m.at, m.seq, null, (m.details ->> 'reasonsId')::uuid
          from earlier e join commands m on m.case_id = e.application_id
          where not exists (select 1 from answered where not allowed)
            and (m.action = 'resolveReview' or m.action = 'giveOpinion' and m.seq = (
              select max(l.seq) from commands l where l.case_id = e.application_id and l.action = 'giveOpinion'))
        )
        select n.action, n.at, n.code, d.id, d.blob, d.key_id, d.owner_kind, d.owner_id, d.class, y.kek_id, y.wrapped
        from named n
          join earlier e on true
          join vault_documents d on d.id = n.document_id and d.owner_id = e.application_id
            and d.class = case n.action when 'fileAnswer' then 'EVIDENCE' else 'REASONS' end
          join vault_keys y on y.key_id = d.key_id
        order by n.seq $$;

    -- Who investigated there: they decide here no more than whoever investigates here (Standards: restriction on
    -- involvement). Of the case that this one's own step names, and of no other.
    create function sekisho_earlier_investigators(file uuid)
      returns text[]
      language sql stable security definer set search_path = public, pg_temp as $$
        select coalesce(array_agg(distinct i.sub), '{}') from cases c
          join commands s on s.case_id = c.id and s.action = 'startInvestigation'
          cross join lateral (
            select m.sub from commands m where m.case_id = (s.details ->> 'reusedFrom')::uuid and m.sub is not null
              and (m.role in ('CaseOfficer', 'CabinetInvestigator') or m.action = 'giveOpinion')
            union select g.sub from assignments g where g.case_id = (s.details ->> 'reusedFrom')::uuid) i
        where c.id = file $$;

    revoke execute on function sekisho_earlier_investigators from public;
    grant execute on function sekisho_earlier_investigators to sekisho_api, sekisho_worker;
    revoke execute on function sekisho_investigation_before, sekisho_earlier_investigation, sekisho_earlier_answers,
      sekisho_earlier_papers from public;
    grant execute on function sekisho_earlier_investigation, sekisho_earlier_answers to sekisho_api, sekisho_worker;
    grant execute on function sekisho_earlier_papers to sekisho_api;
  `.execute(db);
}
