import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayBeside } from '../../domain/calendar.js';
import { freshName } from '../support/names.js';
import { Cases, PERSON } from './support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from './support/cast.js';
import { Items, nextYear, today } from './support/handling.js';
import { type Answer, askAll, type House, openHouse, verdict } from './support/house.js';

/** Items of information and their lists, and the rights that need no assessment: who writes and reads them. */
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

const person = () => ({ ...PERSON, name: freshName() });
const reasons = '架空の任命による。 / By an invented appointment.';
const office = (more: object = {}) => ({
  organId: HERE.organId,
  person: person(),
  office: 'VICE_MINISTER',
  firstDay: today(),
  reasons,
  ...more,
});

describe('items and their lists', () => {
  const register = (by: Account, more: object = {}) =>
    house.post(by, '/information-items', {
      organId: HERE.organId,
      designation: `K-${randomUUID().slice(0, 8)}`,
      custodian: memberOf('information').sub,
      ...more,
    });

  test('are registered by the organ’s officer in charge alone, for whom may keep them', async () => {
    const answers = await everybody((by) => register(by));
    const made = Object.entries(answers).filter(([, { status }]) => status === 201);
    expect(made.map(([account]) => account).sort()).toEqual(
      ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'].sort(),
    );
    for (const custodian of ['officer', 'informationElsewhere', 'manager', 'nobody', 'inChargeTied'] as const)
      expect(verdict(await register('inCharge', { custodian: memberOf(custodian).sub }))).toBe('422 INVALID');
    expect(verdict(await register('inCharge', { custodian: memberOf('inCharge').sub }))).toBe(
      '409 SAME_PERSON',
    );
    const foreign = { contractorId: randomUUID(), custodian: memberOf('manager').sub };
    expect(verdict(await register('inCharge', foreign))).toBe('409 NOT_CERTIFIED');
    const twice = { designation: 'K-TWICE' };
    await register('inCharge', twice);
    expect(verdict(await register('inCharge', twice))).toBe('409 ALREADY_REGISTERED');
  });

  test('are kept by nobody who reads the grounds of its answers, nor by who stands on its list', async () => {
    const grant = (sub: string, row: { role: string; organ_id?: string; subject_id?: string }) =>
      house.register
        .insertInto('principals')
        .values({
          id: randomUUID(),
          sub,
          organ_id: null,
          contractor_id: null,
          subject_id: null,
          created_at: new Date().toISOString(),
          ...row,
          role: row.role as 'Auditor',
        })
        .execute();
    const organ_id = HERE.organId;
    for (const role of ['AssessmentOfficerInCharge', 'Auditor']) {
      const both = randomUUID();
      await grant(both, { role: 'InformationManager', organ_id });
      expect(verdict(await register('inCharge', { custodian: both }))).toBe('201');
      await grant(both, { role, organ_id });
      expect([role, verdict(await register('inCharge', { custodian: both }))]).toEqual([role, '422 INVALID']);
    }
    const itemId = await items.item();
    const { subjectId } = (await house.post('inCharge', '/recorded-rights/offices', office())).body;
    expect((await items.put(itemId, subjectId)).status).toBe(201);
    const listed = randomUUID();
    await grant(listed, { role: 'InformationManager', organ_id });
    await grant(listed, { role: 'Subject', organ_id, subject_id: subjectId });
    const named = await house.post('inCharge', `/information-items/${itemId}/custodian`, {
      custodian: listed,
    });
    expect(verdict(named)).toBe('409 SAME_PERSON');
  });

  test('are listed to the officer in charge and to who keeps them', async () => {
    const itemId = await items.item();
    const answers = await everybody((by) => house.get(by, '/information-items'));
    const seeing = Object.entries(answers).filter(([, { body }]) =>
      (body.items ?? []).some(({ id }: { id: string }) => id === itemId),
    );
    expect(seeing.map(([account]) => account).sort()).toEqual(
      ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject', 'information'].sort(),
    );
  });

  test('a list is its custodian’s to change and the officer in charge’s to read besides; to others there is none', async () => {
    const { subjectId } = await cases.clearance('ACTIVE');
    const itemId = await items.item();
    const changed = await everybody((by) => items.put(itemId, subjectId, by));
    expect(
      Object.entries(changed)
        .filter(([, { status }]) => status === 201)
        .map(([account]) => account),
    ).toEqual(['information']);
    const read = await everybody((by) => house.get(by, `/information-items/${itemId}/handlers`));
    expect(
      Object.entries(read)
        .filter(([, { status }]) => status === 200)
        .map(([account]) => account)
        .sort(),
    ).toEqual(['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject', 'information'].sort());
    expect(read.information.body.items).toMatchObject([{ subjectId, endedAt: null }]);
    const off = await everybody((by) =>
      house.post(by, `/information-items/${itemId}/handlers/removal`, { subjectId }),
    );
    expect(
      Object.entries(off)
        .filter(([, { status }]) => status === 201)
        .map(([account]) => account),
    ).toEqual(['information']);
    const others = new Set(
      Object.values({ ...off, information: off.nobody }).map((answer) => verdict(answer)),
    );
    expect(others).toEqual(new Set(['404 NOT_FOUND']));
    const events = await house.register
      .selectFrom('ledger')
      .select('event')
      .where(sql<boolean>`details->>'itemId' = ${itemId}`)
      .execute();
    expect(new Set(events.map(({ event }) => event))).toEqual(
      new Set(['ItemRegistered', 'CustodianNamed', 'HandlerListed', 'HandlerListRead', 'HandlerTakenOff']),
    );
  });

  test('nobody puts themselves on a list, nor a person who is not known where the item is kept', async () => {
    const made = await cases.clearance('ACTIVE');
    const own = await house.post('inCharge', '/information-items', {
      organId: HERE.organId,
      designation: `K-${randomUUID().slice(0, 8)}`,
      custodian: memberOf('informationSelf').sub,
    });
    expect(verdict(await items.put(own.body.id, made.subjectId, 'informationSelf'))).toBe('409 SAME_PERSON');
    const itemId = await items.item();
    expect(verdict(await items.put(itemId, randomUUID()))).toBe('422 INVALID');
    const { subjectId } = await cases.application('NOMINATED', { contractorId: null });
    expect(verdict(await items.put(await items.item(true), subjectId, 'manager'))).toBe('422 INVALID');
    expect((await items.put(itemId, subjectId)).status).toBe(201);
    const late = { firstDay: nextYear(), lastDay: today() };
    expect(verdict(await items.put(itemId, subjectId, 'information', late))).toBe('422 INVALID');
    const past = { firstDay: '2020-01-01', lastDay: dayBeside(today(), -2) };
    expect(verdict(await items.put(itemId, subjectId, 'information', past))).toBe('422 INVALID');
  });

  test('grounds are read by the organ’s officer in charge, and the reading is an entry', async () => {
    const { subjectId } = await cases.clearance('SUSPENDED');
    const itemId = await items.item();
    await items.put(itemId, subjectId);
    await items.check({ subjectId, itemId });
    const at = `/handling-grounds?organId=${HERE.organId}&itemId=${itemId}`;
    const answers = await everybody((by) => house.get(by, at));
    const told = Object.entries(answers).filter(([, { status }]) => status === 200);
    expect(told.map(([account]) => account).sort()).toEqual(
      ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'].sort(),
    );
    expect(answers.inCharge.body.items).toMatchObject([
      { subjectId, itemId, canHandle: false, ground: 'UNDER_DOUBT', sub: memberOf('information').sub },
    ]);
    const read = await house.register
      .selectFrom('ledger')
      .select('sub')
      .where('event', '=', 'HandlingGroundsRead')
      .execute();
    expect(read.length).toBeGreaterThanOrEqual(4);
  });
});

describe('rights that need no assessment here', () => {
  const sds = (more: object = {}) => ({
    organId: HERE.organId,
    person: person(),
    notifiedOn: today(),
    reasons,
    ...more,
  });

  test('an office holder on the list may handle while the office is held, without any assessment', async () => {
    const made = await house.post('inCharge', '/recorded-rights/offices', office());
    expect(verdict(made)).toBe('201');
    const { id, subjectId } = made.body;
    const itemId = await items.item();
    expect((await items.put(itemId, subjectId)).status).toBe(201);
    expect((await items.check({ subjectId, itemId })).body).toEqual({
      canHandle: true,
      validUntil: nextYear(),
    });
    expect(await items.groundOf(subjectId)).toBe('OFFICE');
    expect((await house.post('inCharge', `/recorded-rights/offices/${id}/end`, { reasons })).status).toBe(
      201,
    );
    expect((await items.check({ subjectId, itemId })).body).toEqual({ canHandle: false });
    // With the right its place on the list ended: whoever comes back is listed anew.
    expect(await items.groundOf(subjectId)).toBe('NO_LONGER_LISTED');
    expect(verdict(await house.post('inCharge', `/recorded-rights/offices/${id}/end`, { reasons }))).toBe(
      '404 NOT_FOUND',
    );
  });

  test('a result of the same head under the 2014 Act counts five years, without a pledge, until it is ended here', async () => {
    const made = await house.post('inCharge', '/recorded-rights/sds-results', sds());
    expect(verdict(made)).toBe('201');
    const { id, subjectId } = made.body;
    const right = `/handling-rights?subjectId=${subjectId}&organId=${HERE.organId}`;
    const { body } = await house.get('information', right);
    expect(body).toEqual({ canHandle: true, validUntil: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(Number(body.validUntil.slice(0, 4)) - Number(today().slice(0, 4))).toBe(5);
    await house.post('inCharge', `/recorded-rights/sds-results/${id}/end`, { reasons });
    expect((await house.get('information', right)).body.canHandle).toBe(false);
  });

  test('are recorded, ended and listed by the organ’s officer in charge alone', async () => {
    const inCharge = ['inCharge', 'inChargeTied', 'inChargeSelf', 'inChargeOnceSubject'].sort();
    const who = (answers: Record<string, Answer>, status: number) =>
      Object.entries(answers)
        .filter((one) => one[1].status === status)
        .map(([account]) => account)
        .sort();
    expect(who(await everybody((by) => house.post(by, '/recorded-rights/offices', office())), 201)).toEqual(
      inCharge,
    );
    expect(who(await everybody((by) => house.post(by, '/recorded-rights/sds-results', sds())), 201)).toEqual(
      inCharge,
    );
    const listed = await everybody((by) => house.get(by, `/recorded-rights?organId=${HERE.organId}`));
    expect(who(listed, 200)).toEqual(inCharge);
    expect(JSON.stringify(listed.inCharge.body)).not.toContain('架空');
    const { id } = (await house.post('inCharge', '/recorded-rights/offices', office())).body;
    const ends = await everybody((by) => house.post(by, `/recorded-rights/offices/${id}/end`, { reasons }));
    expect(who(ends, 201)).toHaveLength(1);
  }, 30_000);

  test('days that cannot be are refused', async () => {
    const post = (at: string, body: object) =>
      house.post('inCharge', `/recorded-rights/${at}`, body).then(verdict);
    expect(await post('offices', office({ lastDay: dayBeside(today(), -1) }))).toBe('422 INVALID');
    expect(await post('sds-results', sds({ notifiedOn: dayBeside(today(), 1) }))).toBe('422 INVALID');
    expect(await post('sds-results', sds({ notifiedOn: '2015-01-01' }))).toBe('422 INVALID');
    expect(await post('offices', office({ office: 'KING' }))).toBe('422 INVALID');
  });
});
