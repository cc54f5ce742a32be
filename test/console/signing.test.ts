import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { softwareAuthenticator } from '../../api/sandbox/software-authenticator.js';
import { relyingPartyAt } from '../../privacy/passkeys.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { userOf } from '../../sandbox/people.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf, named, unescape } from '../web/html.js';
import { Visitor } from './visitor.js';

/** The page between a person's form and the step they sign (decision 0077). */
let system: TestSystem;
let play: Play;
let visitor: Visitor;
let id = '';
let n = 0;
const PEOPLE = ['s01', 's02', 's03', 's04', 's05', 's06'] as const;
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system?.stop());
beforeEach(async () => {
  const account = PEOPLE[n] ?? '';
  n += 1;
  play = new Play({ as: system.as }, staffOf(0), account);
  id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  visitor = new Visitor(system);
  await visitor.signIn(account, `/console/cases/${id}`);
}, 60_000);

const theirs = () => softwareAuthenticator(system.authenticatorSeed, userOf(play.subject).sub);
const site = () => relyingPartyAt(system.url);
const stage = () => play.stageOf('applications', id);
/** The page on which the form of a step is signed. */
async function toSign(step: string, fields: Record<string, string> = {}) {
  const form = formsOf((await visitor.get(`/console/cases/${id}`)).text)[step];
  const page = await visitor.sendPlain(form?.action ?? '', { ...form?.fields, ...fields });
  const signing = formsOf(page.text)[step];
  const [{ attributes } = { attributes: {} as Record<string, string> }] = named(page.text, 'form').filter(
    (one) => one.attributes['data-passkey'] === 'sign',
  );
  const options = JSON.parse(unescape(attributes['data-options'] ?? 'null'));
  return { page, action: signing?.action ?? '', fields: signing?.fields ?? {}, options };
}
const enrol = async () =>
  expect((await (await system.as(play.subject)).post('/sandbox/authenticator/passkeys')).status).toBe(201);
const CHOICES = { 'inquiries.POLICE_RECORD': 'no', 'inquiries.CONVICTION_RECORD': 'yes', assessment: 'yes' };

describe('what somebody is about to sign', () => {
  test('is shown whole before they do, and taken as a browser signs it', async () => {
    await enrol();
    const { page, action, fields, options } = await toSign('giveConsent', CHOICES);
    expect(page.status).toBe(200);
    expect(await stage()).toBe('AWAITING_CONSENT');
    expect(options).toMatchObject({
      rpId: '127.0.0.1',
      userVerification: 'required',
      allowCredentials: [{ type: 'public-key', id: theirs().credentialId }],
    });
    expect(page.text).toMatch(/<dt>警察の記録：[^<]+<\/dt><dd><p class="written">いいえ/);
    expect(page.text).toContain(fields.text);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(named(page.text, 'script')).toHaveLength(1);
    const credential = JSON.stringify(theirs().sign(options.challenge, site()));
    const done = await visitor.sendPlain(action, { ...fields, credential });
    expect([done.status, done.location?.pathname]).toEqual([303, `/console/cases/${id}`]);
    expect(await stage()).toBe('QUESTIONNAIRE');
    const rows = await system.register
      .selectFrom('signatures')
      .select('document')
      .where('case_id', '=', id)
      .execute();
    expect(rows.map(({ document }) => JSON.parse(document).said.inquiries)).toEqual([
      { CONVICTION_RECORD: true, POLICE_RECORD: false },
    ]);
  });

  test('is not taken with another choice than was signed, and is asked for anew', async () => {
    await enrol();
    const { action, fields, options } = await toSign('giveConsent', CHOICES);
    const credential = JSON.stringify(theirs().sign(options.challenge, site()));
    const turned = await visitor.sendPlain(action, {
      ...fields,
      'inquiries.POLICE_RECORD': 'yes',
      credential,
    });
    expect(turned.status).toBe(409);
    expect(turned.text).toContain('署名を確かめられませんでした');
    expect(formsOf(turned.text).giveConsent?.fields['sign.nonce']).not.toBe(fields['sign.nonce']);
    const shapeless = await visitor.sendPlain(action, { ...fields, credential: '{"id":"x"}' });
    expect([shapeless.status, named(shapeless.text, 'form').length > 0]).toEqual([409, true]);
    expect(await stage()).toBe('AWAITING_CONSENT');
  });

  test('says how to sign on paper where there is no passkey, and where to enrol one; nothing signs in its place', async () => {
    const { page, action, fields, options } = await toSign('refuseConsent');
    expect([page.status, options]).toEqual([409, null]);
    expect(page.text).toContain('href="/console/passkeys"');
    expect(page.text).toContain('登録コード');
    expect(page.text).toContain('書面に署名して提出することもできます');
    expect(page.text).not.toContain('sign.software');
    const tried = await visitor.sendPlain(action, { ...fields, 'sign.software': 'yes' });
    expect(tried.status).toBe(409);
    expect(await stage()).toBe('AWAITING_CONSENT');
  });

  test('is one page for a withdrawal as for a consent', async () => {
    await enrol();
    const consent = await toSign('giveConsent', CHOICES);
    const given = await visitor.sendPlain(consent.action, { ...consent.fields, 'sign.software': 'yes' });
    expect(given.status).toBe(303);
    const withdrawal = await toSign('withdrawConsent');
    expect([consent.page.status, withdrawal.page.status]).toEqual([200, 200]);
    const taken = await visitor.sendPlain(withdrawal.action, {
      ...withdrawal.fields,
      'sign.software': 'yes',
    });
    expect(taken.status).toBe(303);
    expect(await stage()).toBe('NOT_CONDUCTED');
  });
});
