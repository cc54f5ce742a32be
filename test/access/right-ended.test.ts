import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, lastValidDay } from '../../domain/calendar.js';
import { chaseUnacknowledged } from '../../store/right-end-notices.js';
import { tellCalendarEnds } from '../../store/right-ended.js';
import { connect, type Db } from '../../store/db.js';
import { freshName } from '../support/names.js';
import { PERSON, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE } from './support/cast.js';
import { Items, today } from './support/handling.js';
import { type Answer, askAll, type House, openHouse, verdict } from './support/house.js';
import { sendOut } from './support/states.js';
import { listedHolder, type Told, toldOfEnds } from './support/right-ends.js';

/** Whoever keeps what a person may no longer handle is told with the step that ended the right: which day, never why. */
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
const toldTo = (account: Account, subjectId: string) => toldOfEnds(house, account, subjectId);
const listed = () => listedHolder(cases, items);

const CAUSES = {
  'a doubt notice': (id: string) =>
    cases.step(id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' }),
  'the end of need': (id: string) => cases.step(id, 'lapse', 'inCharge', { reason: 'TEST' }),
  'a negative result': (id: string) => cases.step(id, 'revokeByResult', 'System'),
  'the calendar': (id: string) => cases.step(id, 'expire', 'System'),
} as const;

describe('the end of a right', () => {
  test.each(Object.keys(CAUSES) as (keyof typeof CAUSES)[])(
    'by %s is told to all whose business it is',
    async (cause) => {
      const { made, own, provided } = await listed();
      await CAUSES[cause](made.id);
      const organ = await toldTo('information', made.subjectId);
      expect(organ.map(({ recipient, itemId }) => `${recipient} ${itemId}`).sort()).toEqual(
        [`CUSTODIAN ${own}`, 'INFORMATION_MANAGER null'].sort(),
      );
      const contractor = await toldTo('manager', made.subjectId);
      expect(contractor.map(({ recipient, itemId }) => `${recipient} ${itemId}`).sort()).toEqual(
        ['CONTRACTOR null', `CUSTODIAN ${provided}`].sort(),
      );
      for (const itemId of [own, provided]) {
        const { body } = await house.get('inCharge', `/information-items/${itemId}/handlers`);
        expect(body.items).toEqual([expect.objectContaining({ endedAt: expect.any(String) })]);
      }
    },
  );

  test('reads the same in every byte, whatever its cause', async () => {
    const bytes = new Set<string>();
    for (const cause of Object.values(CAUSES)) {
      const { made } = await listed();
      await cause(made.id);
      for (const account of ['manager', 'information'] as const)
        for (const told of await toldTo(account, made.subjectId)) {
          const { id, subjectRef, itemId, toldAt, ...rest } = told as Told & { toldAt: string };
          expect([id, subjectRef, toldAt].every(Boolean)).toBe(true);
          bytes.add(
            JSON.stringify({ ...rest, recipient: '', item: itemId === null })
              .replace(',"item":true', '')
              .replace(',"item":false', ''),
          );
        }
    }
    expect(bytes.size).toBe(1);
  });

  test('tells nobody where something else still gives the right, and a successor hands it on', async () => {
    const { made } = await listed();
    const of = { organ_id: HERE.organId, subject_id: made.subjectId };
    await house.register
      .insertInto('office_records')
      .values({
        ...of,
        id: randomUUID(),
        office: 'MINISTER',
        first_day: today(),
        last_day: null,
        recorded_at: new Date().toISOString(),
        recorded_by: 'x',
        ended_at: null,
        ended_by: null,
      })
      .execute();
    await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
    expect(await toldTo('information', made.subjectId)).toEqual([]);
    const superseded = await cases.clearance('ACTIVE');
    await cases.step(superseded.id, 'supersede', 'System');
    expect(await toldTo('information', superseded.subjectId)).toEqual([]);
  });

  test('comes with no way back: reinstated, the person has to be listed anew', async () => {
    const { made, own } = await listed();
    await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
    await cases.step(made.id, 'reinstate', 'adjudicator', { reason: 'TEST' });
    await cases.step(made.id, 'renewPledge', 'subject');
    expect((await items.check({ subjectId: made.subjectId, itemId: own })).body).toEqual({
      canHandle: false,
    });
    expect(await items.groundOf(made.subjectId)).toBe('NO_LONGER_LISTED');
    expect((await items.put(own, made.subjectId)).status).toBe(201);
    expect((await items.check({ subjectId: made.subjectId, itemId: own })).body.canHandle).toBe(true);
    expect(await toldTo('manager', made.subjectId)).toHaveLength(2);
  });

  test('of an office is told when it is ended, and by the night when its last day is over; each once', async () => {
    const record = async (lastDay?: string) => {
      const body = {
        organId: HERE.organId,
        person: { ...PERSON, name: freshName() },
        office: 'MINISTER',
        firstDay: '2026-01-01',
        ...(lastDay === undefined ? {} : { lastDay }),
        reasons,
      };
      return (await house.post('inCharge', '/recorded-rights/offices', body)).body;
    };
    const ended = await record();
    await house.post('inCharge', `/recorded-rights/offices/${ended.id}/end`, { reasons });
    expect(await toldTo('information', ended.subjectId)).toMatchObject([{ endedOn: today() }]);
    const over = await record(dayBeside(today(), -1));
    const night = new Date().toISOString();
    await tellCalendarEnds(worker, night);
    await tellCalendarEnds(worker, night);
    expect(await toldTo('information', over.subjectId)).toMatchObject([{ endedOn: dayBeside(today(), -1) }]);
  });

  test('that ran out is told, though a negative result was received before that and recorded after it', async () => {
    const made = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
    const day = dayBeside(today(), -1);
    await house.register
      .updateTable('applications')
      .set({ decided_at: `${dayBeside(day, -1)}T03:00:00.000Z` })
      .where('id', '=', made.id)
      .execute();
    await house.register
      .insertInto('sds_results')
      .values({
        id: randomUUID(),
        organ_id: HERE.organId,
        subject_id: made.subjectId,
        notified_on: dayBeside(day, -700),
        last_valid_day: day,
        recorded_at: new Date().toISOString(),
        recorded_by: 'x',
        ended_at: null,
        ended_by: null,
      })
      .execute();
    const service = { channel: 'CERTIFIED_POST', number: '123-45-67890-1', receivedOn: day } as const;
    await sendOut(cases, made, 'CERTIFIED_POST');
    await cases.step(made.id, 'notifyResult', 'officer', { reason: 'TEST', service });
    await tellCalendarEnds(worker, new Date().toISOString());
    expect(await toldTo('information', made.subjectId)).toMatchObject([{ endedOn: day }]);
  });
});

describe('the notice', () => {
  test('is read and acknowledged by those it is for, and by nobody else', async () => {
    const { made } = await listed();
    await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
    const of = ({ body }: Answer) =>
      ((body.items ?? []) as Told[]).filter(({ subjectRef }) => subjectRef === made.subjectId).length;
    const read = await askAll(ACCOUNTS, (by) => house.get(by, '/right-end-notices'));
    const counts = Object.fromEntries(Object.entries(read).map(([account, answer]) => [account, of(answer)]));
    const those = (n: number) => Object.keys(counts).filter((account) => counts[account] === n);
    expect(those(4).sort()).toEqual(
      ['inCharge', 'inChargeOnceSubject', 'inChargeTied']
        .concat(counts.inChargeSelf === 4 ? ['inChargeSelf'] : [])
        .sort(),
    );
    expect(those(2).sort()).toEqual(['information', 'manager']);
    const [custodians] = (await toldTo('information', made.subjectId)).filter(
      ({ recipient }) => recipient === 'CUSTODIAN',
    );
    const path = `/right-end-notices/${custodians?.id}/acknowledgement`;
    const done = await askAll(ACCOUNTS, (by) => house.post(by, path));
    expect(Object.keys(done).filter((account) => done[account as Account].status === 201)).toEqual([
      'information',
    ]);
    expect(verdict(await house.post('information', path))).toBe('404 NOT_FOUND');
    expect((await toldTo('inCharge', made.subjectId)).map(({ state }) => state).sort()).toEqual([
      'ACKNOWLEDGED',
      'TOLD',
      'TOLD',
      'TOLD',
    ]);
  });

  test('is chased once, and then stands as overdue before the officer in charge until it is acknowledged', async () => {
    const { made } = await listed();
    await cases.step(made.id, 'lapse', 'inCharge', { reason: 'TEST' });
    const later = `${lastValidDay(new Date().toISOString(), 'P30D')}T00:00:00.000Z`;
    expect(await chaseUnacknowledged(worker, new Date().toISOString())).toBe(0);
    expect(await chaseUnacknowledged(worker, later)).toBeGreaterThanOrEqual(4);
    expect(await chaseUnacknowledged(worker, later)).toBe(0);
    await house.register
      .updateTable('right_ended_notices')
      .set({ overdue_at: new Date(Date.now() - 1_000).toISOString() })
      .where('subject_id', '=', made.subjectId)
      .execute();
    expect(new Set((await toldTo('inCharge', made.subjectId)).map(({ state }) => state))).toEqual(
      new Set(['OVERDUE']),
    );
  });
});
