import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { DEADLINES, type DeadlineKind } from '../../domain/policy.js';
import { dayAhead } from './support/day-ahead.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** Outages: what two officers in charge say takes no day from people and sources, once, and tells them why. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

/** It begins tomorrow: what was set today has all its days before it. */
const OUTAGE = {
  organId: HERE.organId,
  kind: 'OUR_SYSTEM',
  cause: 'FAILURE',
  reference: 'OUT-2026-1',
  firstDay: dayAhead(1),
  lastDay: dayAhead(3),
};
const record = (account: Account, more: Record<string, unknown> = {}) =>
  house.post(account, '/outages', { ...OUTAGE, ...more });
const confirm = (account: Account, id: string) => house.post(account, `/outages/${id}/confirmation`);
const confirmed = async (more: Record<string, unknown> = {}) => {
  const { body } = await record('inCharge', more);
  return confirm('inChargeOnceSubject', body.id);
};
interface Due {
  readonly kind: DeadlineKind;
  readonly lastDay: string;
}
const duesOf = async ({ id }: Case): Promise<Due[]> => {
  const rows = await house.register
    .selectFrom('deadlines')
    .select(['kind', 'due_at'])
    .where('case_id', '=', id)
    .where('closed_at', 'is', null)
    .orderBy('kind')
    .orderBy('id')
    .execute();
  return rows.map(({ kind, due_at }) => ({ kind, lastDay: dayBeside(dayOf(due_at.toISOString()), -1) }));
};
const movedIn = (before: readonly Due[], after: readonly Due[]) =>
  [...new Set(after.flatMap((due, n) => (due.lastDay === before[n]?.lastDay ? [] : [due.kind])))].toSorted();
const eventsOf = async ({ id }: Case, event: string) =>
  (
    await house.register
      .selectFrom('ledger')
      .select('details')
      .where('case_id', '=', id)
      .where('event', '=', event)
      .execute()
  ).length;

describe('an outage', () => {
  test('moves nothing until another officer in charge has confirmed it, and then all it touches at once', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const ended = await cases.application('CLOSED');
    const [before, kept] = [await duesOf(made), await duesOf(ended)];
    const { body } = await record('inCharge');
    expect(movedIn(before, await duesOf(made))).toEqual([]);
    expect(verdict(await confirm('inCharge', body.id))).toBe('409 SAME_PERSON');
    const answer = await confirm('inChargeOnceSubject', body.id);
    expect(verdict(answer)).toBe('201');
    expect(answer.body.cases).toBeGreaterThanOrEqual(1);
    expect(movedIn(before, await duesOf(made))).toEqual(['CONSENT_WINDOW']);
    expect(await duesOf(ended)).toEqual(kept);
    expect(verdict(await confirm('inChargeOnceSubject', body.id))).toBe('404 NOT_FOUND');
  }, 60_000);

  test('never moves what is nobody’s to owe: the right, retention, reminders', async () => {
    const all = [
      await cases.clearance('ACTIVE'),
      await cases.application('CHECKS_RUNNING'),
      await cases.application('PLEDGE_PENDING'),
    ];
    const before = await Promise.all(all.map(duesOf));
    await confirmed();
    const after = await Promise.all(all.map(duesOf));
    const moved = after.flatMap((dues, n) => movedIn(before[n] ?? [], dues));
    expect(moved).toEqual(['CHECK_DUE', 'PLEDGE_WINDOW']);
    for (const kind of moved) expect(DEADLINES[kind].days).toBe('TO_OPEN_DAY');
  }, 60_000);

  test('of one source moves its own questions, and what it is told of them', async () => {
    const made = await cases.application('CHECKS_RUNNING');
    const before = await duesOf(made);
    await confirmed({ kind: 'SOURCE', source: 'CREDIT_BUREAU' });
    expect(await duesOf(made)).toEqual(before);
    await confirmed({ kind: 'SOURCE', source: 'MUNICIPALITY' });
    expect(movedIn(before, await duesOf(made))).toEqual(['CHECK_DUE']);
    const { rows } = await sql<{ same: boolean }>`
      select bool_and(k.due_at = d.due_at) as same from checks k join deadlines d on d.request_id = k.request_id
      where k.case_id = ${made.id} and d.kind = 'CHECK_DUE'`.execute(house.register);
    expect(rows[0]?.same).toBe(true);
  }, 60_000);

  test('counts each of its days once, also where another one has it too', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    await confirmed();
    const once = await duesOf(made);
    await confirmed();
    expect(await duesOf(made)).toEqual(once);
    expect(await eventsOf(made, 'ExtendedForOutage')).toBe(1);
    await confirmed({ lastDay: dayAhead(20) });
    expect(movedIn(once, await duesOf(made))).toEqual(['CONSENT_WINDOW']);
  }, 60_000);

  test('is told to the person: by how many days, and which days they were; of sources they are not', async () => {
    const [waited, asked] = [
      await cases.application('AWAITING_CONSENT'),
      await cases.application('CHECKS_RUNNING'),
    ];
    await confirmed();
    const told = await house.get('subject', `/applications/${waited.id}/explanation`);
    const [clock] = told.body.clocks;
    expect(clock).toMatchObject({
      kind: 'CONSENT_WINDOW',
      extended: [{ from: dayAhead(1), to: dayAhead(3), days: 3 }],
    });
    const timeline = await house.get('subject', `/applications/${waited.id}/timeline`);
    expect(timeline.body.entries.at(-1)).toMatchObject({
      event: 'ExtendedForOutage',
      detail: { outageFrom: dayAhead(1), outageTo: dayAhead(3), days: 3 },
    });
    expect(JSON.stringify(timeline.body)).not.toContain('"outage"');
    for (const at of ['explanation', 'timeline']) {
      const { text } = await house.get('subject', `/applications/${asked.id}/${at}`);
      expect(text).not.toMatch(/ChecksExtended|CHECK_DUE/);
    }
    const { body } = await house.get('officer', `/applications/${asked.id}/explanation`);
    expect(body.steps.at(-1).event).toBe('ChecksExtendedForOutage');
    expect(await eventsOf(waited, 'ExtendedForOutage')).toBe(1);
  }, 60_000);

  test('names what passed while it lasted, which it does not open again', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    await house.register
      .updateTable('deadlines')
      .set({ due_at: sql`now()`, closed_at: sql`now()`, outcome: 'HANDLED' })
      .where('case_id', '=', made.id)
      .where('kind', '=', 'CONSENT_WINDOW')
      .execute();
    await cases.step(made.id, 'markConsentOverdue', 'System');
    await confirmed({ firstDay: dayAhead(-5), lastDay: dayAhead(1) });
    expect(await cases.stage(made.id)).toBe('CONSENT_OVERDUE');
    const { body } = await house.get('inCharge', `/outages?organId=${HERE.organId}`);
    const passed = body.items.flatMap((one: { passed: { caseId: string }[] }) => one.passed);
    expect(passed).toContainEqual({ caseId: made.id, kind: 'CONSENT_WINDOW', lastDay: dayAhead(-1) });
  }, 60_000);
});

describe('a list that goes on says so', () => {
  const list = async (more: Record<string, string>) =>
    house.get('inCharge', `/outages?${new URLSearchParams({ organId: HERE.organId, ...more })}`);
  const idsOf = (items: { id: string }[]) => items.map(({ id }) => id);

  test('outages: page by page, each of them once, the newest first', async () => {
    for (const _ of [1, 2, 3]) await record('inCharge');
    const { items: whole, next: none } = (await list({})).body;
    expect(none).toBeNull();
    const found: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const { body } = await list({ limit: '2', ...(after === '' ? {} : { after }) });
      found.push(...idsOf(body.items));
      expect(body.items.length).toBeLessThanOrEqual(2);
      after = body.next;
    }
    expect(found).toEqual(idsOf(whole));
    expect(verdict(await list({ after: 'nowhere' }))).toBe('422 INVALID');
  }, 60_000);

  test('what passed: two hundred at once, the others of that outage alone, each of them once', async () => {
    const made = await cases.application('CONSENT_OVERDUE');
    const [firstDay, lastDay] = [dayAhead(-60), dayAhead(-50)];
    // As many as one case never has: the list knows them by their days.
    await sql`insert into deadlines (id, case_id, kind, due_at, set_seq, handled_by, closed_at, outcome)
      select gen_random_uuid(), ${made.id}, 'CONSENT_WINDOW',
        date_trunc('milliseconds', ${lastDay}::date - make_interval(mins => n)), 1000 + n, 'workflow', now(), 'HANDLED'
      from generate_series(1, 205) n`.execute(house.register);
    const { body } = await record('inCharge', { firstDay, lastDay, kind: 'POST' });
    const of = { outage: body.id };
    const first = (await list(of)).body;
    expect([first.next, idsOf(first.items)]).toEqual([null, [body.id]]);
    expect(first.items[0].passed).toHaveLength(200);
    const rest = (await list({ ...of, passedAfter: first.items[0].passedNext })).body;
    expect([rest.items[0].passed.length, rest.items[0].passedNext]).toEqual([5, null]);
    expect(verdict(await list({ ...of, passedAfter: 'nowhere' }))).toBe('422 INVALID');
    expect(verdict(await list({ passedAfter: first.items[0].passedNext }))).toBe('422 INVALID');
    expect(verdict(await list({ outage: randomUUID() }))).toBe('404 NOT_FOUND');
  }, 60_000);
});

describe('outages', () => {
  test('are recorded, read and confirmed by the organ’s officers in charge, and by nobody else', async () => {
    const { body } = await record('inCharge');
    const may: Record<string, string[]> = { record: [], confirm: [], list: [] };
    for (const account of ACCOUNTS) {
      if ((await record(account)).status === 201) may.record?.push(account);
      if ((await house.get(account, `/outages?organId=${HERE.organId}`)).status === 200)
        may.list?.push(account);
      const answer = await confirm(account, body.id);
      if (answer.status !== 404) may.confirm?.push(account);
    }
    // An outage is the organ’s: who is tied to somebody, or assessed there, holds their office all the same, and not alone.
    const inCharge = ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'];
    expect(may).toEqual({ record: inCharge, confirm: ['inCharge', 'inChargeTied'], list: inCharge });
    expect(verdict(await record('inCharge', { organId: randomUUID() }))).toBe('404 NOT_FOUND');
    expect(verdict(await confirm('inCharge', randomUUID()))).toBe('404 NOT_FOUND');
  }, 120_000);

  test.each([
    ['its last day before its first', { lastDay: dayAhead(0) }, '/lastDay'],
    ['more days than a quarter has', { firstDay: dayAhead(-100) }, '/lastDay'],
    ['a day far ahead', { firstDay: dayAhead(50), lastDay: dayAhead(50) }, '/lastDay'],
    ['a source that is none', { source: 'POLICE' }, '/source'],
    ['no source where it is one', { kind: 'SOURCE' }, '/source'],
    ['a reference that is a sentence', { reference: 'our line was cut' }, '/reference'],
  ])('are refused with %s', async (_, more, pointer) => {
    const answer = await record('inCharge', more);
    expect([verdict(answer), answer.body.errors[0].pointer]).toEqual(['422 INVALID', pointer]);
  });
});
