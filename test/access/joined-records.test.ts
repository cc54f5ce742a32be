import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside } from '../../domain/calendar.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ELSEWHERE, HERE } from './support/cast.js';
import { Items, today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';

/** What one record of a person does to another of theirs: one human being has one result at an organ. */
let house: House;
let cases: Cases;
let items: Items;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  items = new Items(house);
}, 60_000);
afterAll(async () => house?.stop());

const reasons = '改姓の届出による。 / A changed name.';
const { organId } = HERE;
async function joined(one: Case, other: Case): Promise<void> {
  const of = { organId, one: one.subjectId, other: other.subjectId, reasons };
  const { body } = await house.post('inCharge', '/same-persons', of);
  const settled = await house.post('adjudicator', `/same-persons/${body.id}/confirmation`, { reasons });
  expect(verdict(settled)).toBe('201');
}
const renewalOf = async (id: string) =>
  (
    await house.register
      .selectFrom('clearances')
      .select('renewal_application_id as renewal')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).renewal;
const openings = (id: string) =>
  house.register
    .selectFrom('deadlines')
    .select('kind')
    .where('case_id', '=', id)
    .where('kind', '=', 'RENEWAL_OPENING')
    .where('closed_at', 'is', null)
    .where('due_at', '<=', new Date())
    .execute();

describe('a doubt about the one', () => {
  test('takes the place of renewals under every record, and voided, lets each of them be opened anew', async () => {
    const doubted = await cases.clearance('ACTIVE');
    await cases.step(doubted.id, 'openRenewal', 'System');
    const other = await cases.clearance('ACTIVE');
    await cases.step(other.id, 'openRenewal', 'System');
    const renewals = [(await renewalOf(doubted.id)) ?? '', (await renewalOf(other.id)) ?? ''];
    const stranger = await cases.renewal();
    await joined(doubted, other);
    await cases.step(doubted.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
    const ends = await house.register
      .selectFrom('applications')
      .select('not_conducted_reason as why')
      .where('id', 'in', renewals)
      .execute();
    expect(ends).toEqual([{ why: 'ABSORBED' }, { why: 'ABSORBED' }]);
    expect(await cases.stage(stranger.id)).toBe('NOMINATED');
    await cases.step(doubted.id, 'proposeDoubtVoid', 'officer', { reason: 'TEST' });
    await cases.step(doubted.id, 'confirmDoubtVoid', 'adjudicator', { reason: 'TEST' });
    for (const { id } of [doubted, other]) {
      expect(await renewalOf(id)).toBeNull();
      expect(await openings(id)).toHaveLength(1);
      await cases.step(id, 'openRenewal', 'System');
    }
  });
});

describe('what was left behind under two names', () => {
  const next = { organId, contractorId: ELSEWHERE.contractorId };
  async function left(): Promise<[Case, Case]> {
    const [one, other] = [await cases.clearance('ACTIVE'), await cases.clearance('ACTIVE')];
    for (const { id } of [one, other])
      await cases.step(id, 'depart', 'manager', { movedOn: dayBeside(today(), -1) });
    await joined(one, other);
    return [one, other];
  }
  const stages = async (all: readonly Case[]) => Promise.all(all.map(({ id }) => cases.stage(id)));

  test('is all replaced by the result for the next employer, pledged or not', async () => {
    const [one, other] = await left();
    await cases.clearance('ACTIVE', { ...next, subjectId: other.subjectId });
    expect(await stages([one, other])).toEqual(['SUPERSEDED', 'SUPERSEDED']);
    const [third, fourth] = await left();
    const unpledged = await cases.application('PLEDGE_OVERDUE', { ...next, subjectId: third.subjectId });
    await cases.step(unpledged.id, 'lapseUnpledged', 'inCharge', { reason: 'TEST' });
    expect(await stages([third, fourth])).toEqual(['SUPERSEDED', 'SUPERSEDED']);
  });

  test('is all revoked by a negative one; withdrawn from, it stays as it was', async () => {
    for (const [stage, then] of [
      ['CLOSED', 'REVOKED'],
      ['NOT_CONDUCTED', 'LAPSED'],
    ] as const) {
      const [one, other] = await left();
      await cases.application(stage, { ...next, subjectId: other.subjectId });
      expect(await stages([one, other])).toEqual([then, then]);
    }
  });
});

describe('the end of a recorded right', () => {
  const sds = async (subjectId: string, lastDay: string) => {
    const id = randomUUID();
    const recorded = {
      recorded_at: new Date().toISOString(),
      recorded_by: 'x',
      ended_at: null,
      ended_by: null,
    };
    const days = { notified_on: dayBeside(today(), -9), last_valid_day: lastDay };
    const row = { id, organ_id: organId, subject_id: subjectId, ...days, ...recorded };
    await house.register.insertInto('sds_results').values(row).execute();
    return id;
  };
  const told = async (by: Account, { subjectId }: Case) =>
    (await house.get(by, '/right-end-notices')).body.items.filter(
      ({ subjectRef }: { subjectRef: string }) => subjectRef === subjectId,
    );

  test('is told of each record by which the person is listed, to whoever lists them', async () => {
    const [one, other] = [await cases.application('NOMINATED'), await cases.application('NOMINATED')];
    const id = await sds(one.subjectId, dayBeside(today(), 300));
    await joined(one, other);
    const item = await items.item();
    await items.put(item, other.subjectId);
    const check = () => items.check({ subjectId: other.subjectId, itemId: item });
    expect((await check()).body.canHandle).toBe(true);
    const ended = await house.post('inCharge', `/recorded-rights/sds-results/${id}/end`, { reasons });
    expect(verdict(ended)).toBe('201');
    expect((await check()).body.canHandle).toBe(false);
    const list = (await house.get('information', `/information-items/${item}/handlers`)).body.items;
    expect(list.map(({ endedAt }: { endedAt: string | null }) => endedAt !== null)).toEqual([true]);
    expect((await told('information', one)).length).toBeGreaterThan(0);
    expect((await told('information', other)).length).toBeGreaterThan(0);
  });
});
