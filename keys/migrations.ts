import type pg from 'pg';

/** The key store's own tables, forward only and expand only, as the register's. Never edited once landed. */
const MIGRATIONS: readonly string[] = [
  `
  create table keys (
    key_id uuid primary key,
    owner_kind text,
    owner_id uuid,
    class text,
    kek_id text,
    wrapped bytea,
    kept_at timestamptz not null default clock_timestamp(),
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null)),
    check ((wrapped is null) = (kek_id is null))
  );
  create index keys_owner on keys (owner_id, class);
  create index keys_kek on keys (kek_id, key_id) where kek_id is not null;
  create table key_log (
    id bigint generated always as identity primary key,
    at timestamptz not null default clock_timestamp(),
    act text not null check (act in ('CREATED', 'UNWRAPPED', 'DESTROYED')),
    caller text not null,
    key_id uuid not null,
    owner_kind text,
    class text,
    serves text not null
  );
  create function key_log_stays() returns trigger language plpgsql as $$
    begin raise exception 'the log of keys is added to and never changed'; end $$;
  create trigger key_log_rows before update or delete on key_log for each row execute function key_log_stays();
  create trigger key_log_whole before truncate on key_log for each statement execute function key_log_stays();
  `,
  `
  create table rotations (
    kek_id text primary key,
    total int not null,
    done int not null default 0,
    failed int not null default 0,
    begun_at timestamptz not null default clock_timestamp(),
    ended_at timestamptz
  );
  `,
  `
  create table epochs (
    number bigint generated always as identity unique,
    id text primary key,
    began_at timestamptz not null,
    superseded_at timestamptz,
    rewrapped_at timestamptz,
    destroying_at timestamptz,
    destroyed_at timestamptz,
    check (destroyed_at is null or destroying_at is not null)
  );
  create table register_needs (
    only_row boolean primary key check (only_row),
    kek_ids text[] not null,
    said_at timestamptz not null
  );
  alter table keys add column ended_under text;
  create function keys_by_epoch() returns trigger language plpgsql as $$
    begin
      if new.kek_id is not null then
        if exists (select from epochs where id = new.kek_id and destroying_at is not null) then
          raise exception 'the key-encryption key of this row was destroyed';
        end if;
      elsif new.ended_under is null then
        new.ended_under := (select id from epochs where superseded_at is null order by number desc limit 1);
        if tg_op = 'UPDATE' then new.ended_under := coalesce(old.kek_id, new.ended_under); end if;
      end if;
      return new;
    end $$;
  create trigger keys_by_epoch before insert or update on keys for each row execute function keys_by_epoch();
  create function epochs_stay() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' and (old.destroyed_at is null or new is not distinct from old) then return new; end if;
      raise exception 'an epoch stays in the table, and a destroyed one as it is';
    end $$;
  create trigger epochs_rows before update or delete on epochs for each row execute function epochs_stay();
  create trigger epochs_whole before truncate on epochs for each statement execute function epochs_stay();
  `,
];

/** Brings the key store to this release. Two services at once: one migrates, the other waits. */
export async function migrateKeyStore(client: pg.ClientBase): Promise<void> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock(7206003)');
    await client.query('create table if not exists migrations (number int primary key)');
    const { rows } = await client.query<{ number: number }>('select max(number) as number from migrations');
    const done = rows[0]?.number ?? 0;
    for (const [index, statements] of MIGRATIONS.entries()) {
      if (index < done) continue;
      await client.query(statements);
      await client.query('insert into migrations values ($1)', [index + 1]);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
