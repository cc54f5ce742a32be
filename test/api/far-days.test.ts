import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { BODIES } from '../access/support/bodies.js';
import { type Account, HERE } from '../access/support/cast.js';
import { type House, openHouse } from '../access/support/house.js';
import { freshName } from '../support/names.js';

/** Days at the edges of the calendar, wherever a form asks for one: taken or refused, and never our fault. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
beforeEach(() => void house.errors.splice(0));
afterAll(() => house?.stop());

const FAR = [
  '0001-01-01',
  '0001-12-31',
  '1868-01-25',
  '2019-04-30',
  '2019-05-01',
  '2028-02-29',
  '9999-12-31',
];
const NONE = ['0000-01-01', '2026-02-29', '1900-02-29', '10000-01-01'];

/** Where days are sent to that are no day of a case: by whom, and the fields that hold them. */
const FORMS: readonly (readonly [
  routeId: string,
  by: Account,
  address: string,
  fields: readonly string[],
])[] = [
  ['nominate', 'inCharge', '/applications', ['person.dateOfBirth']],
  ['recordOffice', 'inCharge', '/recorded-rights/offices', ['firstDay', 'lastDay', 'person.dateOfBirth']],
  ['recordSdsResult', 'inCharge', '/recorded-rights/sds-results', ['notifiedOn', 'person.dateOfBirth']],
  ['recordOutage', 'inCharge', '/outages', ['firstDay', 'lastDay']],
  ['recordContract', 'inCharge', '/contracts', ['firstDay', 'lastDay']],
];
const fields = FORMS.flatMap(([routeId, by, address, all]) =>
  all.map((field) => [routeId, field, by, address] as const),
);

describe('a day at the edge of the calendar', () => {
  test.each(fields)('in %s, as %s, is taken or refused in words', async (routeId, field, by, address) => {
    for (const day of FAR) {
      const { status } = await house.post(by, address, bodyWith(routeId, field, day));
      expect([day, status < 500]).toEqual([day, true]);
    }
    expect(house.errors).toEqual([]);
  });

  test.each(fields)(
    'that is none, in %s as %s, is refused where it stands',
    async (routeId, field, by, address) => {
      for (const day of NONE) {
        const { status, body } = await house.post(by, address, bodyWith(routeId, field, day));
        expect([day, status, body.errors?.[0]?.pointer]).toEqual([day, 422, `/${field.replace('.', '/')}`]);
      }
    },
  );
});

describe('a right that is to last to the end of the calendar', () => {
  test('lasts: its last day is the last there is', async () => {
    const body = { ...bodyWith('recordOffice', 'lastDay', '9999-12-31'), firstDay: '2026-01-01' };
    const { status, body: made } = await house.post('inCharge', '/recorded-rights/offices', body);
    expect(status).toBe(201);
    const asked = `/handling-rights?subjectId=${made.subjectId}&organId=${HERE.organId}`;
    expect((await house.get('information', asked)).body).toMatchObject({ canHandle: true });
  });
});

function bodyWith(routeId: string, field: string, day: string): Record<string, unknown> {
  const [outer = '', inner] = field.split('.');
  const { person, ...body } = BODIES[routeId] as { person?: object };
  const fresh = person ? { ...body, person: { ...person, name: freshName() } } : body;
  return { ...fresh, [outer]: inner ? { ...(fresh as { person: object }).person, [inner]: day } : day };
}
