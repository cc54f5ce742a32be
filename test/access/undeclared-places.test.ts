import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { type QueuePlace, queueOf } from '../../store/console-reads.js';
import { type Case, Cases } from './support/cases.js';
import { type Account, HERE, memberOf } from './support/cast.js';
import { dayAhead } from './support/day-ahead.js';
import { type House, openHouse, verdict } from './support/house.js';

/** Where a list puts a case that waits for the reader's word on ties, and which lists: neither says a thing of the case. */
const NEW: Account = 'inChargeOnceSubject';
let house: House;
let cases: Cases;
beforeAll(async () => {
  house = await openHouse({ undeclared: [NEW] });
  cases = new Cases(house);
}, 60_000);
afterAll(() => house?.stop());

const declare = (account: Account, { id }: Case) =>
  house.post(account, `/declarations/${id}`, { tie: 'NONE' });

/** What the console asks for, as whoever is in charge. */
function queue(ended: boolean, after?: QueuePlace) {
  const nobody = { grievanceOrgans: [], screens: [], cabinet: false };
  const query = { ...nobody, sub: memberOf(NEW).sub, organs: [HERE.organId], ended, limit: 1000 };
  return house.register
    .transaction()
    .execute((tx) => queueOf(tx, { ...query, ...(after === undefined ? {} : { after }) }));
}
const placeOf = async (made: Case, ended = false, after?: QueuePlace) =>
  (await queue(ended, after)).find(({ id }) => id === made.id)?.at;

const dueOn = (made: Case, day: string) =>
  house.register
    .updateTable('deadlines')
    .set({ due_at: `${day}T00:00:00Z` })
    .where('case_id', '=', made.id)
    .execute();

describe('the queue', () => {
  test('tells by no place, and by no cursor, when something falls due before their word', async () => {
    const made = await cases.application('AWAITING_CONSENT');
    const probes = [-400, -1, 1, 400].map((days) => ({ at: `${dayAhead(days)} 00:00:00+00`, id: made.id }));
    const told: unknown[] = [];
    for (const days of [-200, 200]) {
      await dueOn(made, dayAhead(days));
      told.push(await placeOf(made));
      for (const probe of probes) told.push(await placeOf(made, false, probe));
    }
    expect(new Set(told)).toEqual(new Set(['infinity']));
    expect(verdict(await declare(NEW, made))).toBe('201');
    expect(await placeOf(made)).toContain(dayAhead(200).slice(0, 7));
  });

  test('tells by no list that a case is over before their word', async () => {
    const made = await cases.application('NOT_CONDUCTED');
    expect([await placeOf(made), await placeOf(made, true)]).toEqual(['infinity', undefined]);
    expect(verdict(await declare(NEW, made))).toBe('201');
    expect([await placeOf(made), await placeOf(made, true)]).toEqual([
      undefined,
      expect.stringMatching(/^\d/),
    ]);
  });
});

test('nor does a list of the API that is asked for the open or the ended ones', async () => {
  const [over, open] = [await cases.application('NOT_CONDUCTED'), await cases.application('SCREENED')];
  const listed = async (account: Account) => {
    const asked = (is: boolean) => house.get(account, `/applications?limit=100&open=${is}`);
    const texts = [(await asked(true)).text, (await asked(false)).text];
    return [over, open].map(({ id }) => texts.map((text) => text.includes(id)));
  };
  const known = [
    [false, true],
    [true, false],
  ];
  expect(await listed(NEW)).toEqual([
    [true, false],
    [true, false],
  ]);
  expect(await listed('inCharge')).toEqual(known);
  // Nor do the places behind which such a list goes on, though they show nothing.
  const places: string[] = [];
  for (let after = ''; ; ) {
    const { next } = (await house.get(NEW, `/applications?limit=1&open=false${after}`)).body;
    if (next === null) break;
    places.push(Buffer.from(next, 'base64url').toString());
    after = `&after=${next}`;
  }
  expect([over, open].map(({ id }) => places.some((place) => place.endsWith(id)))).toEqual([true, true]);
  for (const made of [over, open]) expect(verdict(await declare(NEW, made))).toBe('201');
  expect(await listed(NEW)).toEqual(known);
});

describe('the list of declarations', () => {
  const page = async (query: string) => (await house.get(NEW, `/declarations${query}`)).body;

  test('goes on behind its last row, names each case once, and each name that it tells is an entry', async () => {
    const made = [];
    for (const _ of [1, 2, 3]) made.push((await cases.application('NOMINATED')).id);
    const seen: string[] = [];
    let after = '';
    for (;;) {
      const { items, next } = await page(`?limit=2${after}`);
      seen.push(...items.map(({ caseId }: { caseId: string }) => caseId));
      if (next === null) break;
      expect(next).toBe(seen.at(-1));
      after = `&after=${next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(made));
    const told = await house.register
      .selectFrom('ledger')
      .select('case_id')
      .where('event', '=', 'PersonNamedToOfficer')
      .where('sub', '=', memberOf(NEW).sub)
      .execute();
    expect(told).toHaveLength(seen.length);
    expect(new Set(told.map((row) => row.case_id))).toEqual(new Set(seen));
  });

  test('tells whoever is in charge that something is overdue which nobody in charge sees, and not what', async () => {
    const unsaid = async () => (await page('')).inCharge;
    const { overdue: before, waiting } = await unsaid();
    const made = await cases.application('AWAITING_CONSENT');
    await dueOn(made, dayAhead(-3));
    // Others in charge have said theirs, and see it.
    expect([before, await unsaid()]).toEqual([false, { waiting: waiting + 1, overdue: false }]);
    await house.register.transaction().execute(async (tx) => {
      await sql`alter table tie_declarations disable trigger user`.execute(tx);
      await tx.deleteFrom('tie_declarations').where('case_id', '=', made.id).execute();
      await sql`alter table tie_declarations enable trigger user`.execute(tx);
    });
    expect(await unsaid()).toEqual({ waiting: waiting + 1, overdue: true });
    expect((await house.get('adjudicator', '/declarations')).body.inCharge).toBeUndefined();
    expect((await house.get('inChargeElsewhere', '/declarations')).body.inCharge.overdue).toBe(false);
    expect(verdict(await declare('inCharge', made))).toBe('201');
    expect(await unsaid()).toEqual({ waiting: waiting + 1, overdue: false });
  });
});
