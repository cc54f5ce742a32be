import { type Kysely, sql } from 'kysely';

/**
 * Of a case about the wrong person nothing that was gathered is read any more (0020), and words of it that wait to be
 * screened wait for nobody. Why it was a mistake, and what was complained of, is read; so its words are screened. Policies
 * alone: nothing that is stored changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_words_sealed(file uuid, class text) returns boolean
      language plpgsql stable security definer set search_path = public, pg_temp as $$
      begin
        -- What 0020 leaves to be read: why it was a mistake, and what was complained of.
        if class in ('CORRECTION', 'GRIEVANCE', 'HOLD') then return false; end if;
        return exists (select 1 from applications a where a.id = file and a.not_conducted_reason = 'MISTAKEN');
      end $$;
    revoke execute on function sekisho_words_sealed from public;
    grant execute on function sekisho_words_sealed to sekisho_api;
    alter policy api on text_screenings
      using (ready and organ_id = any (sekisho_scope('screens')) and not sekisho_words_sealed(case_id, class));
    -- Of words that wait the row above says who reads them, and nobody else does.
    alter policy mistaken_is_sealed on vault_documents
      using (owner_kind <> 'case' or class in ('CORRECTION', 'GRIEVANCE', 'HOLD', 'ORIGINAL', 'UNSCREENED_TEXT')
        or not exists (select 1 from applications a where a.id = owner_id and a.not_conducted_reason = 'MISTAKEN'));
  `.execute(db);
}
