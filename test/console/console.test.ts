import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fieldsOf } from '../../api/pages/section-fields.js';
import { PACKS } from '../../forms/packs.js';
import { type Answers, sectionsOf, topicsOf } from '../../domain/questionnaire/shape.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { sandboxPassword, userOf } from '../../sandbox/people.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf, named } from '../web/html.js';
import { Visitor } from './visitor.js';

const { questions: QUESTIONS } = PACKS[0];

let system: TestSystem;
const staff = staffOf(0);
/** The parts of a questionnaire by their addresses, with what is written into each. */
const partsOf = (answers: Answers) =>
  sectionsOf(QUESTIONS).map((section): [string, Record<string, string>] => {
    const topics = section === 'FAMILY' ? [] : topicsOf(QUESTIONS, section);
    const values = fieldsOf(section, topics, { answers, family: [] });
    return [section.toLowerCase().replaceAll('_', '-'), values as Record<string, string>];
  });

beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

async function signedIn(account: string, to?: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account, to);
  return visitor;
}

/** A case whose notice has been served, and its subject's page. */
async function served(subject: string): Promise<{ play: Play; id: string; path: string }> {
  const play = new Play({ as: system.as }, staff, subject);
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  return { play, id, path: `/console/cases/${id}` };
}

describe('at the door', () => {
  test('a stranger is told what this is, in the language asked for, and keeps it', async () => {
    const visitor = new Visitor(system);
    const root = await visitor.get('/');
    expect(root.location?.pathname).toBe('/console');
    const english = await visitor.get('/console?lang=en');
    expect(english.status).toBe(200);
    expect(named(english.text, 'html')[0]?.attributes.lang).toBe('en');
    expect(named((await visitor.get('/console')).text, 'html')[0]?.attributes.lang).toBe('en');
    expect(english.text).toContain('officer1');
  });

  test('the page is sent with a policy that allows no script, and its style sheet for ever', async () => {
    const visitor = new Visitor(system);
    const page = await visitor.get('/console');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; style-src 'self'");
    expect(policy).not.toContain('unsafe');
    expect(page.headers.get('cache-control')).toBe('no-store');
    const sheet = await visitor.get(named(page.text, 'link')[0]?.attributes.href ?? '');
    expect(sheet.status).toBe(200);
    expect(sheet.headers.get('content-type')).toContain('text/css');
    expect(sheet.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(Buffer.byteLength(page.text) + Buffer.byteLength(sheet.text)).toBeLessThan(100_000);
  });

  test('whoever is not signed in is sent to sign in, and back to where they wanted to be', async () => {
    const sent = await new Visitor(system).get('/console/queue?show=ended');
    expect(sent.status).toBe(303);
    expect(sent.location?.searchParams.get('return_to')).toBe('/console/queue?show=ended');
    await signedIn(staff.officer, '/console/queue');
  });

  test('the sign-in page speaks the language that was chosen here', async () => {
    for (const lang of ['en', 'ja']) {
      const visitor = new Visitor(system);
      await visitor.get(`/console?lang=${lang}`);
      const { page } = await visitor.browser.follow(`${system.url}/console/sign-in`);
      expect(named(page.text, 'html')[0]?.attributes.lang).toBe(lang);
    }
  });

  test.each(['127.0.0.1', 'localhost'])(
    'the language of the first address, at %s, is that of the sign-in page and of the page one comes back to',
    async (host) => {
      const { browser } = new Visitor(system);
      const door = `${system.url.replace('127.0.0.1', host)}/console/queue?lang=en`;
      // As a browser does: the other name of this machine has cookies of its own.
      const atTwin = host === 'localhost' ? new Visitor(system).browser : browser;
      const { url: signIn } = await atTwin.follow(door, ({ origin }) => origin === system.url);
      const page = await browser.follow(signIn);
      expect(named(page.page.text, 'html')[0]?.attributes.lang).toBe('en');
      const form = { account: staff.officer, password: sandboxPassword };
      const posted = await browser.request(page.url, { form });
      const landed = await browser.follow(posted.location ?? '');
      expect(landed.url.pathname).toBe('/console/queue');
      expect(named(landed.page.text, 'html')[0]?.attributes.lang).toBe('en');
    },
  );

  test('a form of somebody whose session has ended is answered by a page, not by a redirect', async () => {
    const { id } = await served('s20');
    const answer = await new Visitor(system).send(`/console/cases/${id}/withdrawConsent`, {});
    expect(answer.status).toBe(401);
    expect(answer.text).toContain(`return_to=%2Fconsole%2Fcases%2F${id}`);
  });
});

describe('a subject', () => {
  test('walks from notice to consent to questionnaire by forms alone', async () => {
    const { play, id, path } = await served('s05');
    const visitor = await signedIn('s05');
    expect((await visitor.get(`${path}/giveConsent`)).location?.pathname).toBe(path);
    expect((await visitor.get('/console')).text).toContain(path);

    const refused = await visitor.fillIn(path, 'giveConsent', { 'inquiries.CONVICTION_RECORD': 'yes' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain('href="#giveConsent-assessment"');
    expect(refused.text).toMatch(/name="inquiries\.CONVICTION_RECORD" value="yes" checked/);

    const consent = {
      'inquiries.CONVICTION_RECORD': 'yes',
      'inquiries.POLICE_RECORD': 'no',
      assessment: 'yes',
    };
    const given = await visitor.fillIn(path, 'giveConsent', consent);
    expect([given.status, given.location?.pathname]).toEqual([303, path]);
    const after = await visitor.get(path);
    expect(after.text).toContain('notice-done');
    expect((await visitor.get(path)).text).not.toContain('notice-done');
    const kept = await system.register
      .selectFrom('applications')
      .select('inquiry_consent')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(kept.inquiry_consent).toEqual({ CONVICTION_RECORD: true, POLICE_RECORD: false });

    expect((await visitor.get(path)).text).not.toContain(`${path}/submitQuestionnaire`);
    for (const [part, fields] of partsOf(answersFor())) {
      const kept = await visitor.fillIn(`${path}/questionnaire/${part}`, part, { ...fields, go: 'next' });
      expect([part, kept.status]).toEqual([part, 303]);
      const onward = await visitor.get(`${path}/questionnaire/${part}?go=next`);
      expect([part, onward.status]).toEqual([part, 303]);
    }
    expect((await visitor.get(path)).text).toContain('8のうち8の部分が終わりました');
    const { action = '', fields = {} } = formsOf((await visitor.get(path)).text).submitQuestionnaire ?? {};
    expect((await visitor.send(action, fields)).status).toBe(303);
    // A double click, an answer that was lost: the same act.
    expect((await visitor.send(action, fields)).status).toBe(303);
    expect(await play.stageOf('applications', id)).toBe('INVESTIGATION');
    expect((await visitor.get(`${path}/questionnaire/family`)).location?.pathname).toBe(path);

    expect((await visitor.fillIn(path, 'withdrawConsent')).status).toBe(303);
    const ended = await visitor.get(path);
    expect(ended.text).toContain('調査はすべて止まりました');
    expect(await play.stageOf('applications', id)).toBe('NOT_CONDUCTED');
  });

  test('refuses with one press, from a page that has moved on meanwhile too', async () => {
    const { play, id, path } = await served('s06');
    const visitor = await signedIn('s06');
    const { text } = await visitor.get(path);
    const form = formsOf(text).refuseConsent;
    expect((await visitor.send(form?.action ?? '', form?.fields ?? {})).status).toBe(303);
    expect(await play.stageOf('applications', id)).toBe('NOT_CONDUCTED');
    // The same press again, lost answer or double click, is the same act.
    expect((await visitor.send(form?.action ?? '', form?.fields ?? {})).status).toBe(303);
    const late = formsOf(text).giveConsent;
    const consent = await visitor.send(late?.action ?? '', { ...late?.fields, assessment: 'yes' });
    expect(consent.status).toBe(409);
    expect(consent.text).toContain('ご覧になった後で案件が動きました');
  });

  test('sees nobody else’s case: the page is the missing thing’s', async () => {
    const { path } = await served('s07');
    const other = await signedIn('s08');
    const found = await other.get(path);
    const absent = await other.get(`/console/cases/${crypto.randomUUID()}`);
    expect([found.status, absent.status]).toEqual([404, 404]);
    const strip = (text: string) =>
      text.replaceAll(/cases\/[0-9a-f-]{36}/g, 'cases/id').replaceAll(/cases%2F[0-9a-f-]{36}/g, '');
    expect(strip(found.text)).toBe(strip(absent.text));
    expect((await other.get('/console/cases/not-an-id')).status).toBe(404);
    const nothing = await other.get('/console/nothing-here');
    expect(nothing.status).toBe(404);
    // Still signed in, and the page says so.
    expect(nothing.text).toContain('action="/console/sign-out"');
    expect((await new Visitor(system).get('/console/nothing-here')).text).not.toContain('sign-out');
  });
});

describe('staff', () => {
  test('the officer’s queue says whose turn it is and since when on every row', async () => {
    const { path } = await served('s09');
    const officer = await signedIn(staff.officer, '/console/queue');
    const { text } = await officer.get('/console/queue');
    expect(text).toContain(path);
    const rows = text.split('<tr role="row"').slice(2);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows)
      expect(row).toMatch(/class="turn[^"]*">[^<]+<[^]*class="waiting"><time[^]*class="days">/);
    expect((await officer.get('/console/queue?show=mine')).status).toBe(200);
    expect((await officer.get('/console/queue?show=ended')).status).toBe(200);
    expect((await officer.get('/console/queue?after=nonsense')).status).toBe(404);
  });

  test('take a case forward by forms; who may not, is not offered it and is refused it', async () => {
    const play = new Play({ as: system.as }, staff, 's10');
    const id = await play.nominate();
    const path = `/console/cases/${id}`;
    const adjudicator = await signedIn(staff.adjudicator);
    const officerSub = userOf(staff.officer).sub;
    const nobody = await adjudicator.fillIn(path, 'approveNominee', { caseOfficer: '' });
    expect([nobody.status, nobody.text.includes('href="#approveNominee-caseOfficer"')]).toEqual([422, true]);
    expect((await adjudicator.fillIn(path, 'approveNominee', { caseOfficer: officerSub })).status).toBe(303);
    const officer = await signedIn(staff.officer);
    const { text } = await officer.get(path);
    expect(Object.keys(formsOf(text))).toContain('serveNotice');
    expect(Object.keys(formsOf((await adjudicator.get(path)).text))).not.toContain('serveNotice');
    const form = formsOf(text).serveNotice;
    const fields = { ...form?.fields, subjectAccount: userOf('s10').sub, identityChecked: 'yes' };
    const stolen = await adjudicator.get(path);
    const csrf = formsOf(stolen.text)['sign-out']?.fields.csrf ?? '';
    const refused = await adjudicator.send(form?.action ?? '', { ...fields, csrf });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('別の役割の人');
    expect((await officer.send(form?.action ?? '', fields)).status).toBe(303);
    expect(await play.stageOf('applications', id)).toBe('AWAITING_CONSENT');
  });

  test('a page that is out of date brings the form back with what was written', async () => {
    const play = new Play({ as: system.as }, staff, 's11');
    const id = await play.nominate();
    const path = `/console/cases/${id}`;
    const adjudicator = await signedIn(staff.adjudicator);
    const { text } = await adjudicator.get(path);
    const form = formsOf(text).rejectNominee;
    await play.act(staff.inCharge, `/applications/${id}/assignment`, {
      caseOfficer: userOf(staff.officer).sub,
    });
    const stale = await adjudicator.send(form?.action ?? '', { ...form?.fields, reasons: '見込みがない。' });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain('案件が動いた');
    expect(stale.text).toContain('見込みがない。</textarea>');
    const again = formsOf(stale.text).rejectNominee;
    expect(
      (await adjudicator.send(again?.action ?? '', { ...again?.fields, reasons: '見込みがない。' })).status,
    ).toBe(303);
    expect(await play.stageOf('applications', id)).toBe('NOT_CONDUCTED');
  });

  test('a form from elsewhere, or without the session’s token, does nothing', async () => {
    const play = new Play({ as: system.as }, staff, 's13');
    const id = await play.nominate();
    const path = `/console/cases/${id}`;
    const adjudicator = await signedIn(staff.adjudicator);
    const fields = { reasons: 'いいえ' };
    const elsewhere = await adjudicator.fillIn(path, 'rejectNominee', fields, 'https://elsewhere.example');
    const untokened = await adjudicator.fillIn(path, 'rejectNominee', { ...fields, csrf: 'x' });
    expect([elsewhere.status, untokened.status]).toEqual([403, 403]);
    expect(await play.stageOf('applications', id)).toBe('NOMINATED');
  });

  test('an operator sees counts and no case; others do not see operations', async () => {
    const operator = await signedIn('operator', '/console/operations');
    const { id } = await served('s15');
    expect((await operator.get('/console/operations')).status).toBe(200);
    expect((await operator.get(`/console/cases/${id}`)).status).toBe(404);
    const officer = await signedIn(staff.officer);
    expect((await officer.get('/console/operations')).status).toBe(404);
    expect((await operator.get('/console/queue')).status).toBe(404);
  });
});

describe('the documents of a case', () => {
  test('open from its page in either language, and the page stays in the reader’s own', async () => {
    const { path } = await served('s31');
    const visitor = await signedIn('s31');
    const { text } = await visitor.get(`${path}?lang=ja`);
    const links = named(text, 'a').filter(({ attributes: { href } }) =>
      href?.startsWith(`${path}/documents/`),
    );
    expect(links.length).toBeGreaterThan(6);
    const notice = links.find(
      ({ attributes: { href } }) => href?.includes('/notice') && href.includes('in=en'),
    );
    const file = await visitor.get((notice?.attributes.href ?? '').replaceAll('&amp;', '&'));
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(file.headers.get('content-disposition')).toBe('inline; filename="notice-en.pdf"');
    expect(named((await visitor.get(path)).text, 'html')[0]?.attributes.lang).toBe('ja');
    const stranger = await new Visitor(system).get(`${path}/documents/notice?in=ja`);
    expect(stranger.status).toBe(303);
    const other = await (await signedIn('s32')).get(`${path}/documents/notice?in=ja`);
    expect([other.status, other.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});
