import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dayBeside, dayOf } from '../../domain/calendar.js';
import { AGREED, bodyOf } from './support/bodies.js';
import { Cases, PERSON } from './support/cases.js';
import { type Account, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { type House, openHouse, verdict } from './support/house.js';

/** Art. 12(1)(i)(ロ): of whoever holds a result of the same head under the 2014 Act no assessment is made. */
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const daysAgo = (days: number) => dayBeside(dayOf(new Date().toISOString()), -days);
let nth = 0;
const newPerson = () => ({ ...PERSON, name: `架空 ${(nth += 1)}郎` });
const record = (person: object, notifiedOn: string) =>
  house.post('inCharge', '/recorded-rights/sds-results', {
    ...bodyOf('recordSdsResult', 0),
    person,
    notifiedOn,
  });
const nominate = (by: Account, person: object, more: object = {}) =>
  house.post(by, '/applications', { ...bodyOf('nominate', 0), person, ...more });
const byContractor = (person: object) =>
  nominate('manager', person, { contractorId: HERE.contractorId, listing: AGREED });

async function approve(id: string) {
  const body = { seen: await cases.version(id), caseOfficer: memberOf('officer').sub };
  return house.post('adjudicator', `/applications/${id}/approval`, body);
}

describe('a person with a result of the same head under the 2014 Act', () => {
  test('is not nominated by the organ', async () => {
    const person = newPerson();
    await record(person, daysAgo(30));
    expect(verdict(await nominate('inCharge', person))).toBe('409 ALREADY_CLEARED');
  });

  test('is not approved, whoever listed them; and who listed them for a contractor is answered as of any other', async () => {
    const [held, other] = [newPerson(), newPerson()];
    await record(held, daysAgo(30));
    const [one, two] = [await byContractor(held), await byContractor(other)];
    const keysOf = (body: object) => Object.keys(body);
    expect([one.status, keysOf(one.body)]).toEqual([two.status, keysOf(two.body)]);
    expect(verdict(await approve(two.body.id))).toBe('201');
    expect(verdict(await approve(one.body.id))).toBe('409 ALREADY_CLEARED');
    const explained = async (account: Account, id: string) =>
      JSON.stringify((await house.get(account, `/applications/${id}/explanation`)).body);
    expect(await explained('adjudicator', one.body.id)).toContain('ALREADY_CLEARED');
    expect(await explained('inCharge', one.body.id)).not.toContain('ALREADY_CLEARED');
    const body = { ...bodyOf('rejectNominee', await cases.version(one.body.id)) };
    expect(verdict(await house.post('adjudicator', `/applications/${one.body.id}/rejection`, body))).toBe(
      '201',
    );
  });

  test('is nominated again once it has been ended, or in its last twelve months, and by another organ at any time', async () => {
    const [ended, ending, elsewhere] = [newPerson(), newPerson(), newPerson()];
    const { body } = await record(ended, daysAgo(30));
    await house.post('inCharge', `/recorded-rights/sds-results/${body.id}/end`, bodyOf('endSdsResult', 0));
    await record(ending, daysAgo(4 * 366));
    await record(elsewhere, daysAgo(30));
    for (const person of [ended, ending]) expect(verdict(await nominate('inCharge', person))).toBe('201');
    const there = await nominate('inChargeElsewhere', elsewhere, { organId: ELSEWHERE.organId });
    expect(verdict(there)).toBe('201');
  });
});

test('who holds an exempt office needs no assessment, and may be nominated and approved all the same', async () => {
  const person = newPerson();
  const office = await house.post('inCharge', '/recorded-rights/offices', {
    ...bodyOf('recordOffice', 0),
    person,
  });
  expect(verdict(office)).toBe('201');
  const nominated = await nominate('inCharge', person);
  expect(verdict(nominated)).toBe('201');
  expect(verdict(await approve(nominated.body.id))).toBe('201');
});
