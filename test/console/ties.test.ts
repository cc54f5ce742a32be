import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayOf } from '../../domain/calendar.js';
import { userOf } from '../../sandbox/people.js';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

/** Who may judge whom, by the pages alone: an officer’s word before a file opens, and who reports to whom. */
let system: TestSystem;
let play: Play;
let id: string;
let path: string;
const staff = staffOf(0);
const LINES = '/console/reporting-lines';
const DECLARATIONS = '/console/declarations';
beforeAll(async () => {
  system = await startSystem();
  play = new Play({ as: system.as }, staff, 's09');
  id = await play.nominate();
  path = `/console/cases/${id}`;
  await play.act(staff.adjudicator, `/applications/${id}/approval`, {
    caseOfficer: userOf(staff.officer).sub,
  });
}, 60_000);
afterAll(() => system?.stop());

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor;
}

test('the officer named finds the case on their page of declarations, and its file when they have declared', async () => {
  const officer = await signedIn(staff.officer);
  const closed = await officer.look(path);
  expect([closed.status, closed.text.includes('利害関係の有無')]).toEqual([409, true]);
  const inCharge = await signedIn(staff.inCharge);
  expect((await inCharge.get(path)).text).toContain('まだ申告していない人');
  expect((await officer.get(DECLARATIONS)).text).toContain(id.slice(0, 8));
  const unsaid = await officer.fillIn(DECLARATIONS, 'declareTies', { case: id });
  expect(unsaid.status).toBe(422);
  const said = await officer.fillIn(DECLARATIONS, 'declareTies', { case: id, tie: 'NONE' });
  expect([said.status, said.location?.pathname]).toEqual([303, DECLARATIONS]);
  expect((await officer.get(DECLARATIONS)).text).not.toContain(id.slice(0, 8));
  expect(Object.keys(formsOf((await officer.get(path)).text))).toContain('serveNotice');
}, 60_000);

test('an officer in charge records a line and ends it; the case it bars its officer from is named', async () => {
  const inCharge = await signedIn(staff.inCharge);
  const officer = await signedIn(staff.officer);
  const { subjectId, organId } = (await (await system.as(staff.inCharge)).get(`/applications/${id}`)).body;
  const day = dayOf(new Date().toISOString());
  const line = { organId, 'person.subjectId': subjectId, 'superior.sub': userOf(staff.officer).sub };
  const empty = await inCharge.fillIn(LINES, 'recordReportingLine', { organId, firstDay: day });
  expect([empty.status, empty.text.includes('recordReportingLine-person-sub-error')]).toEqual([422, true]);
  const recorded = await inCharge.fillIn(LINES, 'recordReportingLine', { ...line, firstDay: day });
  expect([recorded.status, recorded.location?.pathname]).toEqual([303, LINES]);
  expect((await officer.get(path)).status).toBe(404);
  const shown = (await inCharge.get(LINES)).text;
  expect([shown.includes(path), shown.includes(subjectId)]).toEqual([true, true]);
  const row = /<option value="([0-9a-f-]{36})">[^<]*→/.exec(shown)?.[1] ?? '';
  const ended = await inCharge.fillIn(LINES, 'endReportingLine', { line: row, lastDay: day });
  expect(ended.status).toBe(303);
  expect(Object.keys(formsOf((await inCharge.get(LINES)).text))).not.toContain('endReportingLine');
}, 60_000);

test('whoever judges is led from the case to their word, and then reads its file', async () => {
  const reader = await signedIn(staff.secondReader);
  const closed = await reader.look(path);
  const own = `${DECLARATIONS}?case=${id}`;
  expect([closed.status, closed.text.includes(`href="${own}"`)]).toEqual([409, true]);
  expect((await reader.get('/console/queue')).text).toContain('利害関係の有無の申告を待っています');
  // Not their turn: named on their page where they come from the case, and not among what waits for them.
  expect((await reader.get(DECLARATIONS)).text).not.toContain(id.slice(0, 8));
  expect((await reader.fillIn(own, 'declareTies', { case: id, tie: 'NONE' })).status).toBe(303);
  expect((await reader.look(path)).status).toBe(200);
}, 60_000);

test('and these are no pages of anybody else’s', async () => {
  for (const [account, ...pages] of [
    [staff.officer, LINES],
    [staff.adjudicator, LINES],
    [staff.screener, LINES],
    ['contractor1', LINES, DECLARATIONS],
    ['s09', LINES, DECLARATIONS],
  ] as const) {
    const visitor = await signedIn(account ?? '');
    for (const at of pages) expect([account, at, (await visitor.get(at)).status]).toEqual([account, at, 404]);
  }
}, 60_000);
