import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

/** Holds and outages by the pages alone: two officers in charge, and everybody else who may look. */
let system: TestSystem;
let path: string;
const staff = staffOf(0);
const day = (n: number) => dayBeside(dayOf(new Date().toISOString()), n);
beforeAll(async () => {
  system = await startSystem();
  const play = new Play({ as: system.as }, staff, 's09');
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  path = `/console/cases/${id}`;
}, 60_000);
afterAll(() => system?.stop());

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor;
}

describe('a legal hold', () => {
  test('is placed on the case’s page, listed, and lifted by the other officer in charge', async () => {
    const [first, second] = [await signedIn(staff.inCharge), await signedIn('second-in-charge1')];
    const placed = await first.fillIn(path, 'placeHold', {
      ground: 'LITIGATION',
      reviewOn: day(30),
      reasons: '係属中の訴訟のため。',
    });
    expect([placed.status, placed.location?.pathname]).toEqual([303, path]);
    expect((await first.get('/console/holds')).text).toContain(path);
    const own = await first.get(path);
    expect([
      own.text.includes('係属中の訴訟のため。'),
      Object.keys(formsOf(own.text)).includes('liftHold'),
    ]).toEqual([true, false]);
    const lifted = await second.fillIn(path, 'liftHold', { hold: '1', reasons: '終局したため。' });
    expect([lifted.status, lifted.location?.pathname]).toEqual([303, path]);
    expect((await second.get('/console/holds')).text).not.toContain(path);
  }, 60_000);

  test('comes back as it was written where its day of review does not lie ahead', async () => {
    const visitor = await signedIn(staff.inCharge);
    const written = { ground: 'OTHER_DUTY', reviewOn: day(-1), reasons: '書いた理由' };
    const { status, text } = await visitor.fillIn(path, 'placeHold', written);
    expect([status, text.includes('書いた理由')]).toEqual([422, true]);
  }, 60_000);

  test('and its list are no pages of anybody else’s', async () => {
    for (const account of [staff.officer, staff.adjudicator, 's09', 'contractor1']) {
      const visitor = await signedIn(account);
      for (const at of ['/console/holds', '/console/outages'])
        expect([account, at, (await visitor.get(at)).status]).toEqual([account, at, 404]);
      expect((await visitor.get(path)).text).not.toMatch(/保存命令|placeHold/);
    }
  }, 60_000);
});

describe('an outage', () => {
  test('is recorded by one officer in charge and confirmed by the other; the person reads why they have more time', async () => {
    const [first, second] = [await signedIn(staff.inCharge), await signedIn('second-in-charge1')];
    const outage = {
      organId: staff.organId,
      kind: 'OUR_SYSTEM',
      source: '',
      cause: 'FAILURE',
      reference: 'OUT-2026-7',
      firstDay: day(1),
      lastDay: day(2),
    };
    const refused = await first.fillIn('/console/outages', 'recordOutage', { ...outage, lastDay: day(0) });
    expect([refused.status, refused.text.includes('OUT-2026-7')]).toEqual([422, true]);
    expect(refused.text).toContain('recordOutage-lastDay-error');
    const recorded = await first.fillIn('/console/outages', 'recordOutage', outage);
    expect([recorded.status, recorded.location?.pathname]).toEqual([303, '/console/outages']);
    expect(Object.keys(formsOf((await first.get('/console/outages')).text)).toSorted()).toEqual([
      'recordOutage',
      'sign-out',
    ]);
    const { text } = await second.get('/console/outages');
    const [id = ''] = Object.keys(formsOf(text)).filter(
      (name) => name !== 'recordOutage' && name !== 'sign-out',
    );
    expect((await second.fillIn('/console/outages', id, { csrf: 'another' })).status).toBe(403);
    expect((await second.fillIn('/console/outages', id)).status).toBe(303);
    const person = await signedIn('s09');
    for (const at of [path, `${path}/explanation`])
      expect([at, (await person.get(at)).text.includes('2日延長')]).toEqual([at, true]);
  }, 60_000);
});
