import { type Kysely, sql } from 'kysely';

/**
 * Of each text of which words wait, in which step it was said: what somebody writes when they declare a tie rests under no
 * decision. Expands only: an API of before asks the function it knows, which passes those by.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- As sekisho_words_waiting in 0042, and with the step, where a step names it as its words.
    create function sekisho_texts_waiting(file uuid)
      returns table (of_file text, class text, step text, own boolean, raised boolean, put boolean, since timestamptz)
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
          (select m.action from commands m where m.case_id = t.case_id
            and t.document_id::text in (m.details ->> 'reasonsId', m.details ->> 'documentId') order by m.seq limit 1),
          exists (select 1 from commands m where m.case_id = t.case_id and m.role = 'Subject'
            and m.details ->> 'documentId' = t.document_id::text),
          exists (select 1 from clearances cl where cl.id = t.case_id and cl.doubt_served_at >= t.kept_at),
          coalesce(put.at >= t.kept_at, false), coalesce(t.ready_at, t.kept_at)
        from files f cross join put join text_screenings t on t.case_id = f.id
        where t.status = 'WAITING' and t.kept_as <> 'ANSWERED' and (f.until is null or t.kept_at <= f.until) $$;
    revoke execute on function sekisho_texts_waiting from public;
    grant execute on function sekisho_texts_waiting to sekisho_api, sekisho_worker;

    create or replace function sekisho_words_waiting(file uuid)
      returns table (of_file text, class text, own boolean, raised boolean, put boolean, since timestamptz)
      language sql stable security definer set search_path = public, pg_temp as $$
        select w.of_file, w.class, w.own, w.raised, w.put, w.since from sekisho_texts_waiting(file) w
        where coalesce(w.step, '') <> 'declareConflict' $$;
  `.execute(db);
}
