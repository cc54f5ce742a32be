import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dayOf } from '../../domain/calendar.js';
import { forgetPerson } from '../../store/persons.js';
import { forgettablePersons } from '../../store/recorded-persons.js';
import { forgetRecorded } from '../../store/recorded-persons-sweep.js';
import { PERSON } from './support/cases.js';
import { HERE } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** People recorded by an exempt office alone: kept while it lasts and ten years on, then forgotten (Standards: retention). */
let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house?.stop());

const reasons = '官報による。 / By the gazette.';
let nth = 0;
async function recorded(more: Record<string, unknown> = {}): Promise<{ id: string; subjectId: string }> {
  const person = { ...PERSON, name: `記録 ${(nth += 1)}郎` };
  const office = { organId: HERE.organId, person, office: 'MINISTER', firstDay: '2026-01-01', reasons };
  return (await house.post('inCharge', '/recorded-rights/offices', { ...office, ...more })).body;
}
/** And a few days, for the last one is counted whole; `days` from then. */
const tenYearsOn = (days = 3) => {
  const at = new Date();
  at.setUTCFullYear(at.getUTCFullYear() + 10);
  return new Date(at.getTime() + days * 86_400_000).toISOString();
};
const identityOf = (subjectId: string) =>
  house.register
    .transaction()
    .execute((tx) => house.vault.latest(tx, { kind: 'subject', id: subjectId }, 'IDENTITY'));
const forget = (subjectId: string, now: string) =>
  house.register.transaction().execute((tx) => forgetPerson(tx, subjectId, now));

test('an office that is held outlives the person’s last file, can still be ended, and is kept ten years on', async () => {
  const { id, subjectId } = await recorded();
  await forget(subjectId, new Date().toISOString());
  const ended = await house.post('inCharge', `/recorded-rights/offices/${id}/end`, { reasons });
  expect(verdict(ended)).toBe('201');
  await forget(subjectId, tenYearsOn(-5));
  expect(await identityOf(subjectId)).toBeDefined();
  await forget(subjectId, tenYearsOn());
  expect(await identityOf(subjectId)).toBeUndefined();
});

test('who has nothing here but such a right is forgotten ten years after its end, and not a night before', async () => {
  const { subjectId } = await recorded({ lastDay: dayOf(new Date().toISOString()) });
  const due = async (now: string) => (await forgettablePersons(house.register, now)).includes(subjectId);
  expect(await due(new Date().toISOString())).toBe(false);
  expect(await due(tenYearsOn(-5))).toBe(false);
  expect(await due(tenYearsOn())).toBe(true);
  expect(await forgetRecorded(house.register, subjectId, tenYearsOn(-5))).toBe('MOOT');
  expect(await forgetRecorded(house.register, subjectId, tenYearsOn())).toBe('FORGOTTEN');
  expect(await due(tenYearsOn())).toBe(false);
  expect(await identityOf(subjectId)).toBeUndefined();
  const entry = house.register.selectFrom('ledger').select('role').where('event', '=', 'PersonForgotten');
  expect(await entry.where('subject_id', '=', subjectId).execute()).toEqual([{ role: 'System' }]);
});

test('a second right that stands keeps the person, however long ago the first ended', async () => {
  const { id, subjectId } = await recorded();
  await house.post('inCharge', `/recorded-rights/offices/${id}/end`, { reasons });
  nth -= 1;
  expect((await recorded()).subjectId).toBe(subjectId);
  expect(await forgettablePersons(house.register, tenYearsOn())).not.toContain(subjectId);
});
