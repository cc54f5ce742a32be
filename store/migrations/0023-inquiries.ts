import { type Kysely, sql } from 'kysely';

/**
 * Inquiries are made only as needed (Standards: order of the investigation): why, as a code; the words to it are sealed. None
 * where a question is asked of everybody, or was asked before reasons were kept. What a person hands in instead is theirs, the
 * organ's and its investigators', as what they say in an interview is. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table checks add column need text;
    create policy provided_stays_inside on vault_documents as restrictive for select to sekisho_api
      using (class <> 'PROVIDED' or exists (
        select 1 from cases c where c.id = owner_id and (
          c.organ_id = any (sekisho_scope('organs'))
          or c.subject_id = any (sekisho_scope('subjects'))
          or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application'))));
    create policy no_source_sees_provided on vault_documents as restrictive for select to sekisho_gateway
      using (class <> 'PROVIDED');
  `.execute(db);
}
