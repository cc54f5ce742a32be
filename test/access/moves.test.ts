import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside } from '../../domain/calendar.js';
import { derivedId } from '../../store/derived-id.js';
import { freshName } from '../support/names.js';
import { AGREED, bodyOf } from './support/bodies.js';
import { type Case, Cases, PERSON } from './support/cases.js';
import { type Account, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { Items, today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';

/** Another section, a secondment, another employer: what becomes of the right, who is told, and what flows to nobody. */
let house: House;
let cases: Cases;
let items: Items;
const NEXT = { contractorId: ELSEWHERE.contractorId };
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  items = new Items(house);
  await house.register
    .insertInto('certifications')
    .values({
      id: randomUUID(),
      contractor_id: NEXT.contractorId,
      organ_id: HERE.organId,
      valid_from: '2026-01-01',
      valid_until: null,
    })
    .execute();
}, 60_000);
afterAll(() => house?.stop());

const reasons = '架空の理由。 / Invented.';
const yesterday = dayBeside(today(), -1);
async function move(by: Account, { id }: Case, path: string, body: object) {
  return house.post(by, `/clearances/${id}/${path}`, { seen: await cases.version(id), ...body });
}
const second = (by: Account, made: Case, more: object = {}) =>
  move(by, made, 'secondment', { to: ELSEWHERE.organId, on: yesterday, reasons, ...more });
const depart = (by: Account, { id }: Case, on = yesterday) =>
  house.post(by, `/clearances/${id}/departure`, { on });
const read = async (by: Account, { id }: Case) => (await house.get(by, `/clearances/${id}`)).body;
const canHandle = async ({ subjectId }: Case, by: Account = 'information', organId: string = HERE.organId) =>
  (await house.get(by, `/handling-rights?subjectId=${subjectId}&organId=${organId}`)).body.canHandle;
async function recipients({ subjectId }: Case, ...accounts: Account[]): Promise<string[]> {
  const told = await Promise.all(accounts.map((by) => house.get(by, '/right-end-notices')));
  return told
    .flatMap(({ body }) => body.items)
    .filter(({ subjectRef }: { subjectRef: string }) => subjectRef === subjectId)
    .map(({ recipient }: { recipient: string }) => recipient)
    .sort();
}

describe('in another section of the organ', () => {
  test('the right stays, nobody is told that it ended, and who was named joins the case', async () => {
    const made = await cases.clearance('ACTIVE');
    const item = await items.item();
    await items.put(item, made.subjectId);
    const caseOfficer = memberOf('officerUnassigned').sub;
    expect(
      verdict(await move('inCharge', made, 'transfer', { section: 'K-7', on: yesterday, caseOfficer })),
    ).toBe('201');
    expect((await items.check({ subjectId: made.subjectId, itemId: item })).body.canHandle).toBe(true);
    expect(await recipients(made, 'information', 'manager')).toEqual([]);
    const shown = [{ kind: 'WITHIN', on: yesterday, section: 'K-7', to: null, backBy: null }];
    expect(verdict(await house.get('officerUnassigned', `/clearances/${made.id}`))).toBe(
      '409 TIES_UNDECLARED',
    );
    const said = await house.post('officerUnassigned', `/declarations/${made.id}`, { tie: 'NONE' });
    expect(verdict(said)).toBe('201');
    expect((await read('officerUnassigned', made)).moves).toMatchObject(shown);
    expect((await read('subject', made)).moves).toMatchObject(shown);
  });

  test('is told of by a code of the section and a day that has come, and by nothing else', async () => {
    const made = await cases.clearance('ACTIVE');
    for (const wrong of [
      { section: '総務部' },
      { on: dayBeside(today(), 1) },
      { caseOfficer: randomUUID() },
    ]) {
      const body = { section: 'K-7', on: yesterday, ...wrong };
      expect(verdict(await move('inCharge', made, 'transfer', body))).toBe('422 INVALID');
    }
  });
});

describe('on secondment', () => {
  test('the right stops where one was, is told as any end, and there is none where one goes', async () => {
    const made = await cases.clearance('ACTIVE');
    await items.put(await items.item(), made.subjectId);
    expect(verdict(await second('inCharge', made, { backBy: dayBeside(today(), 700) }))).toBe('201');
    expect(await canHandle(made)).toBe(false);
    expect(await canHandle(made, 'informationElsewhere', ELSEWHERE.organId)).toBe(false);
    expect(await recipients(made, 'information', 'manager')).toEqual([
      'CONTRACTOR',
      'CUSTODIAN',
      'INFORMATION_MANAGER',
    ]);
    expect((await read('subject', made)).moves).toMatchObject([{ kind: 'SECONDED', to: ELSEWHERE.organId }]);
    expect(verdict(await house.get('inChargeElsewhere', `/clearances/${made.id}`))).toBe('404 NOT_FOUND');
  });

  test('one comes back by the head and a new pledge, without a new assessment', async () => {
    const made = await cases.clearance('ACTIVE');
    await second('inCharge', made);
    await cases.step(made.id, 'reinstate', 'adjudicator', { reason: 'TEST' });
    expect(await canHandle(made)).toBe(false);
    await cases.step(made.id, 'renewPledge', 'subject');
    expect(await canHandle(made)).toBe(true);
    expect((await read('inCharge', made)).moves).toMatchObject([{ kind: 'SECONDED' }, { kind: 'BACK' }]);
  });

  test('one goes elsewhere than where one is, on a day that has come, and is back after it', async () => {
    const made = await cases.clearance('ACTIVE');
    const wrong: [string, object][] = [
      ['/to', { to: HERE.organId }],
      ['/to', { to: HERE.contractorId }],
      ['/to', { to: randomUUID() }],
      ['/on', { on: dayBeside(today(), 1) }],
      ['/backBy', { backBy: yesterday }],
    ];
    for (const [pointer, more] of wrong) {
      const answer = await second('inCharge', made, more);
      expect([verdict(answer), answer.body.errors?.[0]?.pointer]).toEqual(['422 INVALID', pointer]);
    }
    expect(await canHandle(made)).toBe(true);
  });
});

describe('gone from an employer', () => {
  test('the right stops on the contractor’s word, who is answered alike whatever stood', async () => {
    const stages = ['ACTIVE', 'REVIEW', 'SUSPENDED', 'LAPSED'] as const;
    const answers = [];
    for (const stage of stages) {
      const made = await cases.clearance(stage);
      const { status, body } = await depart('manager', made);
      answers.push(JSON.stringify([status, { ...body, id: 'same' }]));
      expect(await canHandle(made)).toBe(false);
      expect((await recipients(made, 'manager')).length).toBe(1);
      expect((await read('subject', made)).moves).toMatchObject([{ kind: 'DEPARTED', on: yesterday }]);
    }
    expect(new Set(answers).size).toBe(1);
    const another = await cases.clearance('ACTIVE');
    expect(verdict(await depart('managerElsewhere', another))).toBe('404 NOT_FOUND');
    expect(verdict(await depart('manager', another, dayBeside(today(), 1)))).toBe('422 INVALID');
  });

  test('the contractor’s word is answered alike where the clearance has ended by the next employer’s result', async () => {
    const answers = [];
    for (const stage of ['LAPSED', 'SUPERSEDED', 'REVOKED', 'EXPIRED'] as const) {
      const made = await cases.clearance(stage);
      const { status, body } = await depart('manager', made);
      answers.push(JSON.stringify([status, { ...body, id: 'same' }]));
    }
    expect(new Set(answers).size).toBe(1);
  });

  test('nobody is told of an end where another law gives the right, which the contractor does not see', async () => {
    const made = await cases.clearance('ACTIVE');
    await house.register
      .insertInto('sds_results')
      .values({
        id: randomUUID(),
        organ_id: HERE.organId,
        subject_id: made.subjectId,
        notified_on: yesterday,
        last_valid_day: dayBeside(today(), 700),
        recorded_at: new Date().toISOString(),
        recorded_by: 'x',
        ended_at: null,
        ended_by: null,
      })
      .execute();
    const item = await items.item();
    await items.put(item, made.subjectId);
    expect(verdict(await depart('manager', made))).toBe('201');
    expect(await canHandle(made)).toBe(true);
    expect(await recipients(made, 'information', 'manager')).toEqual([]);
    expect((await items.check({ subjectId: made.subjectId, itemId: item })).body.canHandle).toBe(true);
  });

  test('the ledger tells neither the day nor the place', async () => {
    const made = await cases.clearance('ACTIVE');
    await second('inCharge', made);
    const { rows } = {
      rows: await house.register.selectFrom('ledger').selectAll().where('case_id', '=', made.id).execute(),
    };
    const told = JSON.stringify(
      rows.filter(({ event }) => event === 'SecondedOut').map(({ details }) => details),
    );
    expect(told).not.toContain(ELSEWHERE.organId);
    expect(told).not.toContain(yesterday);
  });
});

describe('with the next employer', () => {
  async function approve(id: string) {
    const body = { seen: await cases.version(id), caseOfficer: memberOf('officer').sub };
    return house.post('adjudicator', `/applications/${id}/approval`, body);
  }
  const nominate = (by: Account, person: object, contractorId: string) =>
    house.post(by, '/applications', { ...bodyOf('nominate', 0), person, contractorId, listing: AGREED });
  const stageOf = async (id: string) =>
    (await house.register.selectFrom('cases').select('stage').where('id', '=', id).executeTakeFirst())?.stage;

  test('nobody is approved before somebody has said that they left, and their nomination is answered as any', async () => {
    const person = { ...PERSON, name: freshName() };
    const { id } = (await nominate('manager', person, HERE.contractorId)).body;
    const { subjectId } = await house.register
      .selectFrom('cases')
      .select('subject_id as subjectId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    await cases.step(id, 'rejectNominee', 'adjudicator', { reason: 'TEST' });
    const made = await cases.clearance('ACTIVE', { subjectId, contractorId: null });
    const [held, other] = [
      await nominate('managerElsewhere', person, NEXT.contractorId),
      await nominate('managerElsewhere', { ...PERSON, name: freshName() }, NEXT.contractorId),
    ];
    expect([held.status, Object.keys(held.body)]).toEqual([other.status, Object.keys(other.body)]);
    const next = held.body;
    expect(verdict(await approve(next.id))).toBe('409 ALREADY_CLEARED');
    expect(verdict(await depart('inCharge', made))).toBe('201');
    expect(verdict(await approve(next.id))).toBe('201');
    const back = bodyOf('reinstate', await cases.version(made.id));
    expect(verdict(await house.post('adjudicator', `/clearances/${made.id}/reinstatement`, back))).toBe(
      '409 ALREADY_OPEN',
    );
  });

  test('the same employer’s nomination of a person it has let go is one of a person it has', async () => {
    const made = await cases.clearance('ACTIVE');
    await depart('manager', made);
    await expect(cases.application('NOMINATED', { subjectId: made.subjectId })).rejects.toThrow(
      'ALREADY_CLEARED',
    );
  });

  test('is assessed anew: found, the new clearance takes the place of what was left behind', async () => {
    const made = await cases.clearance('ACTIVE');
    await depart('manager', made);
    const next = await cases.clearance('ACTIVE', { ...NEXT, subjectId: made.subjectId });
    expect(await stageOf(made.id)).toBe('SUPERSEDED');
    expect(await canHandle(next)).toBe(true);
  });

  test('not found, what was left behind is revoked; withdrawn from, it stays as it was', async () => {
    for (const [stage, left] of [
      ['CLOSED', 'REVOKED'],
      ['NOT_CONDUCTED', 'LAPSED'],
    ] as const) {
      const made = await cases.clearance('ACTIVE');
      await depart('manager', made);
      await cases.application(stage, { ...NEXT, subjectId: made.subjectId });
      expect(await stageOf(made.id)).toBe(left);
    }
  });

  test('no pledge is signed, the result waits out of force as any other, in place of what was left behind', async () => {
    const made = await cases.clearance('ACTIVE');
    await depart('manager', made);
    const next = await cases.application('PLEDGE_OVERDUE', { ...NEXT, subjectId: made.subjectId });
    await cases.step(next.id, 'lapseUnpledged', 'inCharge', { reason: 'TEST' });
    expect(await stageOf(made.id)).toBe('SUPERSEDED');
    expect(await stageOf(derivedId(next.id, 'clearance'))).toBe('LAPSED');
  });

  test('a doubt that stands is not left behind', async () => {
    const made = await cases.refusedDoubt();
    await depart('manager', made);
    const next = cases.application('NOMINATED', { ...NEXT, subjectId: made.subjectId });
    await expect(next).rejects.toThrow('ALREADY_CLEARED');
  });

  test('no byte of the one employer’s is another’s', async () => {
    const made = await cases.clearance('ACTIVE');
    await depart('manager', made);
    const next = await cases.application('CLEARED', { ...NEXT, subjectId: made.subjectId });
    const seen = async (by: Account) =>
      (
        await Promise.all(
          ['/applications', '/clearances', '/right-end-notices', '/assessed-persons', '/nominees'].map((at) =>
            house.get(by, at),
          ),
        )
      )
        .map(({ text }) => text)
        .join();
    const [before, after] = [await seen('manager'), await seen('managerElsewhere')];
    expect(after).not.toContain(made.id);
    expect(before).not.toContain(next.id);
    expect(before).not.toContain(derivedId(next.id, 'clearance'));
    expect(verdict(await house.get('managerElsewhere', `/clearances/${made.id}`))).toBe('404 NOT_FOUND');
  });
});
