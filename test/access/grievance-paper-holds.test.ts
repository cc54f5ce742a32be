import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Refused } from '../../domain/errors.js';
import type { Case, Cases } from './support/cases.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** A grievance on paper holds what it would hold once it is compared: the clearance's file, and that of its assessment (Art. 14). */
let house: House;
let of: Originals;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  of = new Originals(house);
  cases = of.cases;
}, 60_000);
afterAll(() => house?.stop());

const dispose = (made: Case) =>
  cases.step(made.id, 'dispose', 'System').then(
    () => 'DISPOSED',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
async function both(): Promise<{ clearance: Case; application: Case }> {
  const clearance = await cases.clearance('EXPIRED');
  const { application_id: id } = await house.register
    .selectFrom('clearances')
    .select('application_id')
    .where('id', '=', clearance.id)
    .executeTakeFirstOrThrow();
  return { clearance, application: { ...clearance, kind: 'application', id } };
}

test('a grievance about a clearance that waits to be compared keeps the assessment it began with', async () => {
  const { clearance, application } = await both();
  const keyed = await of.key(clearance, 'fileGrievanceAboutClearance', 'grievance');
  expect(verdict(keyed)).toBe('201');
  expect([await dispose(application), await dispose(clearance)]).toEqual(['HELD', 'HELD']);
  expect(verdict(await of.reject(keyed.body.id, 'grievanceOnceSubject'))).toBe('201');
  expect(await dispose(application)).toBe('DISPOSED');
}, 60_000);

test('one about an assessment keeps the clearance that began by it', async () => {
  const { clearance, application } = await both();
  const keyed = await of.key(application, 'fileGrievance', 'grievance');
  expect(verdict(keyed)).toBe('201');
  expect(await dispose(clearance)).toBe('HELD');
  expect(verdict(await of.reject(keyed.body.id, 'grievanceOnceSubject'))).toBe('201');
  expect(await dispose(clearance)).toBe('DISPOSED');
}, 60_000);
