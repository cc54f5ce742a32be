import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

/** One case opened for hours by two people, by the pages alone. */
let system: TestSystem;
const staff = staffOf(0);
const PAGE = '/console/break-glass';
const SUBJECT = 's14';
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor;
}
async function investigated(): Promise<string> {
  const play = new Play({ as: system.as }, staff, SUBJECT);
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  await play.enrol(id);
  await play.consent(id);
  await play.submitQuestionnaire(id);
  return id;
}

test('an officer asks, one in charge approves, the file is read and no step offered; auditor and person see it', async () => {
  const id = await investigated();
  const other = await signedIn('officer3');
  const page = `/console/cases/${id}`;
  expect((await other.get(page)).status).toBe(404);
  const ground = 'OFFICER_UNREACHABLE';
  const silent = await other.fillIn(PAGE, 'askBreakGlass', { case: id, ground });
  expect([silent.status, silent.text.includes('askBreakGlass-tie-error')]).toEqual([422, true]);
  expect((await other.fillIn(PAGE, 'askBreakGlass', { case: id, ground, tie: 'NONE' })).status).toBe(303);
  expect((await other.get(page)).status).toBe(404);

  const inCharge = await signedIn(staff.inCharge);
  await inCharge.fillIn(`/console/declarations?case=${id}`, 'declareTies', { case: id, tie: 'NONE' });
  const asked = (await inCharge.get(PAGE)).text;
  const row = /<option value="([0-9a-f-]{36})">[^<]*–/.exec(asked)?.[1] ?? '';
  expect((await inCharge.fillIn(PAGE, 'approveBreakGlass', { row })).status).toBe(303);

  const read = await other.get(page);
  expect([read.status, Object.keys(formsOf(read.text))]).toEqual([200, ['sign-out']]);
  expect(read.text).toContain('緊急の閲覧として');
  for (const way of ['explanation', 'passkey']) expect(read.text).not.toContain(`${page}/${way}`);
  const auditor = await signedIn('auditor');
  expect((await auditor.get(PAGE)).text).toContain(id.slice(0, 8));
  const person = await signedIn(SUBJECT);
  expect((await person.get(page)).text).toContain('緊急の閲覧');
  expect((await person.get(`${page}/accesses`)).text).toContain('二人の判断で閲覧');

  expect((await inCharge.fillIn(PAGE, 'endBreakGlass', { row })).status).toBe(303);
  expect((await other.get(page)).status).toBe(404);
}, 120_000);
