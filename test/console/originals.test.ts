import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { servedText } from '../../api/served-text.js';
import { dayOf } from '../../domain/calendar.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { Visitor } from './visitor.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

test('a consent on paper: keyed in on one officer’s page, compared on another’s, in force after', async () => {
  const staff = staffOf(0);
  const play = new Play({ as: system.as }, staff, 's05');
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  const hash = createHash('sha256').update(randomUUID()).digest('hex');
  const today = dayOf(new Date().toISOString());
  const paper = {
    'original.hash': hash,
    'original.pages': '2',
    'original.signedOn': today,
    'original.receivedOn': today,
    'original.came': 'POST',
  };

  const first = new Visitor(system);
  await first.signIn(staff.officer);
  expect((await first.get(`/console/cases/${id}`)).text).toContain(`/console/cases/${id}/originals`);
  const keying = `/console/cases/${id}/originals`;
  const consent = { text: servedText('NEW_HANDLER'), assessment: 'yes', 'inquiries.POLICE_RECORD': 'yes' };
  const wrong = await first.fillIn(keying, 'giveConsent', { ...consent, ...paper, 'original.hash': 'short' });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('href="#giveConsent-original-hash"');
  expect(wrong.text).toContain('value="short"');
  const sent = await first.fillIn(keying, 'giveConsent', { ...consent, ...paper });
  expect([sent.status, sent.location?.pathname]).toEqual([303, keying]);
  const listed = await first.get(keying);
  const at = /\/console\/originals\/[0-9a-f-]{36}/.exec(listed.text)?.[0] ?? '';
  // Who keyed it in has its receipt to hand over, and nothing to confirm.
  expect((await first.get(at)).text).toContain(`${at}/receipt`);
  expect((await first.get(`${at}/receipt?in=ja`)).headers.get('content-type')).toBe('application/pdf');
  expect((await first.get(at)).text).not.toContain('confirmOriginal');

  // Who compares it has said before that they are not tied to the person.
  await play.stageOf('applications', id);
  const second = new Visitor(system);
  await second.signIn(staff.inCharge);
  expect((await second.get('/console/originals')).text).toContain(at);
  const compared = await second.get(at);
  expect(compared.text).toContain(servedText('NEW_HANDLER'));
  expect(compared.text).not.toContain(hash);
  const other = await second.fillIn(at, 'confirmOriginal', { hash: 'a'.repeat(64) });
  expect([other.status, other.text.includes('href="#confirmOriginal-hash"')]).toEqual([422, true]);
  const done = await second.fillIn(at, 'confirmOriginal', { hash });
  expect([done.status, done.location?.pathname]).toEqual([303, at]);

  const subject = new Visitor(system);
  await subject.signIn('s05');
  const own = await subject.get(`/console/cases/${id}`);
  expect(own.text).toContain('署名のある書面による');
  expect((await subject.get(keying)).status).toBe(404);
});

test('a withdrawal that had come in before the result: keyed in and compared, each told what it does', async () => {
  const staff = staffOf(0);
  const play = new Play({ as: system.as }, staff, 's14');
  const id = await play.untilAllAsked();
  await play.until(id, 'HUMAN_REVIEW');
  await play.review(id);
  await play.opinion(id);
  await play.decideAndNotify(id, 'FOUND');
  expect(await play.stageOf('applications', id)).toBe('PLEDGE_PENDING');
  const hash = createHash('sha256').update(randomUUID()).digest('hex');
  const today = dayOf(new Date().toISOString());
  const paper = {
    'original.hash': hash,
    'original.pages': '1',
    'original.signedOn': today,
    'original.receivedOn': today,
    'original.came': 'COUNTER',
  };
  const first = new Visitor(system);
  await first.signIn(staff.officer);
  const keying = `/console/cases/${id}/originals`;
  const page = (await first.get(keying)).text;
  expect(page).toContain('通知より前に届いていた取下書は、ここで入力できます');
  // Nothing that is offered here is in force by one hand.
  expect(page).not.toContain('すぐに効力が生じます');
  expect((await first.fillIn(keying, 'withdrawConsent', paper)).status).toBe(303);
  const at = /\/console\/originals\/[0-9a-f-]{36}/.exec((await first.get(keying)).text)?.[0] ?? '';
  const second = new Visitor(system);
  await second.signIn(staff.inCharge);
  expect((await second.get(`/console/cases/${id}`)).text).toContain('誓約書が照合を待つ間は');
  expect((await second.get(at)).text).toContain('確認すると記録に残り');
  expect((await second.fillIn(at, 'confirmOriginal', { hash })).status).toBe(303);
  expect((await second.get(at)).text).toContain('先に届いていたことが後から分かった（照合済み。');
  expect((await second.get(`/console/cases/${id}`)).text).toContain('結果の通知を取り消す提案をし');
  expect(await play.stageOf('applications', id)).toBe('PLEDGE_PENDING');
}, 120_000);
