import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { connect, type Db, isTransient } from '../../store/db.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/system-engine.js';

let database: TestDatabase;
let admin: Db;
let db: Db;

beforeAll(async () => {
  database = await cloneDatabase();
  admin = connect(database.admin, { max: 1 });
  db = connect(database.api, { max: 1 });
});
afterAll(async () => {
  await Promise.all([admin.destroy(), db.destroy()]);
  await database.drop();
});

/** Ends the server's side of a connection, and returns when it has. */
async function endBackend(pid: number): Promise<void> {
  await sql`select pg_terminate_backend(${pid})`.execute(admin);
  await until('the backend has ended', async () => {
    const { rows } = await sql`select 1 from pg_stat_activity where pid = ${pid}`.execute(admin);
    return rows.length === 0;
  });
}

describe('a connection that is lost in the middle of a transaction', () => {
  test('while nothing is asked of it: the process lives on, the caller is told to try again, the next one is served', async () => {
    const lost = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await endBackend(rows[0]?.pid ?? 0);
      // What the socket has to say is heard only now.
      await new Promise((heard) => setImmediate(heard));
      await sql`select 1`.execute(tx);
    });
    const error = await lost.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect([String(error), isTransient(error)]).toEqual([expect.any(String), true]);
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });

  test('while a statement runs: the caller is told to try again', async () => {
    const pid = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0;
    const lost = db.transaction().execute((tx) => sql`select pg_sleep(60)`.execute(tx));
    const error = lost.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await endBackend(pid);
    expect([String(await error), isTransient(await error)]).toEqual([expect.any(String), true]);
  });
});
