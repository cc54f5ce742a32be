import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { userOf } from '../../sandbox/people.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf, named } from '../web/html.js';
import { Visitor } from './visitor.js';

/** How a person comes to a passkey through the pages, by a code from the counter (decision 0080), without JavaScript. */
let system: TestSystem;
let play: Play;
let person: Visitor;
let id = '';
const PEOPLE = ['s01', 's02', 's03', 's05'];
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system?.stop());
beforeEach(async () => {
  const account = PEOPLE.shift() ?? '';
  play = new Play({ as: system.as }, staffOf(0), account);
  id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  person = new Visitor(system);
  await person.signIn(account, '/console/passkeys');
}, 60_000);

const CODE = /<code>((?:[2-9A-HJ-NP-Z]{5}-){2}[2-9A-HJ-NP-Z]{5})<\/code>/;
const counter = () => `/console/cases/${id}/passkey`;
async function atCounter(account: string, form: string, fields: Record<string, string> = {}) {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  await visitor.get(`/console/cases/${id}`);
  return visitor.fillIn(counter(), form, fields);
}
async function handedOver(): Promise<string> {
  const sheet = await atCounter('officer1', 'code', { identityCheck: 'PASSPORT' });
  expect([sheet.status, CODE.test(sheet.text)]).toEqual([200, true]);
  return CODE.exec(sheet.text)?.[1] ?? '';
}
const enrol = (code: string) =>
  person.fillIn('/console/passkeys', 'enrol', { code, 'enrol.software': 'yes' });
const passkeys = () =>
  system.register
    .selectFrom('passkeys')
    .select(['credential_id', 'revoked_at'])
    .where('sub', '=', userOf(play.subject).sub)
    .orderBy('enrolled_at')
    .execute();

describe('a person comes to a passkey through the pages', () => {
  test('by the code that the officer was shown once, and consents with it', async () => {
    const code = await handedOver();
    const officer = new Visitor(system);
    await officer.signIn('officer1');
    expect((await officer.get(counter())).text).not.toContain(code);
    const page = await person.get('/console/passkeys');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(named(page.text, 'script')).toHaveLength(1);
    const enrolled = await enrol(code);
    expect([enrolled.status, enrolled.location?.pathname]).toEqual([303, '/console/passkeys']);
    const after = await person.get('/console/passkeys');
    expect([after.text.includes('使えます'), named(after.text, 'script').length]).toEqual([true, 0]);
    const form = formsOf((await person.get(`/console/cases/${id}`)).text).giveConsent;
    const choices = { 'inquiries.POLICE_RECORD': 'yes', assessment: 'yes' };
    const signing = await person.sendPlain(form?.action ?? '', { ...form?.fields, ...choices });
    const sign = formsOf(signing.text).giveConsent;
    const done = await person.sendPlain(sign?.action ?? '', { ...sign?.fields, 'sign.software': 'yes' });
    expect([signing.status, done.status]).toEqual([200, 303]);
    expect(await play.stageOf('applications', id)).toBe('QUESTIONNAIRE');
  });

  test('and is told of a wrong code in place, where the right one can be given', async () => {
    const code = await handedOver();
    const wrong = await enrol('AAAAA-AAAAA-AAAAA');
    expect(wrong.status).toBe(409);
    expect(wrong.text).toMatch(/role="alert"/);
    expect(await passkeys()).toEqual([]);
    const again = formsOf(wrong.text).enrol;
    const done = await person.sendPlain(again?.action ?? '', {
      ...again?.fields,
      code,
      'enrol.software': 'yes',
    });
    expect(done.status).toBe(303);
    expect(await passkeys()).toHaveLength(1);
    // Its own address, opened again, is the page.
    expect((await person.look('/console/passkeys/enrol')).location?.pathname).toBe('/console/passkeys');
  });
});

describe('who has lost theirs', () => {
  const lose = async () => {
    const loss = { ground: 'LOST', identityCheck: 'PASSPORT' };
    expect((await atCounter('officer1', 'loss', loss)).status).toBe(303);
    expect((await atCounter('in-charge1', 'confirmation')).status).toBe(303);
  };

  test('finds it on their start page, can object there, and is not told of it any more', async () => {
    expect((await person.get('/console')).text).not.toContain('/console/passkeys#losses');
    await play.enrol(id);
    await lose();
    expect((await person.get('/console')).text).toContain('/console/passkeys#losses');
    expect((await person.fillIn('/console/passkeys', 'objection')).status).toBe(303);
    expect((await person.get('/console')).text).not.toContain('/console/passkeys#losses');
  });

  test('gets another key from the sandbox’s authenticator, by the page and by the short cut', async () => {
    await play.enrol(id);
    await lose();
    const code = await handedOver();
    // Before the cool-down is over it counts for nothing.
    expect((await enrol(code)).status).toBe(409);
    await play.moveClock({ by: 'P8D' });
    person = new Visitor(system);
    await person.signIn(play.subject, '/console/passkeys');
    expect((await enrol(code)).status).toBe(303);
    const two = await passkeys();
    expect(two.map(({ revoked_at }) => revoked_at === null)).toEqual([false, true]);
    await lose();
    const short = await (await system.as(play.subject)).post('/sandbox/authenticator/passkeys');
    const again = await (await system.as(play.subject)).post('/sandbox/authenticator/passkeys');
    expect([short.status, again.body]).toEqual([201, short.body]);
    const three = await passkeys();
    expect(new Set(three.map(({ credential_id }) => credential_id)).size).toBe(3);
    expect(three.at(-1)).toMatchObject({ credential_id: short.body.credentialId, revoked_at: null });
    await play.consent(id);
    expect(await play.stageOf('applications', id)).toBe('QUESTIONNAIRE');
  });
});
