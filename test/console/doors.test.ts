import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { staffOf } from '../../sandbox/lives/world.js';
import { contractors } from '../../sandbox/people.js';
import { EMPLOYER } from '../access/support/dispatched.js';
import { freshName } from '../support/names.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

/** What had a route and no page: a scheme, a dispatching employer, rights without an assessment. */
let system: TestSystem;
const organ = staffOf(0);
const day = (n: number) => dayBeside(dayOf(new Date().toISOString()), n);
const visitors: Record<string, Visitor> = {};
const as = (account: string) => visitors[account] as Visitor;
const ACCOUNTS = ['contractor1', organ.inCharge, organ.adjudicator, organ.officer, 'auditor'];
beforeAll(async () => {
  system = await startSystem();
  for (const account of ACCOUNTS) {
    visitors[account] = new Visitor(system);
    await visitors[account].signIn(account);
  }
}, 60_000);
afterAll(() => system?.stop());

const person = () => ({
  'person.name': freshName(),
  'person.kana': 'かくう はなこ',
  'person.romaji': '',
  'person.dateOfBirth': '1990-04-01',
  'person.address': '架空市一丁目',
  'person.nationality': 'JP',
});

describe('a nomination, by its page', () => {
  const nominate = (account: string, more: Record<string, string>) =>
    as(account).fillIn('/console/nomination', 'nominate', {
      ...person(),
      organId: organ.organId,
      agreedToBeListed: 'yes',
      ...more,
    });
  const latest = () =>
    system.register
      .selectFrom('cases')
      .select(['policy_version', 'id'])
      .where('kind', '=', 'application')
      .orderBy('opened_at', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow();

  test('is under the scheme that is chosen, and under the Act where none is', async () => {
    expect((await nominate(organ.inCharge, { scheme: 'sds' })).status).toBe(303);
    expect((await latest()).policy_version).toMatch(/^sds\//);
    expect((await nominate(organ.inCharge, { scheme: '' })).status).toBe(303);
    expect((await latest()).policy_version).toMatch(/^act27\//);
  }, 60_000);

  test('names who dispatched a contractor’s person; of the organ’s own nobody is asked for one', async () => {
    const agreed = {
      contractorId: contractors[0]?.id ?? '',
      'listing.agreedOn': day(0),
      'listing.text': '2025-05-16',
    };
    const wrong = await nominate('contractor1', {
      ...agreed,
      'dispatched.employer': EMPLOYER.name,
      'dispatched.number': '1234567890123',
    });
    expect([wrong.status, wrong.text.includes('nominate-dispatched-number-error')]).toEqual([422, true]);
    expect(wrong.text).toContain(EMPLOYER.name);
    const made = await nominate('contractor1', {
      ...agreed,
      'dispatched.employer': EMPLOYER.name,
      'dispatched.number': EMPLOYER.number,
    });
    expect(made.status).toBe(303);
    expect((await as('contractor1').get('/console/nominees')).text).toContain(EMPLOYER.name);
    expect((await as(organ.inCharge).get('/console/nomination')).text).not.toContain('dispatched.employer');
    for (const account of ACCOUNTS)
      expect([account, (await as(account).get('/console/passings-on')).status]).toEqual([
        account,
        account === 'contractor1' || account === organ.inCharge ? 200 : 404,
      ]);
  }, 60_000);
});

describe('a right without an assessment, by its page', () => {
  const PAGE = '/console/recorded-rights';
  const reasons = '任命の通知を確認した。';

  test('is recorded and ended by the officer in charge, and on nobody else’s page', async () => {
    const record = (more: Record<string, string>) =>
      as(organ.inCharge).fillIn(PAGE, 'recordOffice', {
        ...person(),
        organId: organ.organId,
        office: 'MINISTER',
        firstDay: day(0),
        lastDay: '',
        reasons,
        ...more,
      });
    const back = await record({ office: '', reasons: '' });
    expect(back.status).toBe(422);
    for (const field of ['office', 'reasons']) expect(back.text).toContain(`recordOffice-${field}-error`);
    expect((await record({})).status).toBe(303);
    const sds = { ...person(), organId: organ.organId, reasons };
    const old = { ...sds, notifiedOn: day(-6 * 366) };
    expect((await as(organ.inCharge).fillIn(PAGE, 'recordSdsResult', old)).status).toBe(422);
    const now = { ...sds, notifiedOn: day(-30) };
    expect((await as(organ.inCharge).fillIn(PAGE, 'recordSdsResult', now)).status).toBe(303);
    const { text } = await as(organ.inCharge).get(PAGE);
    expect(Object.keys(formsOf(text)).sort()).toEqual([
      'endOffice',
      'endSdsResult',
      'recordOffice',
      'recordSdsResult',
      'sign-out',
    ]);
    const [row] = await system.register.selectFrom('office_records').select('id').execute();
    const end = { record: row?.id ?? '', reasons };
    expect((await as(organ.inCharge).fillIn(PAGE, 'endOffice', end)).status).toBe(303);
    expect(Object.keys(formsOf((await as(organ.inCharge).get(PAGE)).text))).not.toContain('endOffice');
    for (const account of ACCOUNTS.filter((one) => one !== organ.inCharge))
      expect([account, (await as(account).get(PAGE)).status]).toEqual([account, 404]);
  }, 60_000);
});
