import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type House, openHouse, verdict } from './support/house.js';

/** How long before an interview its person is told of it. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const daysAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
async function act({ id }: Case, route: string, path: string, more: object = {}) {
  const body = { ...bodyOf(route, await cases.version(id)), ...more };
  return house.post('officer', `/applications/${id}/${path}`, body);
}

test('an interview sooner than the days of notice is one its person agreed to, and they read that they did', async () => {
  const made = await cases.application('HUMAN_REVIEW');
  const arrange = (more: object) => act(made, 'arrangeInterview', 'interview', more);
  const move = (more = {}) => act(made, 'moveInterview', 'interview-move', more);
  const told = async () => (await house.get('subject', `/applications/${made.id}`)).body.interviews;
  const refused = await arrange({ at: daysAhead(2) });
  expect([verdict(refused), refused.body.errors[0].pointer]).toEqual(['422 INVALID', '/at']);
  expect(verdict(await arrange({ at: daysAhead(2), agreed: true }))).toBe('201');
  expect(await told()).toMatchObject([{ agreed: true }]);
  // Agreed to that time, not to another.
  expect(verdict(await move({ at: daysAhead(3) }))).toBe('422 INVALID');
  expect(verdict(await move())).toBe('201');
  expect((await told())[0]).not.toHaveProperty('agreed');
});
