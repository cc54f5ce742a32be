import { type Kysely, sql } from 'kysely';

/**
 * The register's side of the key store (keys/): which of its keys are kept there too, which must be destroyed there, how far
 * the log of key uses was compared, and by which transaction each entry of the ledger was written. Expands only.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table vault_keys add column kept boolean not null default false;
    create index vault_keys_not_kept on vault_keys (key_id) where not kept and wrapped is not null;

    -- Whatever ends a key, a step, a night or a trigger, in any release: the key store is told once it is committed.
    create table vault_keys_ended (
      key_id uuid primary key,
      ended_at timestamptz not null default clock_timestamp()
    );
    create function sekisho_key_ended() returns trigger
      language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        insert into vault_keys_ended (key_id) values (old.key_id) on conflict do nothing;
        return null;
      end $$;
    create trigger vault_keys_deleted after delete on vault_keys for each row execute function sekisho_key_ended();
    create trigger vault_keys_destroyed after update of wrapped on vault_keys
      for each row when (old.wrapped is not null and new.wrapped is null) execute function sekisho_key_ended();
    revoke execute on function sekisho_key_ended from public;

    create table key_log_compared (
      place text primary key default 'LOG' check (place = 'LOG'),
      through bigint not null default 0
    );
    insert into key_log_compared default values;

    alter table vault_keys_ended enable row level security;
    alter table key_log_compared enable row level security;
    create policy worker on vault_keys_ended to sekisho_worker using (true);
    create policy worker on key_log_compared to sekisho_worker using (true);
    grant select, delete on vault_keys_ended to sekisho_worker;
    grant select, update (through) on key_log_compared to sekisho_worker;

    -- The database's own number of the transaction, by which a use of a key finds its entry: nobody writes it.
    alter table ledger add column txid xid8;
    alter table ledger alter column txid set default pg_current_xact_id();
    create index ledger_txid on ledger (txid) where txid is not null;
  `.execute(db);
}
