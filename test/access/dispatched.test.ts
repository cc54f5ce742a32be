import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { freshName } from '../support/names.js';
import { AGREED } from './support/bodies.js';
import { PERSON } from './support/cases.js';
import { type Account, HERE } from './support/cast.js';
import { EMPLOYER } from './support/dispatched.js';
import { type House, openHouse, verdict } from './support/house.js';

/** By whom a nominated person was dispatched: a firm, said by the contractor that nominates them. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 60_000);
afterAll(() => house?.stop());

describe('a nomination', () => {
  const nominate = (account: Account, more: object) =>
    house.post(account, '/applications', {
      organId: HERE.organId,
      person: { ...PERSON, name: freshName() },
      agreedToBeListed: true,
      ...more,
    });

  test('names the dispatching employer, and the contractor’s list shows it', async () => {
    const body = { contractorId: HERE.contractorId, listing: AGREED };
    const sent = await nominate('manager', {
      ...body,
      dispatched: { employer: EMPLOYER.name, number: EMPLOYER.number },
    });
    expect(verdict(sent)).toBe('201');
    const { items } = (await house.get('manager', '/nominees')).body;
    expect(items.find(({ id }: { id: string }) => id === sent.body.id).dispatchedBy).toBe(EMPLOYER.name);
  });

  test.each([
    [
      'a number whose check digit is another',
      { employer: 'X', number: '7000012050003' },
      '/dispatched/number',
    ],
    ['no name', { number: EMPLOYER.number }, '/dispatched/employer'],
  ])('with %s is refused', async (_, of, pointer) => {
    const answer = await nominate('manager', {
      contractorId: HERE.contractorId,
      listing: AGREED,
      dispatched: of,
    });
    expect(answer.body).toMatchObject({ code: 'INVALID', errors: [{ pointer }] });
  });

  test('of the organ’s own staff has none: people are dispatched to a contractor', async () => {
    const answer = await nominate('inCharge', {
      dispatched: { employer: EMPLOYER.name, number: EMPLOYER.number },
    });
    expect(answer.body).toMatchObject({ code: 'INVALID', errors: [{ pointer: '/dispatched' }] });
  });
});
