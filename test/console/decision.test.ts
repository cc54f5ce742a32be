import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { worksheetFor } from '../../sandbox/worksheet.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

let system: TestSystem;
const staff = staffOf(0);
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor;
}

/** A worksheet as its form sends it. */
function sheetFields(sheet: object): Record<string, string> {
  const flat = (value: unknown, at: string): [string, string][] =>
    typeof value === 'string'
      ? [[at, value]]
      : Object.entries(value ?? {}).flatMap(([key, inner]) => flat(inner, `${at}.${key}`));
  return Object.fromEntries(
    flat(sheet, 'worksheet').map(([at, text]) => [at.replace(/\.(treatment|factors)\b/, ''), text]),
  );
}

test('a decision is written by the sentence, looked at as the person will read it, and saved as one document', async () => {
  const play = new Play({ as: system.as }, staff, 's14');
  const id = await play.untilAllAsked();
  await play.until(id, 'HUMAN_REVIEW');
  await play.review(id);
  await play.opinion(id);
  await play.act(staff.inCharge, `/applications/${id}/submission`);
  await play.ask(id);
  await play.answerConcerns(id);
  const path = `/console/cases/${id}`;
  const adjudicator = await signedIn(staff.adjudicator);
  const { body } = await (await system.as(staff.adjudicator)).get(`/applications/${id}`);
  const written = {
    ...sheetFields(worksheetFor(body)),
    decision: 'NOT_FOUND',
    'reasons.0.text': '一文目。\n二文目。',
    'reasons.1.text': 'ある人が述べた。',
    'reasons.1.withheld': 'WOULD_REVEAL_SOURCE',
  };
  const shown = await adjudicator.fillIn(path, 'decide', { ...written, add: 'preview' });
  expect([shown.status, await play.stageOf('applications', id)]).toEqual([200, 'ADJUDICATION']);
  const preview = /role="status">(.*?)<\/div>/s.exec(shown.text)?.[1] ?? '';
  expect([preview.includes('二文目。'), preview.includes('ある人が述べた。')]).toEqual([true, false]);
  // Each line has become a row of its own.
  expect(shown.text).toMatch(/name="reasons\.1\.text"[^>]*>二文目。</);
  expect(shown.text).toMatch(/name="reasons\.2\.text"[^>]*>ある人が述べた。</);
  const form = formsOf(shown.text).decide;
  expect((await adjudicator.send(form?.action ?? '', { ...form?.fields, ...written })).status).toBe(303);
  expect(await play.stageOf('applications', id)).toBe('SECOND_READING');
  await play.confirm(id);
  expect((await adjudicator.get(path)).text).toContain(`${path}/decision-packet`);
  const saved = await adjudicator.get(`${path}/decision-packet`);
  expect(saved.headers.get('content-disposition')).toBe('attachment; filename=decision-packet.json');
  expect(JSON.parse(saved.text).packet.reasons).toHaveLength(3);
  const officer = await signedIn(staff.officer);
  expect((await officer.get(path)).text).not.toContain('decision-packet');
  expect((await officer.get(`${path}/decision-packet`)).status).toBe(404);
}, 120_000);
