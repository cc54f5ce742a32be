import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Case, Cases } from './support/cases.js';
import { BODIES, bodyOf } from './support/bodies.js';
import type { Account } from './support/cast.js';
import { holdings, type House, openHouse, verdict } from './support/house.js';

/** A pack whose folder was taken away: its cases wait for it, and everybody else's lists do not. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(async () => house?.stop());

const GONE = 'taken-away/2026-01-01';
async function forget(made: Case): Promise<Case> {
  await house.register.updateTable('cases').set({ policy_version: GONE }).where('id', '=', made.id).execute();
  return made;
}
const listed = async (by: Account) => {
  const answer = await house.get(by, '/applications?limit=100');
  expect(answer.status).toBe(200);
  return answer.body.items as { id: string; policyMissing?: true; outcome?: string | null }[];
};
const missing = async () => (await house.get('operator', '/operations/cases')).body.policiesMissing;

test('a list shows the case, says that its policy is not loaded, and shows the rest as ever', async () => {
  const other = await cases.application('CHECKS_RUNNING');
  const gone = [
    await forget(await cases.application('CHECKS_RUNNING')),
    await forget(await cases.notConducted('WITHDRAWN')),
  ];
  for (const account of ['officer', 'inCharge', 'subject', 'manager', 'information'] as const) {
    const items = await listed(account);
    const of = (id: string) => items.find((one) => one.id === id);
    for (const { id } of gone) expect([account, of(id)?.policyMissing]).toEqual([account, true]);
    expect([account, of(other.id)]).toEqual([account, expect.not.objectContaining({ policyMissing: true })]);
  }
  // When it would be told is its policy's to say: it is told nothing.
  for (const account of ['manager', 'information'] as const)
    for (const { id } of gone)
      expect((await listed(account)).find((one) => one.id === id)?.outcome).toBeNull();
  const nominees = await house.get('manager', '/nominees');
  expect([nominees.status, JSON.stringify(nominees.body).includes(gone[0]?.id ?? '-')]).toEqual([200, true]);
});

test('operators are told which, as long as there is a file under it', async () => {
  const made = await forget(await cases.application('NOMINATED'));
  expect(await missing()).toEqual([GONE]);
  await house.register
    .updateTable('cases')
    .set({ policy_version: 'act27/2026-11-27' })
    .where('policy_version', '=', GONE)
    .execute();
  expect(await missing()).toEqual([]);
  expect(await cases.stage(made.id)).toBe('NOMINATED');
});

test('the case itself, a step on it and its explanation say so, change nothing, and tell it to nobody else', async () => {
  const made = await cases.application('CHECKS_RUNNING');
  const version = await cases.version(made.id);
  await forget(made);
  const at = `/applications/${made.id}`;
  const before = await holdings(house.register);
  for (const [by, path] of [
    ['officer', at],
    ['subject', at],
    ['inCharge', `${at}/explanation`],
    ['subject', `${at}/documents`],
  ] as const)
    expect([by, path, verdict(await house.get(by, path))]).toEqual([by, path, '503 POLICY_MISSING']);
  const step = bodyOf('withdrawConsent', version);
  expect(verdict(await house.post('subject', `${at}/withdrawal`, step))).toBe('503 POLICY_MISSING');
  const paper = { ...BODIES.keyInquiryReply };
  expect(verdict(await house.post('officer', `${at}/replies`, paper))).toBe('503 POLICY_MISSING');
  for (const by of ['officerTied', 'officerElsewhere', 'inChargeTied', 'managerElsewhere'] as const) {
    expect([by, verdict(await house.get(by, at))]).toEqual([by, '404 NOT_FOUND']);
    expect([by, (await house.get(by, `${at}/explanation`)).status]).toEqual([by, 404]);
  }
  expect((await house.post('officerTied', `${at}/replies`, paper)).status).toBe(404);
  expect(await holdings(house.register)).toBe(before);
});
