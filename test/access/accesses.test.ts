import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type Case, Cases } from './support/cases.js';
import { ACCOUNTS, CAST } from './support/cast.js';
import { askAll, type House, openHouse, verdict, verdicts } from './support/house.js';
import { PERSON_ASSESSED } from './expectations.js';

/** Whoever reads about a person, that person sees: when, which office, for what, which parts (Art. 16). */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

interface Line {
  readonly at: string;
  readonly role: string;
  readonly purpose: string;
  readonly parts: readonly string[];
}
const listOf = async ({ kind, id }: Case): Promise<Line[]> =>
  (await house.get('subject', `/${kind}s/${id}/accesses`)).body.items;

test('each look at a file is told to its person: the office, the purpose, the part, and never a name', async () => {
  const made = await cases.application('HUMAN_REVIEW');
  expect(await listOf(made)).toEqual([]);
  const at = `/applications/${made.id}`;
  await house.get('officer', at);
  await house.get('adjudicator', `${at}/explanation`);
  await house.get('inCharge', `${at}/documents/notice?lang=ja`);
  await house.get('manager', at);
  const answer = await house.get('subject', `${at}/accesses`);
  expect(answer.body.items.map(({ role, purpose, parts }: Line) => [role, purpose, parts])).toEqual([
    ['ContractorSecurityManager', 'PROTECTION', ['OUTCOME']],
    ['AssessmentOfficerInCharge', 'ASSESSMENT', ['DOCUMENT']],
    ['Adjudicator', 'ASSESSMENT', ['COURSE']],
    ['CaseOfficer', 'ASSESSMENT', ['FILE']],
  ]);
  const told = JSON.stringify(answer.body);
  for (const { sub } of Object.values(CAST)) expect(told).not.toContain(sub);
});

test('their own looks are not in it, and looking at it is an entry like any other', async () => {
  const made = await cases.application('QUESTIONNAIRE');
  await house.get('subject', `/applications/${made.id}`);
  await listOf(made);
  expect(await listOf(made)).toEqual([]);
  const entries = await house.register
    .selectFrom('ledger')
    .select('details')
    .where('case_id', '=', made.id)
    .where('role', '=', 'Subject')
    .where('event', '=', 'FileRead')
    .execute();
  expect(entries.filter(({ details }) => details.document === 'accesses')).toHaveLength(2);
});

test('it is the person’s alone: to everybody else there is none, whoever works on the case included', async () => {
  const made = await cases.application('HUMAN_REVIEW');
  const answers = await askAll(ACCOUNTS, (account) =>
    house.get(account, `/applications/${made.id}/accesses`),
  );
  for (const [account, said] of Object.entries(verdicts(answers)))
    expect([account, said]).toEqual([
      account,
      PERSON_ASSESSED.some((one) => one === account) ? '200' : expect.stringMatching(/^40[34]/),
    ]);
});

test('it comes by pages, newest first, and each look stands on one of them', async () => {
  const made = await cases.application('QUESTIONNAIRE');
  for (let n = 0; n < 103; n += 1) await house.get('officer', `/applications/${made.id}`);
  const first = (await house.get('subject', `/applications/${made.id}/accesses`)).body;
  const rest = (await house.get('subject', `/applications/${made.id}/accesses?after=${first.next}`)).body;
  expect([first.items.length, rest.items.length, rest.next]).toEqual([100, 3, null]);
  const all = [...first.items, ...rest.items].map(({ at }: Line) => at);
  expect(all).toEqual(all.toSorted().toReversed());
  const broken = await house.get('subject', `/applications/${made.id}/accesses?after=AAAA`);
  expect(verdict(broken)).toBe('422 INVALID');
});

test('of a clearance and of a grievance as well; of a destroyed file nothing is told', async () => {
  const clearance = await cases.clearance('ACTIVE');
  await house.get('inCharge', `/clearances/${clearance.id}`);
  expect((await listOf(clearance)).map(({ role }) => role)).toEqual(['AssessmentOfficerInCharge']);
  const grievance = await cases.grievance();
  await house.get('grievance', `/grievances/${grievance.id}`);
  expect((await listOf(grievance)).map(({ role, purpose }) => [role, purpose])).toEqual([
    ['GrievanceOfficer', 'GRIEVANCE'],
  ]);
  const destroyed = await cases.application('DISPOSED');
  const gone = await house.get('subject', `/applications/${destroyed.id}/accesses`);
  expect(verdict(gone)).toBe('404 NOT_FOUND');
});
