import { type Kysely, sql } from 'kysely';

/**
 * What was said in an interview is its person's, the organ's and its investigators': a query in a contractor's scope finds
 * no row of it, whatever it asks, and a source none. Who may write is the table's to say, after the seal. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create policy interviews_stay_inside on vault_documents as restrictive for select to sekisho_api
      using (class <> 'INTERVIEW' or exists (
        select 1 from cases c where c.id = owner_id and (
          c.organ_id = any (sekisho_scope('organs'))
          or c.subject_id = any (sekisho_scope('subjects'))
          or (current_setting('sekisho.cabinet', true) = 'on' and c.kind = 'application'))));
    create policy no_source_sees_interviews on vault_documents as restrictive for select to sekisho_gateway
      using (class <> 'INTERVIEW');
  `.execute(db);
}
