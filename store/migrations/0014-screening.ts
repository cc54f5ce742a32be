import { type Kysely, sql } from 'kysely';

/**
 * A wall around words that nobody who works on a case may read: those of a questionnaire that touch what may not be
 * investigated, until a screening officer has been through them. Their subject's and the screening officers' of the organ
 * alone; and of that organ these officers' queries find no other document. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create policy screeners_look on cases for select to sekisho_api
      using (kind = 'application' and organ_id = any (sekisho_scope('screens')));
    create policy screeners_step on cases for update to sekisho_api
      using (kind = 'application' and organ_id = any (sekisho_scope('screens')));

    create policy unscreened_is_nobodys_else on vault_documents as restrictive to sekisho_api
      using (class <> 'UNSCREENED' or exists (
        select 1 from cases c where c.id = owner_id
          and (c.subject_id = any (sekisho_scope('subjects')) or c.organ_id = any (sekisho_scope('screens')))));
    create policy screeners_read_nothing_else on vault_documents as restrictive for select to sekisho_api
      using (sekisho_scope('screens') is null or class = 'UNSCREENED' or exists (
        select 1 from cases c where (c.id = owner_id or c.subject_id = owner_id)
          and (c.organ_id = any (sekisho_scope('organs'))
            or c.subject_id = any (sekisho_scope('subjects'))
            or c.contractor_id = any (sekisho_scope('contractors'))
            or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application'))));

    -- Screened, withdrawn or closed: whoever takes the step, the words go with it, and the key that opened them.
    create function sekisho_drop_unscreened() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        delete from vault_documents where owner_id = new.id and class = 'UNSCREENED';
        -- The drafts went with the submission, their keys not yet: they hold the same words.
        delete from vault_keys where owner_id = new.id and class in ('UNSCREENED', 'QUESTIONNAIRE_DRAFT', 'FAMILY_DRAFT');
        return null;
      end $$;
    revoke execute on function sekisho_drop_unscreened from public;
    create trigger unscreened_ends after update of stage on cases for each row
      when (old.stage = 'QUESTIONNAIRE_SCREENING' and new.stage <> 'QUESTIONNAIRE_SCREENING')
      execute function sekisho_drop_unscreened();

    -- Asked at every step of a case: who was shown its words.
    create index ledger_screeners on ledger (case_id) where role = 'ScreeningOfficer';
  `.execute(db);
}
