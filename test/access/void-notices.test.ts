import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { readNow } from '../../store/clock.js';
import { handlingRight } from '../../store/handling-right.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, HERE, memberOf } from './support/cast.js';
import { grieving } from './support/grieved.js';
import { type House, openHouse, verdict } from './support/house.js';

/** A result that was told to the wrong person, or told wrongly: void by two people, kept as it was, and told again. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(async () => house?.stop());

const pathOf = ({ kind, id }: Case) => `/${kind}s/${id}`;
const take = async (by: Account, of: Case, routeId: string, step: string, more = {}) =>
  house.post(by, `${pathOf(of)}/${step}`, { ...bodyOf(routeId, await cases.version(of.id)), ...more });
const propose = (by: Account, of: Case, more = {}) =>
  take(by, of, 'proposeNoticeVoid', 'result-notice-mistake', more);
const confirm = (by: Account, of: Case) =>
  take(by, of, 'confirmNoticeVoid', 'result-notice-mistake-confirmation');
const notify = (of: Case, more = {}) => take('officer', of, 'notifyResult', 'result-notice', more);
const pledge = (of: Case) => take('subject', of, 'signPledge', 'pledge');
const voided = async (of: Case) => {
  expect(verdict(await propose('officer', of))).toBe('201');
  expect(verdict(await confirm('adjudicator', of))).toBe('201');
};
const mayHandle = async ({ subjectId }: Case) =>
  (
    await house.register
      .transaction()
      .execute(async (tx) => handlingRight(tx, { subjectId, organId: HERE.organId }, await readNow(tx)))
  ).canHandle;
const row = (of: Case) =>
  house.register.selectFrom('applications').selectAll().where('id', '=', of.id).executeTakeFirstOrThrow();
const clearances = (of: Case) =>
  house.register
    .selectFrom('clearances as cl')
    .innerJoin('cases as c', 'c.id', 'cl.id')
    .select(['cl.id', 'c.stage', 'cl.notified_at', 'cl.expires_at'])
    .where('cl.application_id', '=', of.id)
    .orderBy('cl.notified_at')
    .execute();

describe('a notice that was void', () => {
  test('takes nothing back of what a negative result ended, but where the case was about somebody else', async () => {
    const made = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
    await house.register
      .insertInto('sds_results')
      .values({
        id: randomUUID(),
        organ_id: HERE.organId,
        subject_id: made.subjectId,
        notified_on: dayBeside(dayOf(new Date().toISOString()), -1),
        last_valid_day: dayBeside(dayOf(new Date().toISOString()), 700),
        recorded_at: new Date().toISOString(),
        recorded_by: 'x',
        ended_at: null,
        ended_by: null,
      })
      .execute();
    expect(await mayHandle(made)).toBe(true);
    await cases.step(made.id, 'notifyResult', 'officer');
    await voided(made);
    expect(await mayHandle(made)).toBe(false);
    await cases.step(made.id, 'proposeMistake', 'officer', { reason: 'TEST' });
    await cases.step(made.id, 'confirmMistake', 'adjudicator', { reason: 'TEST' });
    expect(await mayHandle(made)).toBe(true);
    const { body } = await house.get('information', '/right-end-notices');
    const told = body.items.filter(({ subjectRef }: { subjectRef: string }) => subjectRef === made.subjectId);
    expect(told.map(({ state }: { state: string }) => state)).toEqual(['RETURNED']);
  });

  test('is not void any more once somebody has said where its holder went: a new clearance would not know it', async () => {
    for (const [action, by] of [
      ['depart', 'manager'],
      ['second', 'inCharge'],
    ] as const) {
      const made = await cases.application('CLEARED');
      const [begun] = await clearances(made);
      await cases.step(begun?.id ?? '', action, by, { reason: 'TEST', movedOn: '2026-01-01' });
      expect(verdict(await propose('officer', made))).toBe('409 RELIED_ON');
    }
  });

  test('is void by two people: nothing changes for one, and nobody confirms what they said themselves', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    expect(verdict(await confirm('adjudicator', made))).toBe('409 WRONG_STAGE');
    expect(verdict(await propose('inCharge', made))).toBe('201');
    expect(await cases.stage(made.id)).toBe('PLEDGE_PENDING');
    expect(verdict(await propose('adjudicator', made))).toBe('409 WRONG_STAGE');
    expect(verdict(await confirm('inCharge', made))).toBe('409 SAME_PERSON');
    const dropped = await take('adjudicator', made, 'dropNoticeVoid', 'result-notice-mistake-rejection');
    expect(verdict(dropped)).toBe('201');
    expect(verdict(await confirm('adjudicator', made))).toBe('409 WRONG_STAGE');
    await voided(made);
    expect(await cases.stage(made.id)).toBe('DECIDED');
  });

  test('stays on record as it was, and is changed by nobody, not even by whoever asks the database', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    const { notified_at: first } = await row(made);
    await voided(made);
    expect((await row(made)).notified_at).toBeNull();
    const kept = await house.register
      .selectFrom('earlier_results as e')
      .innerJoin('void_notices as v', 'v.earlier_result_id', 'e.id')
      .select(['e.notified_at', 'e.decision'])
      .where('e.application_id', '=', made.id)
      .execute();
    expect(kept).toEqual([{ notified_at: first, decision: 'FOUND' }]);
    expect(verdict(await notify(made))).toBe('201');
    const again = await row(made);
    expect(again.notified_at?.getTime()).toBeGreaterThan(first?.getTime() ?? Number.POSITIVE_INFINITY);
    // The constraint stands: what is notified is not moved by anybody, and goes only once it is kept.
    for (const to of [new Date(), null])
      await expect(
        house.register
          .updateTable('applications')
          .set({ notified_at: to?.toISOString() ?? null })
          .where('id', '=', made.id)
          .execute(),
      ).rejects.toThrow('immutable');
  });

  test('gives no right: a clearance that began by it ends at once, and another begins with the notice that stands', async () => {
    const made = await cases.application('CLEARED');
    expect(await mayHandle(made)).toBe(true);
    const [begun] = await clearances(made);
    await voided(made);
    expect(await mayHandle(made)).toBe(false);
    expect((await clearances(made)).map(({ stage }) => stage)).toEqual(['VOIDED']);
    expect(verdict(await pledge(made))).toBe('409 WRONG_STAGE');
    await notify(made);
    expect(await mayHandle(made)).toBe(false);
    expect(verdict(await pledge(made))).toBe('201');
    expect(await mayHandle(made)).toBe(true);
    const [, second] = await clearances(made);
    const { notified_at: standing } = await row(made);
    expect(second).toMatchObject({ stage: 'ACTIVE', notified_at: standing });
    expect(second?.id).not.toBe(begun?.id);
    expect(second?.expires_at.getTime()).toBeGreaterThanOrEqual(begun?.expires_at.getTime() ?? 0);
    // Said again of the second: a third, and nothing in its way.
    await voided(made);
    await notify(made);
    await pledge(made);
    expect((await clearances(made)).map(({ stage }) => stage)).toEqual(['VOIDED', 'VOIDED', 'ACTIVE']);
  });

  test('is told to everybody who was told of it, in the same words, and of the end no cause', async () => {
    const made = await cases.application('CLEARED');
    const told = async (by: Account) => (await house.get(by, pathOf(made))).body;
    const { notifiedOn } = await told('manager');
    expect((await told('manager')).voidNotices).toBeUndefined();
    await voided(made);
    const words = new Set<string>();
    for (const account of ['subject', 'manager', 'information', 'officer', 'inCharge'] as const) {
      const { voidNotices } = await told(account);
      expect(voidNotices).toHaveLength(1);
      expect(voidNotices[0].notifiedOn).toBe(notifiedOn);
      words.add(JSON.stringify(voidNotices));
    }
    expect(words.size).toBe(1);
    // As before any notice: no outcome, in no list of theirs.
    expect(await told('manager')).toMatchObject({ outcome: null, notifiedOn: null });
    expect(await told('subject')).not.toHaveProperty('outcome');
    const { items: assessed } = (await house.get('manager', '/assessed-persons')).body;
    expect(JSON.stringify(assessed)).not.toContain(made.subjectId);
    const { items: ends } = (await house.get('manager', '/right-end-notices')).body;
    const end = ends.find(({ subjectRef }: { subjectRef: string }) => subjectRef === made.subjectId);
    expect(end).toMatchObject({ recipient: 'CONTRACTOR' });
    const { entries } = (await house.get('subject', `${pathOf(made)}/timeline`)).body;
    const events = entries.map(({ event }: { event: string }) => event);
    expect(events).toContain('ResultNoticeVoided');
    expect(events).not.toContain('NoticeVoidProposed');
    await notify(made);
    const after = await told('manager');
    expect(after).toMatchObject({ outcome: 'FOUND', voidNotices: [{ notifiedOn }] });
  });

  test('of a negative result keeps the reasons from the person until they are notified again', async () => {
    const made = await cases.application('CLOSED');
    const own = async () => (await house.get('subject', pathOf(made))).body;
    expect(await own()).toMatchObject({ outcome: 'NOT_FOUND' });
    await voided(made);
    expect(await own()).not.toHaveProperty('outcome');
    expect(await own()).not.toHaveProperty('reasons');
    const forms = async () =>
      (await house.get('subject', `${pathOf(made)}/documents`)).body.items.map(
        ({ form }: { form: string }) => form,
      );
    expect(await forms()).not.toEqual(expect.arrayContaining(['result-notice']));
    await notify(made);
    expect(await own()).toMatchObject({ outcome: 'NOT_FOUND' });
    expect((await forms()).filter((form: string) => form === 'result-notice')).toHaveLength(1);
  });

  test('opens nothing to a sign-in that was handed to somebody else; the right person gets their own', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    await voided(made);
    expect(verdict(await notify(made, { subjectAccount: memberOf('stranger').sub }))).toBe('201');
    expect((await house.get('stranger', pathOf(made))).status).toBe(200);
    await propose('officer', made, { signIn: 'ELSEWHERE' });
    expect(verdict(await confirm('inCharge', made))).toBe('201');
    expect(verdict(await house.get('stranger', pathOf(made)))).toBe('404 NOT_FOUND');
    const own = { subjectAccount: memberOf('officer').sub };
    expect(verdict(await notify(made, own))).toBe('422 INVALID');
    expect(verdict(await notify(made, { subjectAccount: memberOf('subject').sub }))).toBe('201');
    expect((await house.get('subject', pathOf(made))).body).toMatchObject({ outcome: 'FOUND' });
    // Where no notice was void nobody is handed a second sign-in.
    const plain = await cases.application('DECIDED');
    const second = await notify(plain, { subjectAccount: memberOf('stranger').sub });
    expect(verdict(second)).toBe('422 INVALID');
  });

  test('and one handed over with it loses a case that ends as a mistake, whoever had said nothing of it before', async () => {
    const made = await cases.application('PLEDGE_PENDING');
    await voided(made);
    expect(verdict(await notify(made, { subjectAccount: memberOf('stranger').sub }))).toBe('201');
    await voided(made);
    expect((await house.get('stranger', pathOf(made))).status).toBe(200);
    await cases.step(made.id, 'proposeMistake', 'officer', { reason: 'TEST', signInElsewhere: true });
    expect(verdict(await take('adjudicator', made, 'confirmMistake', 'mistake-confirmation'))).toBe('201');
    expect(verdict(await house.get('stranger', pathOf(made)))).toBe('404 NOT_FOUND');
  });

  test('cannot be void any more once a doubt, a report, an end or a later case rests on it', async () => {
    const reported = await cases.application('CLEARED');
    const [held] = await clearances(reported);
    await cases.step(held?.id ?? '', 'reportChange', 'subject');
    expect(verdict(await propose('officer', reported))).toBe('409 RELIED_ON');
    const doubted = await cases.application('CLEARED');
    const [other] = await clearances(doubted);
    await cases.step(other?.id ?? '', 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
    expect(verdict(await propose('officer', doubted))).toBe('409 RELIED_ON');
    // Between the two people as well.
    const ended = await cases.application('CLEARED');
    const [third] = await clearances(ended);
    await propose('officer', ended);
    await cases.step(third?.id ?? '', 'expire', 'System');
    expect(verdict(await confirm('adjudicator', ended))).toBe('409 RELIED_ON');
    expect(await cases.stage(ended.id)).toBe('CLEARED');
  });

  test('says nothing of the next: what was proposed of one is confirmed of no other', async () => {
    const made = await cases.application('CLOSED');
    await propose('officer', made);
    const of = grieving(house, cases);
    expect((await of.answer(await of.file(made, 'RESULT'), { outcome: 'UPHELD' })).status).toBe(201);
    expect(await cases.stage(made.id)).toBe('ADJUDICATION');
    expect(verdict(await confirm('adjudicator', made))).toBe('409 WRONG_STAGE');
  });

  test('lets a grievance count from the notice that stands', async () => {
    const made = await cases.application('CLOSED');
    await house.register
      .updateTable('clock')
      .set({ offset_ms: String(120 * 86_400_000) as never })
      .execute();
    await voided(made);
    await notify(made);
    const body = bodyOf('fileGrievance', 0);
    expect(verdict(await house.post('subject', `${pathOf(made)}/grievances`, body))).toBe('201');
    const [filed] = await house.register
      .selectFrom('grievances')
      .select('late')
      .where('application_id', '=', made.id)
      .execute();
    expect(filed).toEqual({ late: false });
  });
});
