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
