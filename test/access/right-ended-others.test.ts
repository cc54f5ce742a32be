import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayBeside } from '../../domain/calendar.js';
import { destroyServed } from '../../store/right-end-notices.js';
import { tellCalendarEnds } from '../../store/right-ended.js';
import { connect, type Db } from '../../store/db.js';
import { freshName } from '../support/names.js';
import { PERSON, Cases } from './support/cases.js';
import { HERE } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { Items, today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { sendOut } from './support/states.js';

/** What an office, or a result under the 2014 Act, gave: its end is told as any other, once, whoever else ends one. */
let house: House;
let cases: Cases;
let items: Items;
let worker: Db;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  items = new Items(house);
  worker = connect(house.database.worker, { max: 1 });
}, 60_000);
afterAll(async () => {
  await worker?.destroy();
  await house?.stop();
});

const reasons = '架空の理由。 / Invented.';
const blank = (subject_id: string) => ({
  id: randomUUID(),
  organ_id: HERE.organId,
  subject_id,
  recorded_at: new Date().toISOString(),
  recorded_by: 'x',
  ended_at: null,
  ended_by: null,
});
const aged = (days: number) => dayBeside(today(), -days);
const sds = (subjectId: string, until = dayBeside(today(), 900)) =>
  house.register
    .insertInto('sds_results')
    .values({ ...blank(subjectId), notified_on: aged(900), last_valid_day: until })
    .execute();
const office = (subjectId: string, until: string | null = null) =>
  house.register
    .insertInto('office_records')
    .values({ ...blank(subjectId), office: 'MINISTER', first_day: aged(400), last_day: until })
    .execute();

interface Told {
  readonly subjectRef: string;
  readonly recipient: string;
  readonly endedOn: string;
  readonly text: object;
}
async function told(account: 'information' | 'manager', subjectId: string): Promise<Told[]> {
  const { body } = await house.get(account, '/right-end-notices');
  return body.items.filter((one: Told) => one.subjectRef === subjectId);
}
async function recipients(subjectId: string): Promise<string[]> {
  const [inside, outside] = [await told('information', subjectId), await told('manager', subjectId)];
  return [...inside, ...outside].map(({ recipient }) => recipient).sort();
}
const canHandle = async (subjectId: string) => {
  const of = `subjectId=${subjectId}&organId=${HERE.organId}`;
  return (await house.get('information', `/handling-rights?${of}`)).body.canHandle;
};

/** Somebody whose right a result under the 2014 Act gives, on a list of the organ's, and about to be told "not found". */
async function aboutToBeTold() {
  const made = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
  await sds(made.subjectId);
  expect((await items.put(await items.item(), made.subjectId)).status).toBe(201);
  expect(await canHandle(made.subjectId)).toBe(true);
  return made;
}

describe('a right by a result under the 2014 Act', () => {
  test('that a negative result ends is told in that transaction, and the lists end', async () => {
    const made = await aboutToBeTold();
    await cases.step(made.id, 'notifyResult', 'officer');
    expect(await canHandle(made.subjectId)).toBe(false);
    expect(await recipients(made.subjectId)).toEqual(['CONTRACTOR', 'CUSTODIAN', 'INFORMATION_MANAGER']);
    expect((await told('information', made.subjectId))[0]).toMatchObject({ endedOn: today() });
  });

  test('that a doubt about a clearance no longer in force ends is told, in the words of any other end', async () => {
    const made = await cases.clearance('LAPSED');
    await sds(made.subjectId);
    const before = await recipients(made.subjectId);
    await cases.step(made.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
    const [first, ...rest] = await told('manager', made.subjectId);
    expect((await recipients(made.subjectId)).length - before.length).toBe(2);
    expect(new Set([first, ...rest].map((one) => JSON.stringify(one?.text))).size).toBe(1);
  });

  test('ends with a clearance’s once: in force, both are told by the one notice', async () => {
    const made = await cases.clearance('ACTIVE');
    await sds(made.subjectId);
    await cases.step(made.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
    expect(await recipients(made.subjectId)).toEqual(['CONTRACTOR', 'INFORMATION_MANAGER']);
  });

  test('tells nobody where an office gives the right all the same', async () => {
    const made = await aboutToBeTold();
    await office(made.subjectId);
    await cases.step(made.id, 'notifyResult', 'officer');
    expect(await canHandle(made.subjectId)).toBe(true);
    expect(await recipients(made.subjectId)).toEqual([]);
  });

  test('is not told again by the night on which its last day is over; what another gave after it is', async () => {
    const made = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
    await sds(made.subjectId, aged(1));
    await house.register
      .updateTable('applications')
      .set({ decided_at: `${aged(4)}T00:00:00.000Z`, notified_at: `${aged(3)}T00:00:00.000Z` })
      .where('id', '=', made.id)
      .execute();
    await tellCalendarEnds(worker, new Date().toISOString());
    expect(await recipients(made.subjectId)).toEqual([]);
    await office(made.subjectId, aged(1));
    await tellCalendarEnds(worker, new Date().toISOString());
    await tellCalendarEnds(worker, new Date().toISOString());
    expect(await recipients(made.subjectId)).toEqual(['CONTRACTOR', 'INFORMATION_MANAGER']);
  });
});

describe('the night', () => {
  const night = () => tellCalendarEnds(worker, new Date().toISOString());
  /** A negative result that was received before its step: three days ago, while the step is of today. */
  async function toldLate() {
    const made = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
    await sds(made.subjectId, aged(1));
    await house.register
      .updateTable('applications')
      .set({ decided_at: `${aged(4)}T00:00:00.000Z` })
      .where('id', '=', made.id)
      .execute();
    await sendOut(cases, made, 'CERTIFIED_POST', `${aged(4)}T01:00:00.000Z`);
    const service = { channel: 'CERTIFIED_POST', number: '123-45-67890-1', receivedOn: aged(3) } as const;
    await cases.step(made.id, 'notifyResult', 'officer', { reason: 'TEST', service });
    return made;
  }

  test('tells of a right that ran out before a result was told, though the result was received before', async () => {
    const made = await toldLate();
    await night();
    expect(await recipients(made.subjectId)).toEqual(['CONTRACTOR', 'INFORMATION_MANAGER']);
  });

  test('tells of it though the decision was reopened meanwhile, and told it once', async () => {
    const made = await toldLate();
    const of = grieving(house, cases);
    expect((await of.answer(await of.file(made, 'RESULT'), { outcome: 'UPHELD' })).status).toBe(201);
    expect(await cases.stage(made.id)).toBe('ADJUDICATION');
    await night();
    await night();
    expect(await recipients(made.subjectId)).toEqual(['CONTRACTOR', 'INFORMATION_MANAGER']);
  });

  test('tells of an office that ran out, though a record that gave no right any more ran out after it', async () => {
    const made = await cases.clearance('LAPSED');
    await sds(made.subjectId, aged(1));
    await house.register
      .updateTable('clearances')
      .set({ doubt_served_at: `${aged(5)}T00:00:00.000Z` })
      .where('id', '=', made.id)
      .execute();
    await office(made.subjectId, aged(2));
    // What the clearance itself gave was told long ago.
    const notices = house.register.deleteFrom('right_ended_notices');
    await notices.where('subject_id', '=', made.subjectId).execute();
    await night();
    await night();
    expect(await recipients(made.subjectId)).toEqual(['CONTRACTOR', 'INFORMATION_MANAGER']);
    expect((await told('information', made.subjectId)).at(-1)).toMatchObject({ endedOn: aged(2) });
  });
});

describe('two records of one right', () => {
  test('ended in the same moment are told of once: neither takes the other for standing', async () => {
    const record = async (name: string, kind: 'offices' | 'sds-results') => {
      const days = kind === 'offices' ? { office: 'MINISTER', firstDay: aged(30) } : { notifiedOn: aged(30) };
      const body = { organId: HERE.organId, person: { ...PERSON, name }, reasons, ...days };
      return (await house.post('inCharge', `/recorded-rights/${kind}`, body)).body;
    };
    for (let nth = 0; nth < 6; nth += 1) {
      const name = freshName();
      const [held, found] = [await record(name, 'offices'), await record(name, 'sds-results')];
      const ended = await Promise.all([
        house.post('inCharge', `/recorded-rights/offices/${held.id}/end`, { reasons }),
        house.post('inCharge', `/recorded-rights/sds-results/${found.id}/end`, { reasons }),
      ]);
      expect(ended.map(verdict)).toEqual(['201', '201']);
      expect(await recipients(held.subjectId)).toEqual(['INFORMATION_MANAGER']);
    }
  });
});

describe('a notice that has served', () => {
  /** Told of an end, acknowledged by the information manager that many days ago; the contractor has not answered. */
  async function served(days: number) {
    const made = await cases.clearance('ACTIVE');
    await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
    const at = `${aged(days)}T03:00:00.000Z`;
    await house.register
      .updateTable('right_ended_notices')
      .set({ acknowledged_at: at, acknowledged_by: 'x' })
      .where('subject_id', '=', made.subjectId)
      .where('recipient', '=', 'INFORMATION_MANAGER')
      .execute();
    return made;
  }
  const night = () => destroyServed(worker, new Date().toISOString());
  const proofs = (subjectId: string) =>
    house.register
      .selectFrom('ledger')
      .select('details')
      .where('event', '=', 'RightEndNoticesDestroyed')
      .where('subject_id', '=', subjectId)
      .execute();

  test('is destroyed three years after it was acknowledged, and the ledger keeps that it was', async () => {
    const [fresh, old] = [await served(1_000), await served(1_200)];
    await night();
    expect(await recipients(fresh.subjectId)).toEqual(['CONTRACTOR', 'INFORMATION_MANAGER']);
    expect(await proofs(fresh.subjectId)).toEqual([]);
    expect(await recipients(old.subjectId)).toEqual(['CONTRACTOR']);
    expect(await proofs(old.subjectId)).toEqual([{ details: { noticeIds: [expect.any(String)] } }]);
    await night();
    expect(await proofs(old.subjectId)).toHaveLength(1);
  });

  test('of a right that is back counts from when somebody has seen that it is, and not from the end', async () => {
    const made = await served(1_200);
    const returned = (seen: string | null) =>
      sql`update right_ended_notices set returned_on = ${aged(1_100)}::date, returned_seen_at = ${seen}::timestamptz
        where subject_id = ${made.subjectId} and recipient = 'INFORMATION_MANAGER'`.execute(house.register);
    await returned(null);
    await night();
    expect(await recipients(made.subjectId)).toHaveLength(2);
    await returned(`${aged(1_099)}T03:00:00.000Z`);
    await night();
    expect(await recipients(made.subjectId)).toEqual(['CONTRACTOR']);
  });

  test('is kept, acknowledged or not, while a legal hold stands on a file of theirs there', async () => {
    const made = await cases.held(await served(1_200));
    await night();
    expect(await recipients(made.subjectId)).toHaveLength(2);
  });

  test('goes with the last that is kept of the person, acknowledged or not', async () => {
    const made = await served(1);
    await cases.step(made.id, 'expire', 'System');
    await house.register
      .deleteFrom('vault_documents')
      .where('owner_kind', '=', 'subject')
      .where('owner_id', '=', made.subjectId)
      .execute();
    await night();
    expect(await recipients(made.subjectId)).toEqual([]);
    expect(await proofs(made.subjectId)).toHaveLength(1);
  });
});
