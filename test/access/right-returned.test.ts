import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { chaseUnacknowledged } from '../../store/right-end-notices.js';
import { tellReturn } from '../../store/right-ended.js';
import { connect, type Db } from '../../store/db.js';
import { Cases } from './support/cases.js';
import { type Account, HERE } from './support/cast.js';
import { Items, today } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { listedHolder, type Told, toldOfEnds } from './support/right-ends.js';

/** Whoever was told that a right had ended is told that it is on again, by whatever brought it back. */
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

const toldTo = (account: Account, subjectId: string) => toldOfEnds(house, account, subjectId);
const listed = () => listedHolder(cases, items);

describe('a right that is back', () => {
  const WAYS_BACK = {
    'a doubt notice that was void': async (id: string) => {
      await cases.step(id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
      return async () => {
        await cases.step(id, 'proposeDoubtVoid', 'officer', { reason: 'TEST' });
        await cases.step(id, 'confirmDoubtVoid', 'adjudicator', { reason: 'TEST' });
      };
    },
    'a need that returned, with a new pledge': async (id: string) => {
      await cases.step(id, 'lapse', 'inCharge', { reason: 'TEST' });
      return async () => {
        await cases.step(id, 'reinstate', 'adjudicator', { reason: 'TEST' });
        const of = async (account: Account) => (await toldTo(account, await subjectOf(id))).map(stateOf);
        // Not before the pledge.
        expect(await of('manager')).not.toContain('RETURNED');
        await cases.step(id, 'renewPledge', 'subject');
      };
    },
  } as const;
  const subjectOf = async (id: string) =>
    (
      await house.register
        .selectFrom('cases')
        .select('subject_id')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
    ).subject_id;
  const stateOf = ({ state }: Told) => state;

  test.each(Object.keys(WAYS_BACK) as (keyof typeof WAYS_BACK)[])(
    'by %s is told to all who were told of its end, answered or not, and nobody is chased',
    async (way) => {
      const { made } = await listed();
      const back = await WAYS_BACK[way](made.id);
      const [first] = await toldTo('manager', made.subjectId);
      const acknowledge = (one: Told | undefined) =>
        house.post('manager', `/right-end-notices/${one?.id}/acknowledgement`, {});
      expect(verdict(await acknowledge(first))).toBe('201');
      await back();
      const texts = new Set<string>();
      for (const account of ['manager', 'information'] as const) {
        const told = await toldTo(account, made.subjectId);
        expect(told).toHaveLength(2);
        expect(told.map(stateOf)).toEqual(['RETURNED', 'RETURNED']);
        for (const one of told) texts.add(JSON.stringify((one as Told & { text: unknown }).text));
      }
      expect(texts.size).toBe(1);
      const { body } = await house.get('manager', '/right-end-notices?open=true');
      expect(body.items.filter((one: Told) => one.subjectRef === made.subjectId)).toHaveLength(2);
      const later = new Date(Date.now() + 40 * 86_400_000).toISOString();
      await chaseUnacknowledged(worker, later);
      const chased = await house.register
        .selectFrom('right_ended_notices')
        .select('reminded_at')
        .where('subject_id', '=', made.subjectId)
        .execute();
      expect(chased.every(({ reminded_at }) => reminded_at === null)).toBe(true);
      // Seen once, and it is over; ended again, it is told again.
      expect(verdict(await acknowledge(first))).toBe('201');
      expect(verdict(await acknowledge(first))).toBe('404 NOT_FOUND');
      await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
      const again = await toldTo('manager', made.subjectId);
      expect(again.map(stateOf).sort()).toEqual(['ACKNOWLEDGED', 'ACKNOWLEDGED', 'TOLD']);
    },
  );

  test('is not told to an employer the person has left', async () => {
    const { made } = await listed();
    await cases.step(made.id, 'expire', 'System');
    await house.register
      .updateTable('cases')
      .set({ contractor_id: null })
      .where('subject_id', '=', made.subjectId)
      .where('kind', '=', 'application')
      .execute();
    await house.register
      .insertInto('office_records')
      .values({
        id: randomUUID(),
        organ_id: HERE.organId,
        subject_id: made.subjectId,
        office: 'MINISTER',
        first_day: today(),
        last_day: null,
        recorded_at: new Date().toISOString(),
        recorded_by: 'x',
        ended_at: null,
        ended_by: null,
      })
      .execute();
    const of = { organId: HERE.organId, subjectId: made.subjectId };
    await house.register.transaction().execute(async (tx) => tellReturn(tx, of, new Date().toISOString()));
    expect((await toldTo('manager', made.subjectId)).map(stateOf)).toEqual(['TOLD', 'TOLD']);
    expect((await toldTo('information', made.subjectId)).map(stateOf)).toEqual(['RETURNED', 'RETURNED']);
  });
});
