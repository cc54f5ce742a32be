import { type Kysely, sql } from 'kysely';

/**
 * What was gathered about the wrong person is nobody's to read from the moment on which two people have said so, and a
 * sign-in that was handed to the wrong one opens nothing any more. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create policy mistaken_is_sealed on vault_documents as restrictive for select to sekisho_api
      using (owner_kind <> 'case' or class in ('CORRECTION', 'GRIEVANCE') or not exists (
        select 1 from applications a where a.id = owner_id and a.not_conducted_reason = 'MISTAKEN'));

    -- The one way in which the API takes a grant away: of a case that has just ended as a mistake, the sign-in that this
    -- very case handed over. That it was handed over, and by whom, stays with the step that did.
    create function sekisho_end_sign_in(file uuid) returns void
      language sql security definer set search_path = public, pg_temp as $$
        delete from principals p using cases c join applications a on a.id = c.id
          where c.id = file and c.organ_id = any (sekisho_scope('organs'))
            and c.stage = 'NOT_CONDUCTED' and a.not_conducted_reason = 'MISTAKEN'
            and p.role = 'Subject' and p.subject_id = c.subject_id and p.organ_id = c.organ_id
            and p.sub in (select m.details ->> 'subjectAccount' from commands m
              where m.case_id = file and m.action = 'serveNotice') $$;
    revoke execute on function sekisho_end_sign_in from public;
    grant execute on function sekisho_end_sign_in to sekisho_api;
  `.execute(db);
}
