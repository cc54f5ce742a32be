import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { servedText } from '../../api/served-text.js';
import { bodyOf } from './support/bodies.js';
import type { Case, Cases } from './support/cases.js';
import { type Account, HERE, memberOf } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Screenings } from './support/screenings.js';
import { CREED } from './support/unscreened.js';

/** Who screens words of a case has no other part in it, before or after (Standards: restriction on involvement). */
let house: House;
let cases: Cases;
let of: Screenings;
beforeAll(async () => {
  house = await openHouse();
  of = new Screenings(house);
  cases = of.cases;
}, 60_000);
afterAll(() => house?.stop());

describe('who screens', () => {
  const post = (account: Account, role: 'CaseOfficer' | 'Adjudicator' | 'AssessmentOfficerInCharge') =>
    house.register
      .insertInto('principals')
      .values({
        id: randomUUID(),
        sub: memberOf(account).sub,
        role,
        organ_id: HERE.organId,
        contractor_id: null,
        subject_id: null,
        created_at: new Date().toISOString(),
      })
      .onConflict((c) => c.doNothing())
      .execute();
  const fire = (account: Account) =>
    house.register
      .deleteFrom('principals')
      .where('sub', '=', memberOf(account).sub)
      .where('role', '<>', 'ScreeningOfficer')
      .execute();
  const assign = async (made: Case, account: Account) =>
    house.post('inCharge', `/applications/${made.id}/assignment`, {
      seen: await cases.version(made.id),
      caseOfficer: memberOf(account).sub,
    });

  test('is nobody who is assigned to the case, took a step on it, or holds another post that reads it', async () => {
    const made = await of.waiting();
    await post('screener', 'CaseOfficer');
    expect(verdict(await assign(made, 'screener'))).toBe('201');
    // Named, they screen no more, and read the file when they have said that they are not tied to its person.
    expect(verdict(await of.read(made, 'screener'))).toBe('409 TIES_UNDECLARED');
    expect(verdict(await house.post('screener', `/declarations/${made.id}`, { tie: 'NONE' }))).toBe('201');
    const file = await of.read(made, 'screener');
    expect([file.body.view, file.text.includes(CREED)]).toEqual(['file', false]);
    expect(verdict(await of.screen(made))).toBe('403 NOT_YOURS');
    await fire('screener');
    expect(verdict(await of.screen(made))).toBe('404 NOT_FOUND');

    const approved = await cases.application('NOMINATED');
    await post('screener', 'Adjudicator');
    expect(verdict(await house.post('screener', `/declarations/${approved.id}`, { tie: 'NONE' }))).toBe(
      '201',
    );
    const approval = bodyOf('approveNominee', await cases.version(approved.id));
    expect(verdict(await house.post('screener', `/applications/${approved.id}/approval`, approval))).toBe(
      '201',
    );
    await cases.step(approved.id, 'serveNotice', 'officer', { text: servedText('NEW_HANDLER') });
    await cases.step(approved.id, 'giveConsent', 'subject', {
      text: servedText('NEW_HANDLER'),
      inquiries: {},
    });
    expect(verdict(await of.submit(approved))).toBe('201');
    expect((await of.read(approved, 'screener')).body.view).toBe('file');
    await fire('screener');
    expect(verdict(await of.read(approved, 'screener'))).toBe('404 NOT_FOUND');
    expect(verdict(await of.screen(approved, {}, 'screenerOnceSubject'))).toBe('201');
  });

  test('has no other part in it afterwards: not by name, not by post, and a look alone is enough', async () => {
    const [seen, screened] = [await of.waiting(), await of.waiting()];
    expect(verdict(await of.read(seen, 'screener'))).toBe('200');
    expect(verdict(await of.screen(screened))).toBe('201');
    for (const role of ['CaseOfficer', 'Adjudicator', 'AssessmentOfficerInCharge'] as const)
      await post('screener', role);
    for (const made of [seen, screened]) {
      expect(verdict(await assign(made, 'screener'))).toBe('422 INVALID');
      const body = bodyOf('closeWithoutBasis', await cases.version(made.id));
      const close = await house.post('screener', `/applications/${made.id}/closure-without-basis`, body);
      // Who has not finished screening still sees what there is to screen.
      expect(verdict(close)).toBe(made === seen ? '403 NOT_YOURS' : '404 NOT_FOUND');
    }
    expect(verdict(await of.read(screened, 'screener'))).toBe('404 NOT_FOUND');
    // Assigned by whatever way, it counts for nothing.
    await house.register
      .insertInto('assignments')
      .values({ case_id: screened.id, sub: memberOf('screener').sub })
      .execute();
    expect(verdict(await of.read(screened, 'screener'))).toBe('404 NOT_FOUND');
    // On any other case their posts are what they were.
    expect((await of.read(await cases.application('INVESTIGATION'), 'screener')).body.view).toBe('file');
    await fire('screener');
  });

  test('steps back who knows the person, and another takes their place', async () => {
    const made = await of.waiting();
    const conflict = await house.post(
      'screener',
      `/applications/${made.id}/conflict`,
      bodyOf('declareConflict', 1),
    );
    expect(verdict(conflict)).toBe('201');
    expect(verdict(await of.screen(made))).toBe('404 NOT_FOUND');
    expect(verdict(await of.screen(made, {}, 'screenerOnceSubject'))).toBe('201');
    // Why they did may repeat what they read.
    const { body } = await house.get('inCharge', `/applications/${made.id}`);
    expect([body.stage, body.statements]).toEqual(['INVESTIGATION', []]);
    await house.register.deleteFrom('conflicts').where('sub', '=', memberOf('screener').sub).execute();
  });
});

test('nothing here made the API fail', () => {
  expect(house.errors).toEqual([]);
});
