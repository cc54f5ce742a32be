import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { connect, type Db } from '../../store/db.js';
import { claimMessages, finishMessage } from '../../store/relay-queue.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const OPEN = 6_000;

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await cloneDatabase();
  db = connect(database.worker, { max: 1 });
}, 60_000);
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

/** A bell for each of so many cases, without the steps that would have rung them. */
async function ringAll(): Promise<void> {
  const client = new pg.Client({ connectionString: database.admin });
  await client.connect();
  try {
    await client.query(`
      set session_replication_role = replica;
      -- Whatever has not looked at the table since it was empty.
      alter table outbox set (autovacuum_enabled = off);
      insert into cases (id, kind, organ_id, subject_id, stage, seq, waiting_on, ended, policy_version, periods,
          opened_at, stage_at, rung_seq)
        select md5('c' || n)::uuid, 'application', md5('o')::uuid, md5('s' || n)::uuid, 'NOMINATED', 1, 'OFFICER',
          false, 'p', '{}', now(), now(), 1 from generate_series(1, ${OPEN}) n;
      insert into outbox (lane, case_id, kind, payload)
        select 'case/' || id, id, 'RING', '{}' from cases cross join generate_series(1, 2)`);
  } finally {
    await client.end();
  }
}

test('after an outage thousands of bells are claimed by a plan made when there was none: within the time limit, one a lane', async () => {
  for (let quiet = 0; quiet < 6; quiet += 1)
    expect(await claimMessages(db, ['RING', 'COMPLETE'], 50)).toEqual([]);
  await ringAll();
  // Compared each with each, this would end by the statement's time limit.
  const claimed = await claimMessages(db, ['RING', 'COMPLETE'], 50);
  expect(new Set(claimed.map(({ lane }) => lane)).size).toBe(50);
  const [first] = claimed;
  if (!first) throw new Error('nothing was claimed');
  // One ring serves both of its lane, and says that there is no more.
  expect(await finishMessage(db, first)).toBe(false);
  const again = await claimMessages(db, ['RING', 'COMPLETE'], 50);
  expect(again.map(({ lane }) => lane)).not.toContain(first.lane);
}, 90_000);
