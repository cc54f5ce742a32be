import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayOf } from '../../domain/calendar.js';
import { policyOn } from '../../domain/policy.js';
import { readNow } from '../../store/clock.js';
import { handlingRight } from '../../store/handling-right.js';
import { connect } from '../../store/db.js';
import { earlierInvestigation } from '../../store/earlier.js';
import { factsOfNew } from '../../store/new-case-facts.js';
import { samePersonsOf } from '../../store/same-persons.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from './support/cast.js';
import { Items } from './support/handling.js';
import { askAll, type House, openHouse, verdict } from './support/house.js';

/** Two records of one human being: joined and parted by two people, merged by nobody. */
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
const propose = (by: Account, one: Case, other: Case) =>
  house.post(by, '/same-persons', { organId, one: one.subjectId, other: other.subjectId, reasons });
const settle = (by: Account, id: string, how: 'confirmation' | 'rejection' | 'parting') =>
  house.post(by, `/same-persons/${id}/${how}`, { reasons });
async function joined(one: Case, other: Case): Promise<string> {
  const made = await propose('inCharge', one, other);
  expect(verdict(made)).toBe('201');
  expect(verdict(await settle('adjudicator', made.body.id, 'confirmation'))).toBe('201');
  return made.body.id;
}
async function parted(id: string): Promise<void> {
  const made = await settle('adjudicator', id, 'parting');
  expect(verdict(made)).toBe('201');
  expect(verdict(await settle('inCharge', made.body.id, 'confirmation'))).toBe('201');
}
const inRegister = <T>(what: (tx: Parameters<typeof samePersonsOf>[0], now: string) => Promise<T>) =>
  house.register.transaction().execute(async (tx) => what(tx, await readNow(tx)));
const mayHandle = ({ subjectId }: Case) =>
  inRegister(async (tx, now) => (await handlingRight(tx, { subjectId, organId }, now)).canHandle);

describe('two records of one person', () => {
  test('are one by two people: nothing changes for one, nobody confirms what they said, and nothing is said twice', async () => {
    const [one, other] = [await cases.application('NOMINATED'), await cases.application('NOMINATED')];
    const made = await propose('inCharge', one, other);
    expect(verdict(made)).toBe('201');
    const persons = () => inRegister((tx) => samePersonsOf(tx, one.subjectId));
    expect(await persons()).toEqual([one.subjectId]);
    expect(verdict(await propose('adjudicator', other, one))).toBe('409 WRONG_STAGE');
    expect(verdict(await settle('inCharge', made.body.id, 'confirmation'))).toBe('409 SAME_PERSON');
    expect(verdict(await settle('inCharge', made.body.id, 'rejection'))).toBe('201');
    expect(verdict(await settle('adjudicator', made.body.id, 'confirmation'))).toBe('409 WRONG_STAGE');
    const id = await joined(one, other);
    expect((await persons()).sort()).toEqual([one.subjectId, other.subjectId].sort());
    await parted(id);
    expect(await persons()).toEqual([one.subjectId]);
    expect(verdict(await settle('adjudicator', id, 'parting'))).toBe('409 WRONG_STAGE');
    // And may be said again, on better grounds.
    expect(verdict(await propose('inCharge', one, other))).toBe('201');
    for (const { subjectId } of [one, other])
      expect(
        await house.register.selectFrom('cases').select('id').where('subject_id', '=', subjectId).execute(),
      ).toHaveLength(1);
  });

  test('are known of by the organ’s officers in charge and adjudicators alone, and not by who is one of them or tied', async () => {
    const [one, other] = [await cases.application('NOMINATED'), await cases.application('NOMINATED')];
    const made = await propose('inCharge', one, other);
    const listed = await askAll(ACCOUNTS, (by) => house.get(by, `/same-persons?organId=${organId}`));
    const see = Object.keys(listed).filter((account) =>
      JSON.stringify(listed[account as Account].body.items ?? []).includes(made.body.id),
    );
    expect(see).toEqual(expect.arrayContaining(['inCharge', 'adjudicator']));
    for (const account of see)
      expect(
        memberOf(account as Account).grants.some(
          ({ role, organId: at }) =>
            (role === 'AssessmentOfficerInCharge' || role === 'Adjudicator') && at === organId,
        ),
      ).toBe(true);
    for (const account of [
      'officer',
      'manager',
      'information',
      'subject',
      'investigator',
      'auditor',
    ] as const) {
      expect(see).not.toContain(account);
      expect((await settle(account, made.body.id, 'confirmation')).status).toBeGreaterThanOrEqual(403);
    }
    await cases.step(other.id, 'declareConflict', 'adjudicator', {
      caseOfficer: memberOf('adjudicator').sub,
    });
    expect(verdict(await settle('adjudicator', made.body.id, 'confirmation'))).toBe('404 NOT_FOUND');
    // Of somebody the organ holds nothing about it is told nothing, whether or not they are there.
    const stranger = {
      kind: 'application',
      id: other.id,
      subjectId: '00000000-0000-4000-8000-0000000000ff',
    } as const;
    expect(verdict(await propose('inCharge', one, stranger))).toBe('404 NOT_FOUND');
  });

  test('bar a second nomination and a second clearance, as one record would', async () => {
    const held = await cases.clearance('ACTIVE');
    const other = await cases.application('NOMINATED');
    await joined(held, other);
    const approve = await house.post('adjudicator', `/applications/${other.id}/approval`, {
      seen: await cases.version(other.id),
      caseOfficer: memberOf('officer').sub,
    });
    expect(verdict(approve)).toBe('409 ALREADY_CLEARED');
    const facts = (of: Case) =>
      inRegister((tx, now) =>
        factsOfNew(
          tx,
          {
            kind: 'application',
            ground: 'NEW_HANDLER',
            policy: policyOn(dayOf(now)),
            organId,
            subjectId: of.subjectId,
            contractorId: null,
          },
          now,
        ),
      );
    // Listed by employers who know nothing of each other, they stand open both: the head is told.
    const twice = await cases.application('NOMINATED');
    await joined(await cases.application('QUESTIONNAIRE'), twice);
    const refused = await house.post('adjudicator', `/applications/${twice.id}/approval`, {
      seen: await cases.version(twice.id),
      caseOfficer: memberOf('officer').sub,
    });
    expect(verdict(refused)).toBe('409 ALREADY_OPEN');
    expect(await facts(other)).toMatchObject({ alreadyCleared: true });
    expect(await facts(held)).toMatchObject({ otherOpenCase: true });
  });

  test('are one investigation: what was found under the one name may serve the other, after notice and consent', async () => {
    const before = await cases.application('CLOSED');
    const now = await cases.application('INVESTIGATION');
    const worker = connect(house.database.worker, { max: 1 });
    const earlier = () => worker.transaction().execute((tx) => earlierInvestigation(tx, now.id, 'act27'));
    expect(await earlier()).toBeUndefined();
    const id = await joined(before, now);
    expect(await earlier()).toMatchObject({ applicationId: before.id });
    await parted(id);
    expect(await earlier()).toBeUndefined();
    await worker.destroy();
  });

  test('carry the right to handle, and a doubt about the one ends it by the other, which all are told', async () => {
    const held = await cases.clearance('ACTIVE');
    const other = await cases.clearance('ACTIVE');
    const item = await items.item();
    expect((await items.put(item, other.subjectId)).status).toBe(201);
    const id = await joined(held, other);
    const may = async (of: Case) =>
      (await items.check({ subjectId: of.subjectId, itemId: item })).body.canHandle;
    expect([await may(held), await may(other)]).toEqual([true, true]);
    await cases.step(held.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
    expect([await mayHandle(held), await mayHandle(other)]).toEqual([false, false]);
    expect([await may(held), await may(other)]).toEqual([false, false]);
    // On the holder's own page as well, whose rows are those of one record alone.
    expect(
      (await house.get('subject', `/handling-rights?organId=${organId}&subjectId=${other.subjectId}`)).body,
    ).not.toMatchObject({ canHandle: true });
    const told = async (of: Case) =>
      (await house.get('information', '/right-end-notices')).body.items.filter(
        ({ subjectRef }: { subjectRef: string }) => subjectRef === of.subjectId,
      );
    expect(await told(other)).not.toEqual([]);
    // Two human beings after all: the doubt was never about the other, and whoever was told is told so.
    await parted(id);
    expect([await mayHandle(held), await mayHandle(other)]).toEqual([false, true]);
    const states = (await told(other)).map(({ state }: { state: string }) => state);
    expect(new Set(states)).toEqual(new Set(['RETURNED']));
  });

  test('a negative result about the one ends the right by the other, which all are told once', async () => {
    const held = await cases.clearance('ACTIVE');
    const other = await cases.application('DECIDED', { decision: 'NOT_FOUND' });
    await joined(held, other);
    expect(await mayHandle(held)).toBe(true);
    await cases.step(other.id, 'notifyResult', 'officer');
    expect(await mayHandle(held)).toBe(false);
    const { body } = await house.get('information', '/right-end-notices');
    expect(
      body.items.filter(({ subjectRef }: { subjectRef: string }) => subjectRef === held.subjectId),
    ).toHaveLength(1);
  });

  test('joined while a doubt stands about the one, end the right by the other at once', async () => {
    const doubted = await cases.clearance('SUSPENDED');
    const other = await cases.clearance('ACTIVE');
    expect(await mayHandle(other)).toBe(true);
    await joined(doubted, other);
    expect(await mayHandle(other)).toBe(false);
  });

  test('share their ties: who declared one about the one does not act on the other', async () => {
    const one = await cases.application('ADJUDICATION');
    const other = await cases.application('NOMINATED');
    expect((await house.get('officer', `/applications/${one.id}`)).status).toBe(200);
    await cases.step(other.id, 'declareConflict', 'everything', { caseOfficer: memberOf('officer').sub });
    expect((await house.get('officer', `/applications/${one.id}`)).status).toBe(200);
    await joined(one, other);
    expect(verdict(await house.get('officer', `/applications/${one.id}`))).toBe('404 NOT_FOUND');
  });

  test('are each their own file: who may read the one reads nothing of the other', async () => {
    const one = await cases.application('CLOSED');
    const other = await cases.application('NOMINATED');
    const before = (await house.get('subject', `/applications/${one.id}`)).text;
    const told = (await house.get('manager', `/applications/${one.id}`)).text;
    await joined(one, other);
    expect((await house.get('subject', `/applications/${one.id}`)).text).toBe(before);
    expect((await house.get('manager', `/applications/${one.id}`)).text).toBe(told);
  });

  test('stand as they were said: no process changes a proposal or its answer', async () => {
    const [one, other] = [await cases.application('NOMINATED'), await cases.application('NOMINATED')];
    const id = await joined(one, other);
    await expect(
      house.register.updateTable('same_persons').set({ settled_by: 'x' }).where('id', '=', id).execute(),
    ).rejects.toThrow();
    const { proposed_by: by } = await house.register
      .selectFrom('same_persons')
      .select('proposed_by')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(by).toBe(memberOf('inCharge').sub);
  });
});
