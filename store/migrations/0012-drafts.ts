import { type Kysely, sql } from 'kysely';

/**
 * Two classes of document get a wall of their own. Drafts of a questionnaire: their subject's alone, until it is submitted. Whoever works on the file sees its other
 * documents; of these no query of theirs finds a row, whatever it asks. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_is_draft(class text) returns boolean language sql immutable
      return class in ('QUESTIONNAIRE_DRAFT', 'FAMILY_DRAFT');

    create policy drafts_are_their_subjects on vault_documents as restrictive to sekisho_api
      using (not sekisho_is_draft(class) or exists (
        select 1 from cases c where c.id = owner_id and c.subject_id = any (sekisho_scope('subjects'))));
    create policy no_source_sees_drafts on vault_documents as restrictive to sekisho_gateway
      using (not sekisho_is_draft(class));

    -- A decision's document holds the sentences that are withheld from its person: it is the organ's alone.
    create policy packets_are_the_organs on vault_documents as restrictive to sekisho_api
      using (class <> 'DECISION_PACKET' or exists (
        select 1 from cases c where c.id = owner_id and c.organ_id = any (sekisho_scope('organs'))));

    -- A draft is replaced by the next one; nothing else that rests here may be taken away by a request.
    grant delete on vault_documents to sekisho_api;
    create policy only_drafts_are_replaced on vault_documents as restrictive for delete to sekisho_api
      using (sekisho_is_draft(class));

    -- Submitted, withdrawn or closed: whoever takes the step, nothing is left of what was never sent.
    create function sekisho_drop_drafts() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        delete from vault_documents where owner_id = new.id and sekisho_is_draft(class);
        return null;
      end $$;
    create trigger drafts_end after update of stage on cases for each row
      when (old.stage in ('QUESTIONNAIRE', 'QUESTIONNAIRE_OVERDUE')
        and new.stage not in ('QUESTIONNAIRE', 'QUESTIONNAIRE_OVERDUE'))
      execute function sekisho_drop_drafts();
  `.execute(db);
}
