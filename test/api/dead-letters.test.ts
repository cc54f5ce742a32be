import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Case, Cases } from '../access/support/cases.js';
import { ACCOUNTS } from '../access/support/cast.js';
import { askAll, type House, openHouse } from '../access/support/house.js';

let house: House;
let of: Case;
let dead = '';
let failing = '';
let unfiled = '';

const REDRIVE = '/operations/dead-letters/redrive';
const OPERATORS = ['operator', 'operatorOnceSubject'];

beforeAll(async () => {
  house = await openHouse();
  of = await new Cases(house).application('CHECKS_RUNNING');
}, 60_000);
afterAll(() => house?.stop());

beforeEach(async () => {
  await house.register.deleteFrom('outbox').execute();
  await house.register.deleteFrom('inbox').execute();
  const letter = { lane: 'lane/x', case_id: of.id, payload: '{}', attempts: 30, last_error: 'HTTP_500' };
  const rows = await house.register
    .insertInto('outbox')
    .values([
      { ...letter, kind: 'PUSH', dead_at: new Date() },
      { ...letter, kind: 'RING' },
      { ...letter, kind: 'RING', attempts: 2 },
      { ...letter, kind: 'RING', done_at: new Date() },
    ])
    .returning('id')
    .execute();
  [dead = '', failing = ''] = rows.map(({ id }) => id);
  const { request_id, source } = await house.register
    .selectFrom('checks')
    .select(['request_id', 'source'])
    .where('case_id', '=', of.id)
    .executeTakeFirstOrThrow();
  unfiled = randomUUID();
  await house.register
    .insertInto('inbox')
    .values({
      id: unfiled,
      request_id,
      source,
      answer: 'NO_RECORD',
      statement_id: null,
      content_hash: Buffer.alloc(32),
      received_at: new Date().toISOString(),
      disposition: null,
      attempts: 20,
      last_error: '55P03',
    })
    .execute();
});

const listed = async () =>
  ((await house.get('operator', '/operations/dead-letters')).body.items as { id: string }[]).map(
    ({ id }) => id,
  );
const entries = () =>
  house.register
    .selectFrom('ledger')
    .select(['sub', 'role', 'case_id', 'details'])
    .where('event', '=', 'MessageRedriven')
    .execute();

describe('dead letters', () => {
  test('are those given up and those that fail on and on, of every organ, without a name', async () => {
    expect((await listed()).sort()).toEqual([dead, failing, unfiled].sort());
    const { body } = await house.get('operator', '/operations/dead-letters');
    expect(body.items).toContainEqual({
      id: dead,
      caseId: of.id,
      kind: 'PUSH',
      state: 'DEAD',
      attempts: 30,
      lastError: 'HTTP_500',
      since: expect.any(String),
    });
  });

  test('are driven again by an operator, in one transaction with an entry each', async () => {
    const before = (await entries()).length;
    const { status, body } = await house.post('operator', REDRIVE, { ids: [dead, failing, unfiled] });
    expect([status, body.items.length]).toEqual([200, 3]);
    expect(await listed()).toEqual([]);
    const fresh = await house.register
      .selectFrom('outbox')
      .select(['attempts', 'dead_at', 'done_at'])
      .where('id', 'in', [dead, failing])
      .execute();
    expect(fresh).toEqual([0, 1].map(() => ({ attempts: 0, dead_at: null, done_at: null })));
    const told = (await entries()).slice(before);
    expect(new Set(told.map(({ details }) => details.letter))).toEqual(new Set([dead, failing, unfiled]));
    for (const { role, case_id } of told) expect([role, case_id]).toEqual(['Operator', of.id]);
  });

  test('once: the same request again is answered as before, another finds none, and neither leaves an entry', async () => {
    const key = randomUUID();
    const ids = [dead];
    const first = await house.post('operator', REDRIVE, { ids }, key);
    const before = (await entries()).length;
    expect(await house.post('operator', REDRIVE, { ids }, key)).toMatchObject({
      status: 200,
      body: first.body,
    });
    expect(await house.post('operator', REDRIVE, { ids })).toMatchObject({ status: 404 });
    expect((await entries()).length).toBe(before);
  });

  test('of two who drive the same one at once, one does', async () => {
    const both = await Promise.all([1, 2].map(() => house.post('operator', REDRIVE, { ids: [dead] })));
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 404]));
  });

  test('are nobody else’s to drive, and none that do not exist', async () => {
    const others = ACCOUNTS.filter((account) => !OPERATORS.includes(account));
    await house.token('subject');
    const answers = await askAll(others, (account) => house.post(account, REDRIVE, { ids: [dead] }));
    for (const account of others) expect([account, answers[account].status]).toEqual([account, 404]);
    for (const ids of [['999999999'], [randomUUID()]])
      expect((await house.post('operator', REDRIVE, { ids })).status).toBe(404);
    for (const ids of [[], ['0'], ["1' or true"], [7]])
      expect((await house.post('operator', REDRIVE, { ids })).status).toBe(422);
    expect((await listed()).length).toBe(3);
  });
});
