import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readNow } from '../../store/clock.js';
import { handlingRight } from '../../store/handling-right.js';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { HERE } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** Two records of one human being: what becomes of the one that the other has a part in. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(async () => house?.stop());

const reasons = '改姓の届出による。 / A changed name.';
const { organId } = HERE;
async function joined(one: Case, other: Case): Promise<void> {
  const body = { organId, one: one.subjectId, other: other.subjectId, reasons };
  const made = await house.post('inCharge', '/same-persons', body);
  expect(verdict(made)).toBe('201');
  const confirmed = await house.post('adjudicator', `/same-persons/${made.body.id}/confirmation`, {
    reasons,
  });
  expect(verdict(confirmed)).toBe('201');
}
const mayHandle = ({ subjectId }: Case) =>
  house.register
    .transaction()
    .execute(async (tx) => (await handlingRight(tx, { subjectId, organId }, await readNow(tx))).canHandle);

describe('of two records of one person', () => {
  test.each(['ACTIVE', 'LAPSED'] as const)(
    'a doubt notice on the one, %s, that was void gives the right by the other back, which all are told',
    async (stage) => {
      const doubted = await cases.clearance(stage);
      const other = await cases.clearance('ACTIVE');
      await joined(doubted, other);
      const states = async () =>
        (await house.get('information', '/right-end-notices')).body.items
          .filter(({ subjectRef }: { subjectRef: string }) => subjectRef === other.subjectId)
          .map(({ state }: { state: string }) => state);
      await cases.step(doubted.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
      expect([await mayHandle(other), await states()]).toEqual([false, ['TOLD']]);
      await cases.step(doubted.id, 'proposeDoubtVoid', 'officer', { reason: 'TEST' });
      await cases.step(doubted.id, 'confirmDoubtVoid', 'adjudicator', { reason: 'TEST' });
      expect([await mayHandle(other), await states()]).toEqual([true, ['RETURNED']]);
    },
  );

  test('a doubt about the one that runs out unanswered gives no right back by the other', async () => {
    const other = await cases.clearance('ACTIVE');
    const doubted = await cases.clearance('SUSPENDED');
    await joined(doubted, other);
    await cases.step(doubted.id, 'expire', 'System');
    expect(await mayHandle(other)).toBe(false);
  });

  test('a negative result about the one goes on ending the right by the other while it waits to be told again', async () => {
    const held = await cases.clearance('ACTIVE');
    const other = await cases.application('CLOSED');
    await cases.step(other.id, 'proposeNoticeVoid', 'officer', { reason: 'TEST' });
    await cases.step(other.id, 'confirmNoticeVoid', 'adjudicator', { reason: 'TEST' });
    await joined(held, other);
    expect(await mayHandle(held)).toBe(false);
  });

  test('while the one is assessed anew, what was left behind under the other is neither reinstated nor doubted', async () => {
    const left = await cases.clearance('LAPSED');
    const next = await cases.application('QUESTIONNAIRE');
    await joined(left, next);
    for (const [action, by] of [
      ['reinstate', 'adjudicator'],
      ['serveDoubtNotice', 'inCharge'],
    ] as const)
      await expect(cases.step(left.id, action, by, { reason: 'TEST', text: 'x' })).rejects.toThrow(
        'ALREADY_OPEN',
      );
  });

  test('a pledge signed under the one takes the place of what was left behind under the other, which its signer does not see', async () => {
    const left = await cases.clearance('LAPSED');
    const next = await cases.application('PLEDGE_PENDING');
    await joined(left, next);
    // As the head’s approval writes it (store/moves.ts).
    await house.register
      .updateTable('applications')
      .set({ clearance_id: left.id })
      .where('id', '=', next.id)
      .execute();
    await house.register.deleteFrom('principals').where('subject_id', '=', left.subjectId).execute();
    const signed = await house.post(
      'subject',
      `/applications/${next.id}/pledge`,
      bodyOf('signPledge', await cases.version(next.id)),
    );
    expect(verdict(signed)).toBe('201');
    const { stage } = await house.register
      .selectFrom('cases')
      .select('stage')
      .where('id', '=', left.id)
      .executeTakeFirstOrThrow();
    expect(stage).toBe('SUPERSEDED');
    expect(verdict(await house.get('subject', `/clearances/${left.id}`))).toBe('404 NOT_FOUND');
  });
});
