import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bodyOf } from './support/bodies.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, ACCOUNTS, memberOf } from './support/cast.js';
import { askAll, type House, openHouse, verdict, verdicts } from './support/house.js';

/** The restriction on involvement: who is named to a case says whether they are tied to its person before it opens. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const NAMED: Account = 'officerUnassigned';
const sub = memberOf(NAMED).sub;
/** Named over HTTP, as in life: nobody has said anything for them. */
async function named(made: Case): Promise<Case> {
  const body = { ...bodyOf('assignOfficer', await cases.version(made.id)), caseOfficer: sub };
  expect(verdict(await house.post('inCharge', `/applications/${made.id}/assignment`, body))).toBe('201');
  return made;
}
const read = async (account: Account, { id }: Case, end = '') =>
  verdict(await house.get(account, `/applications/${id}${end}`));
const declare = (account: Account, { id }: Case, tie = 'NONE') =>
  house.post(account, `/declarations/${id}`, { tie });
const serve = async (made: Case) =>
  verdict(
    await house.post(
      NAMED,
      `/applications/${made.id}/notice`,
      bodyOf('serveNotice', await cases.version(made.id)),
    ),
  );
const entries = (event: string, { id }: Case) =>
  house.register
    .selectFrom('ledger')
    .select(['sub', 'role'])
    .where('case_id', '=', id)
    .where('event', '=', event)
    .execute();

describe('who is named to a case', () => {
  test('reads nothing of it and takes no step on it before their word, and is told so', async () => {
    const made = await named(await cases.application('SCREENED'));
    expect(await read(NAMED, made)).toBe('409 TIES_UNDECLARED');
    expect(await serve(made)).toBe('409 TIES_UNDECLARED');
    expect([await read(NAMED, made, '/timeline'), await read(NAMED, made, '/explanation')]).not.toContain(
      '200',
    );
    expect((await house.get(NAMED, '/applications?limit=100')).text).not.toContain(made.id);
    expect(await entries('FileRead', made)).toEqual([]);
    const { undeclared, assigned } = (await house.get('inCharge', `/applications/${made.id}`)).body;
    expect([undeclared, assigned.includes(sub)]).toEqual([[sub], false]);
  });

  test('knows by the name alone whom it is about, and that they did is an entry', async () => {
    const made = await named(await cases.application('SCREENED'));
    const { items } = (await house.get(NAMED, '/declarations')).body;
    const found = items.find(({ caseId }: { caseId: string }) => caseId === made.id);
    expect(Object.keys(found).toSorted()).toEqual(['caseId', 'kind', 'person']);
    expect(await entries('PersonNamedToOfficer', made)).toEqual([{ sub, role: 'CaseOfficer' }]);
  });

  test('opens it by saying that there is no tie, once', async () => {
    const made = await named(await cases.application('SCREENED'));
    expect(verdict(await declare(NAMED, made))).toBe('201');
    expect([await read(NAMED, made), await serve(made)]).toEqual(['200', '201']);
    expect(verdict(await declare(NAMED, made))).toBe('404 NOT_FOUND');
    expect(await entries('NoTieDeclared', made)).toEqual([{ sub, role: 'CaseOfficer' }]);
    // Named once more, they are not asked again.
    await named(made);
    expect(await read(NAMED, made)).toBe('200');
  });

  test('leaves it by saying that there is one, and sees no other case of that person', async () => {
    const made = await named(await cases.application('SCREENED'));
    expect(verdict(await declare(NAMED, made, 'TIED'))).toBe('201');
    expect(await read(NAMED, made)).toBe('404 NOT_FOUND');
    expect(await entries('TieDeclared', made)).toEqual([{ sub, role: 'CaseOfficer' }]);
    const body = { ...bodyOf('assignOfficer', await cases.version(made.id)), caseOfficer: sub };
    expect(verdict(await house.post('inCharge', `/applications/${made.id}/assignment`, body))).toBe(
      '422 INVALID',
    );
  });

  test('is not asked where it is known already', async () => {
    const made = await named(await cases.application('SCREENED'));
    await house.register
      .insertInto('conflicts')
      .values({ subject_id: made.subjectId, sub, declared_at: new Date().toISOString() })
      .execute();
    expect([await read(NAMED, made), verdict(await declare(NAMED, made))]).toEqual([
      '404 NOT_FOUND',
      '404 NOT_FOUND',
    ]);
  });
});

test('nobody else says it for them, or learns by asking that somebody is named', async () => {
  const made = await named(await cases.application('SCREENED'));
  const others = ACCOUNTS.filter((account) => account !== NAMED);
  const answers = await askAll(others, (account) => declare(account, made));
  expect(verdicts(answers)).toEqual(Object.fromEntries(others.map((account) => [account, '404 NOT_FOUND'])));
  expect(await read(NAMED, made)).toBe('409 TIES_UNDECLARED');
});

test('whoever was named before it was asked goes on as they were', async () => {
  const made = await cases.application('SCREENED');
  await house.register.insertInto('assignments').values({ case_id: made.id, sub }).execute();
  expect(await read(NAMED, made)).toBe('200');
});
