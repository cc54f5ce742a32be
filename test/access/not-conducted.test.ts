import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayOf } from '../../domain/calendar.js';
import { Refused } from '../../domain/errors.js';
import { notConductedOverAt, toldNotConductedAt } from '../../domain/outward.js';
import { policyOn } from '../../domain/policy.js';
import { readNow } from '../../store/clock.js';
import { connect } from '../../store/db.js';
import { disposeOf, dueFiles } from '../../store/retention.js';
import { openCase } from '../../store/transition.js';
import { type Case, Cases } from './support/cases.js';
import { HERE, memberOf } from './support/cast.js';
import { dispatched } from './support/dispatched.js';
import { type House, openHouse } from './support/house.js';

/** Rule 12: refusal, withdrawal and silence leave nothing that an employer could use, the day they fell on included. */
const REASONS = ['REFUSED', 'WITHDRAWN', 'NO_RESPONSE', 'NOT_APPROVED', 'NO_BASIS', 'MISTAKEN'] as const;
let house: House;
let made: Record<(typeof REASONS)[number] | 'OPEN', Case>;
let told: string;

beforeAll(async () => {
  house = await openHouse();
  const cases = new Cases(house);
  const ended = [];
  for (const reason of REASONS) ended.push([reason, await cases.notConducted(reason)] as const);
  made = Object.fromEntries([...ended, ['OPEN', await cases.application('HUMAN_REVIEW')]]) as typeof made;
  for (const { id } of Object.values(made)) await dispatched(house, id);
  const now = await readNow(house.register);
  told = toldNotConductedAt(now, now, policyOn(dayOf(now)).periods);
}, 60_000);
afterAll(() => house?.stop());

const setClock = async (at: string) =>
  sql`update clock set offset_ms = ${Math.max(0, Date.parse(at) - Date.now())}`.execute(house.register);

/** Everything a contractor's manager can ask about a case, without what makes each case another one. */
async function heldBy(account: 'manager' | 'information', { id, subjectId }: Case): Promise<string> {
  const one = await house.get(account, `/applications/${id}`);
  const lists = [];
  for (const query of ['limit=100', 'limit=100&open=true', 'limit=100&open=false']) {
    const { body } = await house.get(account, `/applications?${query}`);
    lists.push(body.items.filter((item: { id: string }) => item.id === id));
  }
  // Of a dispatched worker: what is to be passed on, in numbers of its own.
  const { body: toPassOn } = await house.get(account, '/passings-on');
  const passings = (toPassOn.items ?? [])
    .filter((item: { subjectRef: string }) => item.subjectRef === subjectId)
    .map((item: object) => ({ ...item, id: '' }));
  const rest = await Promise.all(
    [`/applications/${id}/timeline`, '/clearances?limit=100'].map(async (at) => {
      const { status, body } = await house.get(account, at);
      return [status, body.items ?? body.code];
    }),
  );
  for (const end of ['explanation', 'documents']) {
    const { status, body } = await house.get(account, `/applications/${id}/${end}`);
    rest.push([status, body.code ?? body]);
  }
  const handling = `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}`;
  if (account === 'information') rest.push([(await house.get(account, handling)).text]);
  else
    for (const list of ['/nominees', '/assessed-persons']) {
      const { body } = await house.get(account, list);
      rest.push(body.items.filter((item: { subjectRef: string }) => item.subjectRef === subjectId));
    }
  const again = account === 'manager' ? await nominatedAgain(subjectId) : '';
  return JSON.stringify([one.status, one.body, lists, passings, rest, again])
    .replaceAll(id, 'ID')
    .replaceAll(subjectId, 'SUBJECT');
}

/** Whether the same person may be nominated again; nothing is kept of the attempt. */
async function nominatedAgain(subjectId: string): Promise<string> {
  const { sub, grants } = memberOf('manager');
  const opening = { kind: 'application', action: 'nominate', ground: 'NEW_HANDLER', assigned: [] } as const;
  const of = { organId: HERE.organId, contractorId: HERE.contractorId, subjectId };
  class TakenBack extends Error {}
  try {
    await house.register.transaction().execute(async (tx) => {
      const ids = { caseId: randomUUID(), commandId: randomUUID() };
      await openCase(tx, { ...opening, ...of, ...ids, actor: { sub, grants } }, await readNow(tx));
      throw new TakenBack();
    });
  } catch (error) {
    if (error instanceof TakenBack) return 'taken';
    if (error instanceof Refused) return error.code;
    throw error;
  }
  return 'nothing';
}

test('of clearances and destroyed files an open one is what it is to everybody', async () => {
  const cases = new Cases(house);
  const [active, expired] = [await cases.clearance('ACTIVE'), await cases.clearance('EXPIRED')];
  const destroyed = await cases.application('DISPOSED');
  const listed = async (kind: string, open: boolean) => {
    const { body } = await house.get('manager', `/${kind}?limit=100&open=${open}`);
    return body.items.map((item: { id: string }) => item.id);
  };
  expect(await listed('clearances', true)).toEqual(expect.arrayContaining([active.id]));
  expect(await listed('clearances', true)).not.toContain(expired.id);
  expect(await listed('clearances', false)).toEqual(expect.arrayContaining([expired.id]));
  expect(await listed('applications', true)).not.toContain(destroyed.id);
  expect(await listed('applications', false)).toEqual(expect.arrayContaining([destroyed.id]));
});

describe.each(['manager', 'information'] as const)('to a %s', (account) => {
  const all = async () => {
    const views: Record<string, string> = {};
    for (const [why, one] of Object.entries(made)) views[why] = await heldBy(account, one);
    return views;
  };

  test.each([
    ['at once', () => new Date().toISOString()],
    ['a month later', () => new Date(Date.now() + 31 * 86_400_000).toISOString()],
    ['until shortly before it is told', () => new Date(Date.parse(told) - 600_000).toISOString()],
  ])('%s a case that was not conducted is what an open one is, in every answer', async (_, at) => {
    await setClock(at());
    const { OPEN: open, ...others } = await all();
    for (const view of Object.values(others)) expect(view).toBe(open);
    expect(open).not.toContain('NOT_CONDUCTED');
  });

  test('from then on all are told alike, by a day that says nothing of the act, and may be nominated again', async () => {
    await setClock(told);
    const { OPEN: open, ...others } = await all();
    const [first, ...rest] = Object.values(others);
    for (const view of rest) expect(view).toBe(first);
    expect(first).not.toBe(open);
    expect(first).toContain(`"outcome":"NOT_CONDUCTED","notifiedOn":"${dayOf(told)}"`);
    expect(dayOf(told)).toMatch(/-01$/);
    if (account === 'manager') expect(first?.endsWith('"taken"]')).toBe(true);
  });
});

test('when it ended shows on no day of the years after, destruction included: at once and late are one to everybody outside', async () => {
  await sql`update clock set offset_ms = 0`.execute(house.register);
  const worker = connect(house.database.worker, { max: 1 });
  const cases = new Cases(house);
  const [early, late] = [
    await cases.application('AWAITING_CONSENT'),
    await cases.application('AWAITING_CONSENT'),
  ];
  const opened = await readNow(house.register);
  const on = (days: number) => new Date(Date.parse(opened) + days * 86_400_000).toISOString();
  await cases.step(early.id, 'refuseConsent', 'subject');
  await setClock(on(140));
  await cases.step(late.id, 'markConsentOverdue', 'System');
  await cases.step(late.id, 'closeUnanswered', 'officer', { reason: 'TEST' });
  const { periods } = policyOn(dayOf(opened));
  const over = notConductedOverAt(opened, opened, periods);
  const toldOn = toldNotConductedAt(opened, opened, periods);
  const around = [toldOn, over].map((at) => (Date.parse(at) - Date.parse(opened)) / 86_400_000);
  const [[told = 0, gone = 0], destroyed] = [around, new Set<string>()];
  const outcomes = [];
  for (const days of [
    141,
    told - 1,
    told + 1,
    700,
    gone - 1,
    gone + 1,
    gone + 3,
    gone + 100,
    gone + 145,
    1_400,
  ]) {
    await setClock(on(days));
    for await (const page of dueFiles(worker, on(days)))
      for (const file of page)
        if ((await disposeOf(worker, file, on(days))) === 'DISPOSED') destroyed.add(file.caseId);
    for (const account of ['manager', 'information'] as const) {
      const [one, other] = [await heldBy(account, early), await heldBy(account, late)];
      expect([days, account, one]).toEqual([days, account, other]);
      outcomes.push(one.includes('NOT_CONDUCTED'));
    }
    // Or this would prove nothing: for a while one of them is destroyed, and the other is not.
    if (days === gone + 3) expect([destroyed.has(early.id), destroyed.has(late.id)]).toEqual([true, false]);
  }
  expect(destroyed.has(late.id)).toBe(true);
  expect(outcomes.filter((isTold) => isTold)).toHaveLength(2 * 3);
  await worker.destroy();
}, 120_000);
