import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Case, Cases } from './support/cases.js';
import { type Account, HERE } from './support/cast.js';
import { dayAhead } from './support/day-ahead.js';
import { Items } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';

/** What stands beside the cases, of one of them: whoever judges reads it after their word on ties, and not before. */
const NEW: Account = 'inChargeOnceSubject';
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse({ undeclared: [NEW, 'adjudicatorOnceSubject', 'officerUnassigned'] });
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const declare = (account: Account, { id }: Case) =>
  house.post(account, `/declarations/${id}`, { tie: 'NONE' });
const at = (path: string) => `/${path}?organId=${HERE.organId}`;

/** Before their word and after it; of whoever has said it before, the same throughout. */
async function told(made: Case, path: string, id: string) {
  const tells = async (account: Account) => (await house.get(account, path)).text.includes(id);
  const before = [await tells('inCharge'), await tells(NEW)];
  expect(verdict(await declare(NEW, made))).toBe('201');
  return [...before, await tells(NEW)];
}
const AFTER_THEIR_WORD = [true, false, true];

test('a hold, and on which ground', async () => {
  const made = await cases.held(await cases.application('CLOSED'));
  expect(await told(made, at('legal-holds'), made.id)).toEqual(AFTER_THEIR_WORD);
});

test('what passed in an outage', async () => {
  const made = await cases.application('AWAITING_CONSENT');
  await house.register
    .updateTable('deadlines')
    .set({ due_at: sql`now()`, closed_at: sql`now()`, outcome: 'HANDLED' })
    .where('case_id', '=', made.id)
    .where('kind', '=', 'CONSENT_WINDOW')
    .execute();
  await cases.step(made.id, 'markConsentOverdue', 'System');
  const outage = { organId: HERE.organId, kind: 'POST', cause: 'DISASTER', reference: 'K-1' };
  const recorded = await house.post('inCharge', '/outages', {
    ...outage,
    firstDay: dayAhead(-5),
    lastDay: dayAhead(1),
  });
  expect(verdict(recorded)).toBe('201');
  expect(await told(made, at('outages'), made.id)).toEqual(AFTER_THEIR_WORD);
});

test('why a check said no', async () => {
  const made = await cases.clearance('SUSPENDED');
  const items = new Items(house);
  const itemId = await items.item();
  await items.put(itemId, made.subjectId);
  await items.check({ subjectId: made.subjectId, itemId });
  const grounds = at('handling-grounds');
  for (const other of ['inChargeTied', 'inChargeSelf'] as const)
    expect((await house.get(other, grounds)).text).not.toContain(made.subjectId);
  expect(await told(made, grounds, made.subjectId)).toEqual(AFTER_THEIR_WORD);
});

test('whether somebody may handle, by whoever decides or is named to none of their cases', async () => {
  const made = await cases.clearance('ACTIVE');
  const right = `${at('handling-rights')}&subjectId=${made.subjectId}`;
  const asked = async (account: Account) => verdict(await house.get(account, right));
  expect([
    await asked('adjudicator'),
    await asked('adjudicatorOnceSubject'),
    await asked('officerUnassigned'),
  ]).toEqual(['200', '404 NOT_FOUND', '404 NOT_FOUND']);
  await declare('adjudicatorOnceSubject', made);
  expect(await asked('adjudicatorOnceSubject')).toBe('200');
});
