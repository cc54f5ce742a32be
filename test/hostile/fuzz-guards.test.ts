import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { faultsIn } from '../../sandbox/fuzz/logs.js';
import { type Change, explained, watchChanges } from '../../sandbox/fuzz/watch.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

/** What `npm run test:fuzz` asks of the register and the logs when all is sent: here each guard sees its fault. */
describe('the watch over the register', () => {
  let database: TestDatabase;
  let changes: () => Promise<Change[]>;
  let client: pg.Client;
  beforeAll(async () => {
    database = await cloneDatabase();
    ({ changes } = await watchChanges(database.admin));
    client = new pg.Client({ connectionString: database.owner });
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  test('finds a row that nobody commanded, and lets pass what may be written without', async () => {
    await client.query(
      `insert into principals (id, sub, role, created_at) values (gen_random_uuid(), 'somebody', 'Operator', now())`,
    );
    await client.query(`update clock set offset_ms = offset_ms + 1`);
    const found = (await changes()).map((change) => ({ ...change, why: explained(change) }));
    expect(found).toMatchObject([
      { table: 'clock', op: 'UPDATE', columns: ['offset_ms'], why: expect.any(String) },
      { table: 'principals', op: 'INSERT', count: 1, why: undefined },
    ]);
  });
  test.each<[string, Partial<Change>, boolean]>([
    ['a stage beside its command and ledger entry', { commanded: true, ledger: true }, true],
    ['a stage beside a command and no ledger entry', { commanded: true }, false],
    ['a stage beside a ledger entry and no command', { ledger: true }, false],
    ['how far the engine has looked', { columns: ['handled_seq'] }, true],
    ['which run of the engine looks', { columns: ['run_id'] }, true],
    ['a stage that changes with it', { columns: ['handled_seq', 'stage'] }, false],
    ['a command without a ledger entry', { table: 'commands', op: 'INSERT', commanded: true }, false],
    ['an answer with its trace', { table: 'inbox', op: 'INSERT', ledger: true, inbox: true }, true],
    ['an answer without a trace', { table: 'inbox', op: 'INSERT', inbox: true }, false],
  ])('%s', (_, change, passes) => {
    const whole = { table: 'cases', op: 'UPDATE', columns: ['stage'], commanded: false, ledger: false };
    expect(explained({ ...whole, inbox: false, count: 1, ...change }) !== undefined).toBe(passes);
  });
});

describe('the reading of the logs', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'sekisho-test-logs-'));
    for (const name of ['logs', 'postgres']) mkdirSync(path.join(folder, name));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each<[string, string, string, number]>([
    ['a line at error level is a fault', 'logs/api.log', '{"level":"error","msg":"failed"}', 1],
    ['a refusal at its level is none', 'logs/api.log', '{"level":"info","res":{"statusCode":404}}', 0],
    ['a stack is a fault', 'logs/api.log', 'Error: no\n    at handle (api/app.ts:1:1)', 2],
    ['a failed statement is a fault', 'postgres/server.log', '2026-11-25 LOG:  up\n2026 ERROR:  no', 1],
    [
      'a question before it is up is none',
      'postgres/server.log',
      '[1] FATAL:  the database system is starting up',
      0,
    ],
  ])('%s', (_, file, text, faults) => {
    writeFileSync(path.join(folder, 'logs/api.log'), '');
    writeFileSync(path.join(folder, file), `${text}\n`);
    expect(faultsIn(folder)).toHaveLength(faults);
  });
});
