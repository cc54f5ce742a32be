import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type Case, Cases } from './support/cases.js';
import { type Account, HERE, memberOf } from './support/cast.js';
import { dayAhead } from './support/day-ahead.js';
import { Items } from './support/handling.js';
import { type House, openHouse, verdict } from './support/house.js';
import { Originals } from './support/originals.js';

/** What stands beside the cases, of one of them: whoever judges reads it after their word on ties, and not before. */
const NEW: Account = 'inChargeOnceSubject';
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse({
    undeclared: [NEW, 'adjudicatorOnceSubject', 'officerUnassigned', 'grievanceOnceSubject'],
  });
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

test('a signed paper that waits for a second person: that one does is told, with the case to declare on', async () => {
  const papers = new Originals(house);
  const made = await cases.application('AWAITING_CONSENT');
  const keyed = await papers.key(made, 'giveConsent', 'officer');
  expect(verdict(keyed)).toBe('201');
  const paper: string = keyed.body.id;
  const listed = async (account: Account) => {
    const { items, undeclared } = (await house.get(account, '/originals')).body;
    return [items.some(({ id }: { id: string }) => id === paper), undeclared.includes(made.id)];
  };
  const tried = async (account: Account) => [
    verdict(await house.get(account, `/originals/${paper}`)),
    verdict(await house.get(account, `/originals/${paper}/receipt`)),
    verdict(await papers.compare(paper, account)),
  ];
  expect(await listed(NEW)).toEqual([false, true]);
  expect((await house.get(NEW, '/originals')).text).not.toContain(paper);
  expect(new Set(await tried(NEW))).toEqual(new Set(['409 TIES_UNDECLARED']));
  for (const other of ['inChargeTied', 'inChargeElsewhere'] as const) {
    expect([other, await listed(other)]).toEqual([other, [false, false]]);
    expect([other, await tried(other)]).toEqual([other, Array(3).fill('404 NOT_FOUND')]);
  }
  expect(verdict(await declare(NEW, made))).toBe('201');
  expect(await listed(NEW)).toEqual([true, false]);
  expect(verdict(await papers.confirm(paper, NEW))).toBe('201');
});

test('a signed paper opens to a second pair of hands without an office on its case with their word, and to nobody tied', async () => {
  const papers = new Originals(house);
  const SECONDS = [
    ['giveConsent', 'AWAITING_CONSENT', 'officer', 'officerUnassigned'],
    ['submitQuestionnaire', 'QUESTIONNAIRE', 'screener', 'screenerOnceSubject'],
    ['fileGrievance', 'CLOSED', 'grievance', 'grievanceOnceSubject'],
  ] as const;
  for (const [step, stage, first, second] of SECONDS) {
    const made = await cases.application(stage);
    const keyed = await papers.key(made, step, first);
    expect([step, verdict(keyed)]).toEqual([step, '201']);
    const paper: string = keyed.body.id;
    // Who keyed it in still sees it, and is told that another compares.
    expect(verdict(await house.get(first, `/originals/${paper}`))).toBe('200');
    const said = await house.register
      .selectFrom('tie_declarations')
      .select('sub')
      .where('case_id', '=', made.id)
      .execute();
    const sub = memberOf(second).sub;
    if (said.some((one) => one.sub === sub)) throw new Error('they had said their word');
    const read = async () => verdict(await house.get(second, `/originals/${paper}`));
    const confirm = async () => verdict(await papers.compare(paper, second));
    expect([step, await read(), await confirm()]).toEqual([
      step,
      '409 TIES_UNDECLARED',
      '409 TIES_UNDECLARED',
    ]);
    const { items, undeclared } = (await house.get(second, '/originals')).body;
    expect([items.some(({ id }: { id: string }) => id === paper), undeclared.includes(made.id)]).toEqual([
      false,
      true,
    ]);
    const owed = (await house.get(second, `/declarations?case=${made.id}`)).body.items;
    // Who screens is told no name by us: it stands on the paper.
    const named = owed.map((one: { caseId: string; person: unknown }) => [one.caseId, one.person !== null]);
    expect([step, named]).toEqual([step, [[made.id, second !== 'screenerOnceSubject']]]);
    expect(verdict(await papers.declare(paper, second))).toBe('201');
    expect([step, await read(), await confirm()]).toEqual([step, '200', '201']);

    const other = await cases.application(stage);
    const next: string = (await papers.key(other, step, first)).body.id;
    expect(verdict(await papers.declare(next, second, 'TIED'))).toBe('201');
    expect(verdict(await house.get(second, `/originals/${next}`))).toBe('404 NOT_FOUND');
    expect((await house.get(second, '/originals')).body.undeclared).not.toContain(other.id);
    await house.register.deleteFrom('conflicts').where('sub', '=', sub).execute();
  }
});

test('of a case without a paper that waits, nobody without an office on it is told a name to declare on', async () => {
  const made = await cases.application('AWAITING_CONSENT');
  for (const by of ['officerUnassigned', 'screener', 'grievance'] as const) {
    expect((await house.get(by, `/declarations?case=${made.id}`)).body.items).toEqual([]);
    expect(verdict(await declare(by, made))).toBe('404 NOT_FOUND');
  }
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
