import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor;
}

const PAGE = '/console/demands';

test('a demand is made, answered and closed on a page, counts once, and waits on the start page of who owes the answer', async () => {
  const auditor = await signedIn('auditor');
  const charge = await signedIn(staffOf(0).inCharge);
  const { body: organs } = await (await system.as('auditor')).get('/organs');
  const { body: me } = await (await system.as(staffOf(0).inCharge)).get('/me');
  const organId = me.grants.find(
    ({ role }: { role: string }) => role === 'AssessmentOfficerInCharge',
  ).organId;
  expect(organs.items.map(({ id }: { id: string }) => id)).toContain(organId);

  const form = formsOf((await auditor.get(PAGE)).text).demand;
  const written = { ...form?.fields, organId, text: '告知の手順を改められたい。' };
  const made = await auditor.send(form?.action ?? '', written);
  expect([made.status, made.location?.pathname]).toEqual([303, PAGE]);
  // Sent twice it is one.
  await auditor.send(form?.action ?? '', written);
  const page = (await auditor.get(PAGE)).text;
  expect(page.split('告知の手順を改められたい。')).toHaveLength(2);
  expect((await charge.get('/console')).text).toContain(PAGE);

  const refused = await charge.fillIn(PAGE, 'answer', { text: '改めました。' });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('改めました。');
  const answered = await charge.fillIn(PAGE, 'answer', { answer: 'ACCEPTED', text: '改めました。' });
  expect(answered.status).toBe(303);
  expect((await auditor.get(PAGE)).text).toContain('改めました。');
  expect((await auditor.fillIn(PAGE, 'close')).status).toBe(303);
  expect(formsOf((await auditor.get(PAGE)).text).close).toBeUndefined();
  const officer = await signedIn(staffOf(0).officer);
  expect((await officer.get(PAGE)).status).toBe(404);
}, 60_000);

test('a form that another site sent is refused, and what was written is not lost', async () => {
  const auditor = await signedIn('auditor');
  const foreign = await auditor.fillIn(PAGE, 'demand', { text: 'x' }, 'https://elsewhere.example');
  expect(foreign.status).toBe(403);
});
