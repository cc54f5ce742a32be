import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside } from '../../domain/calendar.js';
import { Cases } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { type Asked, bytesOf, Items, nextYear, today } from './support/handling.js';
import { type Answer, askAll, type House, openHouse, verdict } from './support/house.js';

/** What the check tells whom. The lists it reads have tests of their own (handler-lists.test.ts). */
let house: House;
let cases: Cases;
let items: Items;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  items = new Items(house);
}, 60_000);
afterAll(() => house?.stop());

const everybody = (question: (account: Account) => Promise<Answer>) => askAll(ACCOUNTS, question);

describe('the check', () => {
  test('says yes to the item’s custodian of a cleared person on its list, until the earlier of both ends', async () => {
    const { id, subjectId } = await cases.clearance('ACTIVE');
    const itemId = await items.item();
    expect((await items.put(itemId, subjectId)).status).toBe(201);
    const answer = await items.check({ subjectId, itemId });
    expect([answer.status, answer.body]).toEqual([200, { canHandle: true, validUntil: nextYear() }]);
    expect(await items.groundOf(subjectId)).toBe('CLEARANCE');

    const other = await items.item();
    await items.put(other, subjectId, 'information', { lastDay: '9999-01-01' });
    const { last_valid_day } = await house.register
      .selectFrom('clearances')
      .select('last_valid_day')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect((await items.check({ subjectId, itemId: other })).body).toEqual({
      canHandle: true,
      validUntil: last_valid_day,
    });
  });

  test('carries the headers that every answer carries, and is counted as every request is', async () => {
    const { subjectId } = await cases.clearance('ACTIVE');
    const check = await items.check({ subjectId, itemId: await items.item() });
    const other = await house.get('information', '/me');
    const own = ({ headers }: Answer) =>
      [...headers].filter(([name]) => !['date', 'ratelimit', 'content-length'].includes(name));
    expect(own(check)).toEqual(own(other));
    const left = ({ headers }: Answer) => Number(/;r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
    expect(left(check)).toBe(left(other) + 1);
  });

  test('of every "no" sends the same bytes, whatever its ground; the grounds are on the ledger', async () => {
    const noes = await everyNo();
    const told = new Map<string, string>();
    const grounds: Record<string, string> = {};
    for (const [name, asked] of Object.entries(noes)) {
      const answer = await items.check(asked);
      told.set(bytesOf(answer), name);
      grounds[name] = await items.groundOf(asked.subjectId);
    }
    expect([...told.keys()]).toHaveLength(1);
    expect([...told.keys()][0]).toContain('{"canHandle":false}');
    expect(grounds).toEqual(Object.fromEntries(Object.keys(noes).map((name) => [name, name.split(' ')[0]])));
  }, 60_000);

  test('tells everybody but the custodian the same no, whatever their office, and who asked is on the ledger', async () => {
    const { subjectId } = await cases.clearance('ACTIVE');
    const itemId = await items.item();
    await items.put(itemId, subjectId);
    const answers = await everybody((by) => items.check({ subjectId, itemId, by }));
    const { information, ...others } = answers;
    expect(information.body).toMatchObject({ canHandle: true });
    expect(new Set(Object.values(others).map(bytesOf)).size).toBe(1);
    const rows = await house.register
      .selectFrom('ledger')
      .select('sub')
      .where('event', '=', 'HandlingChecked')
      .where('subject_id', '=', subjectId)
      .execute();
    expect(new Set(rows.map(({ sub }) => sub)).size).toBe(ACCOUNTS.length);
    expect(rows).toHaveLength(ACCOUNTS.length);
  });

  test('is the contractor’s protection officer’s to ask of what was provided to it, and nobody else’s', async () => {
    const { subjectId } = await cases.clearance('ACTIVE');
    const itemId = await items.item(true);
    expect((await items.put(itemId, subjectId, 'manager')).status).toBe(201);
    const answers = await everybody((by) => items.check({ subjectId, itemId, by }));
    const yes = Object.entries(answers).filter(([, { body }]) => body.canHandle === true);
    expect(yes.map(([account]) => account)).toEqual(['manager']);
  });

  test('asks for three ids and nothing more', async () => {
    const good = `subjectId=${randomUUID()}&organId=${HERE.organId}&itemId=${randomUUID()}`;
    for (const query of ['', good.replace(/&itemId.*/, ''), `${good}&at=2026-01-01`, good.replace('-', 'x')])
      expect(verdict(await house.get('information', `/handling-checks?${query}`))).toBe('422 INVALID');
  });

  test('is asked under the law of the item: a right under another is none, but where that law says so', async () => {
    const cleared = await cases.clearance('ACTIVE');
    const foundIn2014 = await cases.application('NOMINATED');
    const day = { notified_on: dayBeside(today(), -9), last_valid_day: dayBeside(today(), 900) };
    const by = { recorded_at: new Date().toISOString(), recorded_by: 'x', ended_at: null, ended_by: null };
    const of = { id: randomUUID(), organ_id: HERE.organId, subject_id: foundIn2014.subjectId };
    await house.register
      .insertInto('sds_results')
      .values({ ...of, ...day, ...by })
      .execute();
    const may = async ({ subjectId }: { subjectId: string }, scheme?: string) => {
      const itemId = await items.item(false, scheme);
      await items.put(itemId, subjectId);
      const right = `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}&scheme=${scheme ?? 'act27'}`;
      const [check, told] = [await items.check({ subjectId, itemId }), await house.get('information', right)];
      return [check.body.canHandle, told.body.canHandle];
    };
    expect([await may(cleared), await may(cleared, 'sds')]).toEqual([
      [true, true],
      [false, false],
    ]);
    expect([await may(foundIn2014), await may(foundIn2014, 'sds')]).toEqual([
      [true, true],
      [true, true],
    ]);
    // A clearance that the register keeps under the Act of 2014 serves the other Act, and not the other way about.
    await house.register
      .updateTable('cases')
      .set({ policy_version: 'sds/2014-12-10' })
      .where('id', '=', cleared.id)
      .execute();
    expect([await may(cleared), await may(cleared, 'sds')]).toEqual([
      [true, true],
      [true, true],
    ]);
  });

  test('of the right alone makes no access: without an entry on the item’s list the answer is no', async () => {
    const { subjectId } = await cases.clearance('ACTIVE');
    const itemId = await items.item();
    const right = await house.get(
      'information',
      `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}`,
    );
    expect(right.body.canHandle).toBe(true);
    expect((await items.check({ subjectId, itemId })).body).toEqual({ canHandle: false });
    // Another item's list is no list of this one.
    await items.put(await items.item(), subjectId);
    expect((await items.check({ subjectId, itemId })).body).toEqual({ canHandle: false });
  });
});

/** One question for each ground there is for a no, by its ground. */
async function everyNo(): Promise<Record<string, Asked>> {
  const noes: Record<string, Asked> = {};
  const on = async (stage: Parameters<Cases['clearance']>[0], listed: object | null = {}) => {
    const { subjectId } = await cases.clearance(stage);
    const itemId = await items.item();
    if (listed) expect((await items.put(itemId, subjectId, 'information', listed)).status).toBe(201);
    return { subjectId, itemId };
  };
  noes['UNDER_DOUBT'] = await on('SUSPENDED');
  noes['REVOKED'] = await on('REVOKED');
  noes['LAPSED'] = await on('LAPSED');
  // Cleared under the Act of 2024, and asked about a specially designated secret.
  const other = await cases.clearance('ACTIVE');
  noes['OTHER_SCHEME'] = { subjectId: other.subjectId, itemId: await items.item(false, 'sds') };
  await items.put(noes['OTHER_SCHEME'].itemId, other.subjectId);
  noes['NOT_LISTED'] = await on('ACTIVE', null);
  noes['NOT_YET_LISTED'] = await on('ACTIVE', { firstDay: dayBeside(today(), 2) });
  const takenOff = await on('ACTIVE');
  await house.post('information', `/information-items/${takenOff.itemId}/handlers/removal`, {
    subjectId: takenOff.subjectId,
  });
  noes['NO_LONGER_LISTED'] = takenOff;
  noes['NOT_CUSTODIAN'] = { ...(await on('ACTIVE')), by: 'informationTied' };
  const replaced = await on('ACTIVE');
  await house.post('inCharge', `/information-items/${replaced.itemId}/custodian`, {
    custodian: memberOf('informationOnceSubject').sub,
  });
  noes['NOT_CUSTODIAN any more'] = replaced;
  noes['UNKNOWN_ITEM'] = { ...(await on('ACTIVE')), itemId: randomUUID() };
  noes['UNKNOWN_ITEM of this organ'] = { ...(await on('ACTIVE')), organId: ELSEWHERE.organId };
  const { subjectId } = await cases.application('PLEDGE_PENDING');
  noes['NO_RESULT'] = { subjectId, itemId: await items.item() };
  await items.put(noes['NO_RESULT'].itemId, subjectId);
  noes['NOT_LISTED and unknown'] = { subjectId: randomUUID(), itemId: await items.item() };
  return noes;
}
