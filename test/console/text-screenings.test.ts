import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Play, staffOf } from '../../sandbox/lives/world.js';
import { STRUCK } from '../../domain/questionnaire/screening.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { Visitor } from './visitor.js';

let system: TestSystem;
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

const SAID = '今は労働組合の役員をしていることまで聞かれました。答えたくありませんでした。';
const LIST = '/console/text-screenings';

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor;
}

test('a grievance is pointed out on its form, kept by a tick, answered whole, and screened on a page of its own', async () => {
  const play = new Play({ as: system.as }, staffOf(0), 's05');
  const id = await play.nominate();
  await play.approve(id);
  await play.serveNotice(id);
  const subject = await signedIn('s05');
  const page = `/console/cases/${id}`;
  const fields = { about: 'CONDUCT', text: SAID };
  const pointed = await subject.fillIn(page, 'fileGrievance', fields);
  expect(pointed.status).toBe(422);
  expect(pointed.text).toContain('「労働組合');
  expect(pointed.text).toContain('name="kept"');
  expect((await subject.get(page)).text).not.toContain('name="kept"');
  const filed = await subject.fillIn(page, 'fileGrievance', { ...fields, kept: 'yes' });
  expect(filed.status).toBe(303);

  const screener = await signedIn('screener1');
  const rows = async () =>
    [...(await screener.get(LIST)).text.matchAll(/href="(\/console\/text-screenings\/[^"]+)"/g)].map(
      ([, href]) => href ?? '',
    );
  expect(await rows()).toEqual([]);
  const grievances = await system.as(staffOf(0).grievance);
  const { body } = await grievances.get('/grievances');
  const grievanceId: string = body.items[0].id;
  const answered = await grievances.act(`/grievances/${grievanceId}/answer`, {
    outcome: 'NOT_UPHELD',
    reasons: '労働組合のことを尋ねた記録はありません。',
  });
  expect(answered.status).toBe(201);

  const [text = ''] = await rows();
  const shown = await screener.get(text);
  expect(shown.text).toContain('<mark>労働組合');
  expect(shown.text).not.toContain(id);
  const incomplete = await screener.fillIn(text, 'screenText');
  expect(incomplete.status).toBe(422);
  const done = await screener.fillIn(text, 'screenText', { 'passages.0': 'STRIKE.MAY_NOT_BE_ASKED' });
  expect([done.status, done.location?.pathname]).toEqual([303, LIST]);
  expect(await rows()).toEqual([]);
  expect((await screener.get(text)).status).toBe(404);
  const left = await grievances.get(`/grievances/${grievanceId}`);
  expect(JSON.stringify(left.body)).toContain(STRUCK);
  expect((await (await signedIn(staffOf(0).officer)).get(LIST)).status).toBe(404);
}, 90_000);
