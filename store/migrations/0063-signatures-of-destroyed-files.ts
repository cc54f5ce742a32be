import { type Kysely, sql } from 'kysely';

/**
 * What somebody signed says what they said yes and no to: it goes with its file, as the details of its command do, and that
 * it was signed stays. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function sekisho_signatures_stay() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.document = '' and new.assertion = '{}'::jsonb
          and to_jsonb(new) - 'document' - 'assertion' = to_jsonb(old) - 'document' - 'assertion'
          and exists (select 1 from cases c where c.id = old.case_id and c.stage = 'DISPOSED')
        then return new;
        end if;
        raise exception 'what was signed is append-only';
      end $$;
    create or replace trigger signatures_stay before update or delete on signatures
      for each row execute function sekisho_signatures_stay();

    create function sekisho_signatures_destroyed() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
        begin
          update signatures set document = '', assertion = '{}' where case_id = new.id;
          return null;
        end $$;
    revoke execute on function sekisho_signatures_destroyed, sekisho_signatures_stay from public;
    create trigger signatures_destroyed after update of stage on cases
      for each row when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED')
      execute function sekisho_signatures_destroyed();
  `.execute(db);
}
