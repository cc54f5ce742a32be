import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayOf } from '../../domain/calendar.js';
import { userOf } from '../../sandbox/people.js';
import { organIds } from '../../sandbox/people/bodies.js';
import { staffOf } from '../../sandbox/lives/world.js';
import { startSystem, type TestSystem } from '../support/system.js';
import { formsOf } from '../web/html.js';
import { Visitor } from './visitor.js';

/** Who acts in an adjudicator's place, by the pages alone. */
let system: TestSystem;
const staff = staffOf(0);
const PAGE = '/console/stand-ins';
beforeAll(async () => {
  system = await startSystem();
}, 60_000);
afterAll(() => system?.stop());

async function signedIn(account: string): Promise<Visitor> {
  const visitor = new Visitor(system);
  await visitor.signIn(account);
  return visitor;
}

test('an officer in charge names one and ends it; whoever stands in is told on their first page', async () => {
  const inCharge = await signedIn(staff.inCharge);
  const officer = await signedIn(staff.officer);
  const organId = userOf(staff.inCharge).grants.find(({ organId: id }) => id)?.organId ?? organIds.kiban;
  const day = dayOf(new Date().toISOString());
  const asked = {
    organId,
    standIn: userOf(staff.officer).sub,
    adjudicator: userOf(staff.adjudicator).sub,
    reason: 'ILLNESS',
    firstDay: day,
    lastDay: day,
  };
  const refused = await inCharge.fillIn(PAGE, 'nameStandIn', { ...asked, standIn: userOf('s09').sub });
  expect([refused.status, refused.text.includes('nameStandIn-standIn-error')]).toEqual([422, true]);
  const named = await inCharge.fillIn(PAGE, 'nameStandIn', asked);
  expect([named.status, named.location?.pathname]).toEqual([303, PAGE]);
  const shown = (await inCharge.get(PAGE)).text;
  expect([shown.includes(asked.standIn), shown.includes('病気')]).toEqual([true, true]);
  expect((await officer.get('/console')).text).toContain('代理（');
  const row = /<option value="([0-9a-f-]{36})">[^<]*→/.exec(shown)?.[1] ?? '';
  expect((await inCharge.fillIn(PAGE, 'endStandIn', { row })).status).toBe(303);
  expect(Object.keys(formsOf((await inCharge.get(PAGE)).text))).not.toContain('endStandIn');
  expect((await officer.get('/console')).text).not.toContain('代理（');
}, 60_000);

test('and it is no page of anybody else’s', async () => {
  for (const account of [staff.officer, staff.adjudicator, 's09']) {
    const visitor = await signedIn(account ?? '');
    expect([account, (await visitor.get(PAGE)).status]).toEqual([account, 404]);
  }
}, 60_000);
