import { type Kysely, sql } from 'kysely';

/**
 * A destroyed file keeps no content in its rows either: not what was found, decided, stated, allowed or asked, nor why it
 * ended (law: invariant 21). It stands in the database, so that whoever destroys a file empties it, the release before
 * too, and so that no process needs the right to change what was done.
 *
 * What stays as proof: that there was a case of this organ, its dates, each step's name, time and actor.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- A notified result has a decision until its file is destroyed. Weaker than before: old code does not notice.
    alter table applications
      add column destroyed_at timestamptz,
      drop constraint notified_needs_decision,
      add constraint notified_needs_decision check (
        notified_at is null or (decided_at is not null and (decision is not null or destroyed_at is not null)));

    -- The one change of a command there is: its details are emptied, once its case is destroyed. By nobody otherwise.
    create function sekisho_commands_append_only() returns trigger language plpgsql as $$
      begin
        if tg_op = 'UPDATE' and new.details = '{}'::jsonb
          and to_jsonb(new) - 'details' = to_jsonb(old) - 'details'
          and exists (select 1 from cases c where c.id = old.case_id and c.stage = 'DISPOSED')
        then return new;
        end if;
        raise exception 'the ledger and the commands are append-only';
      end $$;
    create or replace trigger commands_append_only before update or delete on commands
      for each row execute function sekisho_commands_append_only();

    create function sekisho_empty_file(file uuid) returns void
      language sql security definer set search_path = public as $$
        delete from inbox where request_id in (select request_id from checks where case_id = file);
        delete from checks where case_id = file;
        update applications set destroyed_at = (select stage_at from cases where id = file), decision = null,
          not_conducted_reason = null, inquiry_consent = default, stated_items = default, reasons_waived = default
          where id = file;
        update clearances set doubt_served_at = null, doubt_application_id = null where id = file;
        update commands set details = '{}' where case_id = file $$;
    revoke execute on function sekisho_empty_file from public;

    -- Before the step that destroys is recorded: that record stays whole.
    create function sekisho_file_destroyed() returns trigger
      language plpgsql security definer set search_path = public as $$
        begin perform sekisho_empty_file(new.id); return null; end $$;
    revoke execute on function sekisho_file_destroyed from public;
    create trigger destroyed after update of stage on cases
      for each row when (new.stage = 'DISPOSED' and old.stage <> 'DISPOSED') execute function sekisho_file_destroyed();

    select sekisho_empty_file(id) from cases where stage = 'DISPOSED';
  `.execute(db);
}
