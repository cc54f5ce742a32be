import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { servedText } from '../../api/served-text.js';
import { dayBeside, expiryInstant, lastValidDay, startOfDay } from '../../domain/calendar.js';
import { connect, type Db } from '../../store/db.js';
import { handlingChecks } from '../../store/handling-check.js';
import { type Pipelined, pipelined } from '../../store/pipelined.js';
import { Cases } from '../access/support/cases.js';
import { HERE, memberOf } from '../access/support/cast.js';
import { Items, today } from '../access/support/handling.js';
import { type House, openHouse } from '../access/support/house.js';
import { until } from '../support/system-engine.js';

/** The check beneath HTTP: its entry before its answer, in company and in trouble, and exact at the edge of each day. */
let house: House;
let cases: Cases;
let items: Items;
let checks: Pipelined;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  items = new Items(house);
  checks = pipelined(house.database.api, { max: 2 });
}, 60_000);
afterAll(async () => {
  await checks?.end();
  await house?.stop();
});

const sub = memberOf('information').sub;
const { organId } = HERE;
/** Longer than any right of ours lasts. */
const ALWAYS = { firstDay: '2020-01-01', lastDay: '2099-12-31' };

async function listed(more: object = ALWAYS) {
  const made = await cases.clearance('ACTIVE');
  const itemId = await items.item();
  expect((await items.put(itemId, made.subjectId, 'information', more)).status).toBe(201);
  return { ...made, question: { sub, subjectId: made.subjectId, organId, itemId } };
}

async function entries(itemId: string) {
  const { rows } = await sql<{ commit: string; ground: string }>`
    select xmin::text as commit, details->>'ground' as ground from ledger
    where event = 'HandlingChecked' and details->>'itemId' = ${itemId}`.execute(house.register);
  return rows;
}

/** The clock at that moment: an offset that is moved to and fro, since what is asked is decided by nothing else. */
async function at<T>(instant: string, work: () => Promise<T>): Promise<T> {
  const ahead = Date.parse(instant) - Date.now();
  await sql`update clock set offset_ms = ${Math.round(ahead)}`.execute(house.register);
  try {
    return await work();
  } finally {
    await sql`update clock set offset_ms = 0`.execute(house.register);
  }
}
/** Far enough that the clock, which runs on, does not get there by itself. */
const before = (instant: string) => new Date(Date.parse(instant) - 300_000).toISOString();

test('many who ask at once get an entry each, in fewer commits than entries', async () => {
  const { question } = await listed();
  const ask = handlingChecks(checks);
  const answers = await Promise.all(Array.from({ length: 40 }, () => ask(question)));
  expect(new Set(answers.map(({ canHandle }) => canHandle))).toEqual(new Set([true]));
  const rows = await entries(question.itemId);
  expect(rows).toHaveLength(40);
  expect(new Set(rows.map(({ commit }) => commit)).size).toBeLessThan(10);
});

test('of those asked together each gets their own answer, and learns nothing by the others', async () => {
  const [one, two] = [await listed(), await listed()];
  const ask = handlingChecks(checks);
  const questions = [
    one.question,
    { ...one.question, subjectId: two.subjectId },
    { ...two.question, sub: memberOf('informationElsewhere').sub },
    two.question,
    { ...two.question, organId: randomUUID() },
  ];
  const answers = await Promise.all(questions.map((question) => ask(question)));
  expect(answers.map(({ canHandle }) => canHandle)).toEqual([true, false, false, true, false]);
});

test('what cannot be committed is answered to nobody, and the next who ask are answered', async () => {
  const { question } = await listed();
  const ask = handlingChecks(checks);
  await sql`create function fail_at_commit() returns trigger language plpgsql as
    $$ begin raise exception 'no room'; end $$`.execute(house.register);
  await sql`create constraint trigger fail_at_commit after insert on ledger deferrable initially deferred
    for each row when (new.event = 'HandlingChecked') execute function fail_at_commit()`.execute(
    house.register,
  );
  const lost = await Promise.allSettled(Array.from({ length: 5 }, () => ask(question)));
  await sql`drop trigger fail_at_commit on ledger`.execute(house.register);
  expect(lost.map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
  expect(await entries(question.itemId)).toEqual([]);
  expect(await ask(question)).toMatchObject({ canHandle: true });
  expect(await entries(question.itemId)).toHaveLength(1);
});

test('with its database lost in the middle the API says 503 to all of them, and then answers again', async () => {
  const { question } = await listed();
  const { subjectId, itemId } = question;
  const admin = connect(house.database.admin, { max: 1 });
  const blocker = await house.register.startTransaction().execute();
  try {
    await sql`lock table ledger in share row exclusive mode`.execute(blocker);
    const asked = Array.from({ length: 4 }, () => items.check({ subjectId, itemId }));
    await until('a check waits for its entry', async () => (await cutWaiting(admin)) > 0);
    await blocker.rollback().execute();
    // Those that had come too late for the group that was lost are in the next one.
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses).toContain(503);
    expect(await entries(itemId)).toHaveLength(statuses.filter((status) => status === 200).length);
    expect((await items.check({ subjectId, itemId })).body).toMatchObject({ canHandle: true });
  } finally {
    await admin.destroy();
  }
});

/** Ends the server's side of whoever waits to write an entry; how many there were. */
async function cutWaiting(admin: Db): Promise<number> {
  const { rows } = await sql<{ cut: boolean }>`select pg_terminate_backend(pid) as cut from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%insert into ledger%'`.execute(
    admin,
  );
  return rows.length;
}

describe('exact at the edge of', () => {
  const ask = () => handlingChecks(checks);
  const told = (question: Parameters<ReturnType<typeof ask>>[0], instant: string) =>
    at(instant, async () => (await ask()(question)).canHandle);
  const year = (years: number) =>
    `${Number(today().slice(0, 4)) + years}${today().slice(4)}`.replace('-02-29', '-02-28');

  test('the list: from its first moment to the end of its last day', async () => {
    const [first, last] = [dayBeside(today(), 30), dayBeside(today(), 40)];
    const { question } = await listed({ firstDay: first, lastDay: last });
    const [begin, end] = [startOfDay(first), startOfDay(dayBeside(last, 1))];
    expect([await told(question, before(begin)), await told(question, begin)]).toEqual([false, true]);
    expect([await told(question, before(end)), await told(question, end)]).toEqual([true, false]);
  });

  test('ten years from the notice', async () => {
    const { id, question } = await listed();
    const { notified_at } = await house.register
      .selectFrom('clearances')
      .select('notified_at')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const end = expiryInstant(notified_at.toISOString(), 'P10Y');
    expect([await told(question, before(end)), await told(question, end)]).toEqual([true, false]);
    expect(await ask()(question)).toEqual({
      canHandle: true,
      validUntil: lastValidDay(notified_at.toISOString(), 'P10Y'),
    });
  });

  test('a certification, whose last day the answer does not go beyond', async () => {
    const { question } = await listed();
    const last = dayBeside(today(), 20);
    const certified = (until: string | null) =>
      house.register
        .updateTable('certifications')
        .set({ valid_until: until })
        .where('contractor_id', '=', HERE.contractorId)
        .where('organ_id', '=', organId)
        .execute();
    await certified(last);
    try {
      expect(await ask()(question)).toEqual({ canHandle: true, validUntil: last });
      const end = startOfDay(dayBeside(last, 1));
      expect([await told(question, before(end)), await told(question, end)]).toEqual([true, false]);
    } finally {
      await certified(null);
    }
  });

  test('an office, and five years from a notice under the 2014 Act', async () => {
    for (const kind of ['office', 'sds'] as const) {
      const { question } = await listed();
      const { subjectId } = question;
      await house.register
        .updateTable('cases')
        .set({ stage: 'LAPSED' })
        .where('subject_id', '=', subjectId)
        .where('kind', '=', 'clearance')
        .execute();
      const whose = {
        id: randomUUID(),
        organ_id: organId,
        subject_id: subjectId,
        recorded_at: new Date().toISOString(),
        recorded_by: 'test',
        ended_at: null,
        ended_by: null,
      };
      const last = dayBeside(year(2), 3);
      if (kind === 'office')
        await house.register
          .insertInto('office_records')
          .values({ ...whose, office: 'MINISTER', first_day: dayBeside(today(), 5), last_day: last })
          .execute();
      else
        await house.register
          .insertInto('sds_results')
          .values({ ...whose, notified_on: dayBeside(today(), 5), last_valid_day: last })
          .execute();
      const [begin, end] = [startOfDay(dayBeside(today(), 5)), startOfDay(dayBeside(last, 1))];
      expect([kind, await told(question, before(begin)), await told(question, begin)]).toEqual([
        kind,
        false,
        true,
      ]);
      expect([kind, await told(question, before(end)), await told(question, end)]).toEqual([
        kind,
        true,
        false,
      ]);
    }
  });

  test('a doubt notice: no from the answer to it on', async () => {
    const { id, question } = await listed();
    expect(await ask()(question)).toMatchObject({ canHandle: true });
    await cases.step(id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: servedText('DOUBT') });
    expect(await ask()(question)).toEqual({ canHandle: false });
  });
});
