import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { connect, type Db } from '../../store/db.js';
import { inScope } from '../../store/scope.js';
import { type Case, Cases } from './support/cases.js';
import { HERE } from './support/cast.js';
import { type House, openHouse } from './support/house.js';

/** What the database does with its owner's rights for processes that have fewer: no more than was meant. */
let house: House;
let made: Case;
let api: Db;
beforeAll(async () => {
  house = await openHouse();
  made = await new Cases(house).application('CLOSED');
  api = connect(house.database.api, { max: 1 });
}, 60_000);
afterAll(async () => {
  await api?.destroy();
  await house?.stop();
});

const DENIED = { code: '42501' };

test('the API destroys no file: its content goes with that stage, and for good', async () => {
  const here = { organs: [HERE.organId] };
  const destroyed = inScope(api, here, async (tx) =>
    sql`update cases set stage = 'DISPOSED' where id = ${made.id}`.execute(tx),
  );
  await expect(destroyed).rejects.toMatchObject(DENIED);
  // Its other stages are the API's to write.
  const touched = await inScope(api, here, async (tx) =>
    sql`update cases set stage = 'CLOSED' where id = ${made.id}`.execute(tx),
  );
  expect(Number(touched.numAffectedRows)).toBe(1);
});

test.each(['api', 'worker', 'gateway'] as const)('%s empties no file by hand', async (role) => {
  const client = new pg.Client(house.database[role]);
  await client.connect();
  try {
    await expect(client.query('select sekisho_empty_file($1)', [made.id])).rejects.toMatchObject(DENIED);
  } finally {
    await client.end();
  }
});

test('no function takes a temporary table of its caller’s for one of ours: its triggers would run as the owner', async () => {
  const { rows } = await sql<{ proname: string; proconfig: string[] }>`
    select proname, proconfig from pg_proc where prosecdef and proname like 'sekisho%'`.execute(
    house.register,
  );
  expect(rows.length).toBeGreaterThan(5);
  for (const { proname, proconfig } of rows)
    expect([proname, proconfig]).toEqual([proname, ['search_path=public, pg_temp']]);
});

test('of such a table a message is not even seen', async () => {
  const client = new pg.Client(house.database.api);
  await client.connect();
  try {
    await client.query(`
      create temp table outbox (like public.outbox);
      insert into pg_temp.outbox (id, lane, case_id, kind, payload, created_at, attempts, next_at, dead_at)
        values (1, '', '${made.id}', 'RING', '{}', now(), 0, now(), now());
      grant all on pg_temp.outbox to public;
      create function pg_temp.mine() returns trigger language plpgsql as
        $$ begin raise exception 'as %', current_user; end $$;
      create trigger mine before update on pg_temp.outbox for each row execute function pg_temp.mine()`);
    expect((await client.query(`select * from sekisho_redrive(array['1'], 1)`)).rows).toEqual([]);
  } finally {
    await client.end();
  }
});
