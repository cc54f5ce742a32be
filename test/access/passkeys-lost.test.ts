import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, HERE, memberOf } from './support/cast.js';
import { dayAhead } from './support/day-ahead.js';
import { askAll, type House, openHouse, verdict, verdicts } from './support/house.js';
import { codeFor, daysOn, enrol, IDENTITY } from './support/passkeys.js';

/** A passkey that is lost: said at the counter, by two people, with days in which its person can object. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
let made: Case;
beforeEach(async () => {
  await cases.leave();
  await sql`alter table passkeys disable trigger passkeys_stay; delete from passkeys;
    alter table passkeys enable trigger passkeys_stay; delete from enrolment_codes; delete from passkey_losses;
    delete from reporting_lines`.execute(house.register);
  made = await cases.application('AWAITING_CONSENT');
  expect(verdict(await enrol(house, { code: (await codeFor(house, made)).body.enrolmentCode }))).toBe('201');
});
afterEach(() => daysOn(house, 0));
afterAll(() => house?.stop());

const report = (by: Account = 'officer', more: Record<string, unknown> = {}) =>
  house.post(by, '/passkey-losses', { caseId: made.id, ground: 'LOST', ...IDENTITY, ...more });
const confirm = (id: string, by: Account = 'inCharge') =>
  house.post(by, `/passkey-losses/${id}/confirmation`, {});
const object = (id: string, by: Account = 'subject') => house.post(by, `/passkey-losses/${id}/objection`, {});
const own = async () => (await house.get('subject', '/passkeys')).body;
const lost = async (): Promise<string> => {
  const { body } = await report();
  expect(verdict(await confirm(body.id))).toBe('201');
  return body.id;
};
const second = (code: string) => enrol(house, { code, device: 'another one' });

describe('that a passkey is lost', () => {
  test('is said by who works on the case, and by nobody else', async () => {
    const answers = verdicts(await askAll(ACCOUNTS, (account) => report(account)));
    const tried = Object.entries(answers).filter(([, answer]) => /^(201|409)/.test(answer));
    expect(tried.map(([account]) => account).sort()).toEqual(
      ['inCharge', 'inChargeOnceSubject', 'officer', 'officerOnceSubject'].sort(),
    );
    // One of them came first, and nobody says twice what waits for a second person.
    expect(tried.map(([, answer]) => answer).filter((answer) => answer === '201')).toHaveLength(1);
    expect([answers.manager, answers.officerElsewhere, answers.subject]).toEqual([
      '404 NOT_FOUND',
      '404 NOT_FOUND',
      '404 NOT_FOUND',
    ]);
  });

  test('changes nothing until a second person confirms it, who is not the first', async () => {
    const { body } = await report();
    expect((await own()).items).toMatchObject([{ stands: true }]);
    expect(verdict(await codeFor(house, made))).toBe('409 PASSKEY_STANDS');
    expect(verdict(await confirm(body.id, 'officer'))).toBe('409 SAME_PERSON');
    expect((await own()).items).toMatchObject([{ stands: true }]);
    expect(verdict(await confirm(body.id))).toBe('201');
    expect((await own()).items).toMatchObject([{ stands: false, revokedAt: expect.any(String) }]);
    expect(verdict(await confirm(body.id))).toBe('409 WRONG_STAGE');
  });

  test('is confirmed by nobody who reports to the first, or whom the first reports to', async () => {
    const { body } = await report();
    const line = {
      organId: HERE.organId,
      person: { sub: memberOf('officer').sub },
      superior: { sub: memberOf('inCharge').sub },
      firstDay: dayAhead(0),
    };
    expect(verdict(await house.post('inChargeOnceSubject', '/reporting-lines', line))).toBe('201');
    expect(verdict(await confirm(body.id))).toBe('409 SAME_LINE');
    expect(verdict(await confirm(body.id, 'inChargeOnceSubject'))).toBe('201');
  });

  test('is confirmed by nobody outside the case, and never by its person in their office', async () => {
    const { body } = await report();
    const outside = [
      'manager',
      'officerElsewhere',
      'inChargeElsewhere',
      'inChargeSelf',
      'officerTied',
      'subject',
    ];
    for (const account of outside as Account[])
      expect([account, (await confirm(body.id, account)).status]).not.toEqual([account, 201]);
    expect((await own()).items).toMatchObject([{ stands: true }]);
  });

  test('is told to its person at once, and stands in the ledger with who said it and how they were known', async () => {
    const id = await lost();
    expect((await own()).losses).toMatchObject([{ id, state: 'COOLING_DOWN', ground: 'LOST' }]);
    const rows = await house.register
      .selectFrom('ledger')
      .select(['event', 'sub', 'details'])
      .where('case_id', '=', made.id)
      .where('event', 'in', ['PasskeyLossReported', 'PasskeyRevoked'])
      .orderBy('at')
      .execute();
    expect(rows).toMatchObject([
      { event: 'PasskeyLossReported', sub: memberOf('officer').sub, details: { loss: id, ...IDENTITY } },
      { event: 'PasskeyRevoked', sub: memberOf('inCharge').sub, details: { loss: id } },
    ]);
  });

  test('goes with its file', async () => {
    await lost();
    await sql`update cases set stage = 'DISPOSED' where id = ${made.id}`.execute(house.register);
    expect(await house.register.selectFrom('passkey_losses').select('id').execute()).toEqual([]);
    // The public half of the sign-in's passkey stays: what was signed can still be verified.
    expect(await house.register.selectFrom('passkeys').select('id').execute()).toHaveLength(1);
  });
});

describe('a code after a loss', () => {
  test('counts only when the cool-down is over', async () => {
    await lost();
    const { body } = await codeFor(house, made);
    expect(Date.parse(body.validFrom)).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    expect(verdict(await second(body.enrolmentCode))).toBe('409 CODE_INVALID');
    await daysOn(house, 6);
    expect(verdict(await second(body.enrolmentCode))).toBe('409 CODE_INVALID');
    await daysOn(house, 8);
    expect((await own()).codes).toMatchObject([{ triesLeft: 5 }]);
    expect(verdict(await second(body.enrolmentCode))).toBe('201');
    expect((await own()).items).toMatchObject([{ stands: true }, { stands: false }]);
  });

  test('is none that was handed over before it', async () => {
    await sql`update passkeys set revoked_at = enrolled_at, revoked_by = 'somebody'`.execute(house.register);
    expect(verdict(await codeFor(house, made))).toBe('409 PASSKEY_STANDS');
    expect(verdict(await report())).toBe('409 WRONG_STAGE');
  });

  test('makes way for a next loss in its turn, and for no second one while it waits', async () => {
    await lost();
    expect(verdict(await report())).toBe('409 WRONG_STAGE');
    const { body } = await codeFor(house, made);
    await daysOn(house, 8);
    expect(verdict(await second(body.enrolmentCode))).toBe('201');
    expect(verdict(await codeFor(house, made))).toBe('409 PASSKEY_STANDS');
    const again = await report('officer', { ground: 'COMPROMISED' });
    expect(verdict(again)).toBe('201');
    expect(verdict(await confirm(again.body.id))).toBe('201');
    const next = await codeFor(house, made);
    expect(verdict(await enrol(house, { code: next.body.enrolmentCode, device: 'third' }))).toBe(
      '409 CODE_INVALID',
    );
  });
});

describe('an objection', () => {
  test('before it is confirmed keeps the passkey', async () => {
    const { body } = await report();
    expect(verdict(await object(body.id))).toBe('201');
    expect(verdict(await confirm(body.id))).toBe('409 WRONG_STAGE');
    expect((await own()).items).toMatchObject([{ stands: true }]);
  });

  test('in the cool-down stops the code, and goes to the officer in charge', async () => {
    const id = await lost();
    const { enrolmentCode: code } = (await codeFor(house, made)).body;
    expect(verdict(await object(id))).toBe('201');
    await daysOn(house, 8);
    expect(verdict(await second(code))).toBe('409 CODE_INVALID');
    expect(verdict(await codeFor(house, made))).toBe('409 PASSKEY_STANDS');
    const waiting = await house.get('inCharge', `/passkey-losses?organId=${HERE.organId}`);
    expect(waiting.body.items).toMatchObject([{ id, state: 'OBJECTED', you: false }]);
    expect(verdict(await house.get('officer', `/passkey-losses?organId=${HERE.organId}`))).toBe(
      '404 NOT_FOUND',
    );
  });

  test('is looked into anew: then an officer in charge confirms, and no case officer', async () => {
    await object(await lost());
    const again = await report('inCharge');
    expect(verdict(again)).toBe('201');
    expect(verdict(await confirm(again.body.id, 'officer'))).toBe('409 SAME_PERSON');
    expect(verdict(await confirm(again.body.id, 'inChargeOnceSubject'))).toBe('201');
    const { body } = await codeFor(house, made);
    await daysOn(house, 8);
    expect(verdict(await second(body.enrolmentCode))).toBe('201');
  });

  test('is its person’s alone, and none when the days are over', async () => {
    const id = await lost();
    for (const account of ['stranger', 'officer', 'inCharge', 'manager', 'nobody'] as const)
      expect([account, verdict(await object(id, account))]).toEqual([account, '404 NOT_FOUND']);
    await daysOn(house, 8);
    expect(verdict(await object(id))).toBe('409 WRONG_STAGE');
  });
});
