import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { ROUTES } from '../../api/routes/index.js';
import { connect } from '../../store/db.js';
import { freshName } from '../support/names.js';
import { BODIES, bodyOf } from './support/bodies.js';
import { Cases, PERSON } from './support/cases.js';
import { type Account, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { Contractors } from './support/contractors.js';
import { applicationOf, dispatched } from './support/dispatched.js';
import { bytesOf, Items } from './support/handling.js';
import { type Answer, holdings, type House, openHouse, unreferenced, verdict } from './support/house.js';
import { Originals } from './support/originals.js';
import { listedHolder } from './support/right-ends.js';

/**
 * Nothing goes from one contractor to another but by the organ (Art. 10). One that is certified by the same organ asks every
 * route about another's people, items and lists, and is answered as about what is not there.
 */
const OTHER: Account = 'managerElsewhere';
let house: House;
let cases: Cases;
let items: Items;
/** What is the first contractor's, by where its routes begin; and every number that may not be told. */
let theirs: Readonly<Record<string, string>>;
let numbers: readonly string[];

beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  items = new Items(house);
  const of = new Originals(house);
  const firms = new Contractors(house);
  const application = await cases.application('CHECKS_RUNNING');
  const { made: clearance, provided } = await listedHolder(cases, items);
  const ended = await listedHolder(cases, items);
  await cases.step(ended.made.id, 'serveDoubtNotice', 'inCharge', { reason: 'TEST', text: 'x' });
  const notices = (await house.get('manager', '/right-end-notices')).body.items as { id: string }[];
  const passingOnOf = async ({ id, subjectId }: { id: string; subjectId: string }) => {
    await dispatched(house, await applicationOf(house, id));
    const { body } = await house.get('manager', '/passings-on');
    return body.items.find((one: { subjectRef: string }) => one.subjectRef === subjectId).id as string;
  };
  const grievance = await cases.grievance();
  const paper = await of.key(await cases.application('AWAITING_CONSENT'), 'refuseConsent', 'officer');
  const firm = await firms.contractor();
  const certification = await firms.certified(firm);
  theirs = {
    applications: application.id,
    clearances: clearance.id,
    grievances: grievance.id,
    'information-items': provided,
    'right-end-notices': notices[0]?.id ?? '',
    'passings-on': await passingOnOf(ended.made),
    originals: paper.body.id,
    certifications: certification.id,
    contracts: await firms.contracted(firm),
  };
  const subjects = [application, clearance, ended.made, grievance].map(({ subjectId }) => subjectId);
  numbers = [...Object.values(theirs), ...subjects, HERE.contractorId, firm.contractorId, ended.provided];
  for (const number of numbers) expect(number).toMatch(/^[0-9a-f-]{36}$/);
}, 120_000);
afterAll(() => house?.stop());

const SUBJECT = () => numbers[Object.keys(theirs).length + 1] ?? '';
const about = (text: string, swap: ReadonlyMap<string, string>) =>
  [...swap].reduce((said, [from, to]) => said.replaceAll(from, to), text);

/** Asks one route about what is theirs, and about what is nobody's, in the same words. */
async function both(route: (typeof ROUTES)[number]): Promise<[Answer, Answer]> {
  const [, first = ''] = route.path.split('/');
  const at = route.path.replace(':id', theirs[first] ?? SUBJECT());
  const query = /handling|questions/.test(route.path)
    ? `?subjectId=${SUBJECT()}&organId=${HERE.organId}&itemId=${theirs['information-items']}`
    : '';
  const body = JSON.stringify({
    ...(BODIES[route.id] ? bodyOf(route.id, 1) : {}),
    ...(BODIES[route.id] && 'contractorId' in (BODIES[route.id] ?? {})
      ? { contractorId: HERE.contractorId }
      : {}),
    ...(route.id === 'nominate' ? { contractorId: HERE.contractorId } : {}),
    ...(BODIES[route.id] && 'subjectId' in (BODIES[route.id] ?? {}) ? { subjectId: SUBJECT() } : {}),
  });
  const nobodys = new Map(numbers.map((number) => [number, randomUUID()]));
  const ask = (swap: ReadonlyMap<string, string>) =>
    route.method === 'get'
      ? house.get(OTHER, about(at + query, swap))
      : house.post(OTHER, about(at, swap), JSON.parse(about(body, swap)));
  return [await ask(new Map()), await ask(nobodys)];
}

describe('about another contractor', () => {
  const one = ROUTES.filter(({ path }) => path.includes(':id'));
  const acts = ROUTES.filter(({ path, method }) => !path.includes(':id') && method === 'post');
  const lists = ROUTES.filter(({ path, method }) => !path.includes(':id') && method === 'get');

  test('every route that names one thing answers as if there were none, and changes nothing', async () => {
    expect(one.length).toBeGreaterThan(100);
    const before = await holdings(house.register);
    for (const route of one) {
      const [answer, nothing] = await both(route);
      expect([route.id, answer.status]).toEqual([route.id, nothing.status]);
      expect([route.id, unreferenced(answer)]).toEqual([route.id, unreferenced(nothing)]);
      expect([route.id, [403, 404, 422].includes(answer.status)]).toEqual([route.id, true]);
    }
    expect(await holdings(house.register)).toBe(before);
  }, 120_000);

  test('every act that names somebody in its words is refused, in the same words as of nobody', async () => {
    expect(acts.length).toBeGreaterThan(8);
    const before = await holdings(house.register);
    for (const route of acts) {
      const [answer, nothing] = await both(route);
      expect([route.id, answer.status >= 400]).toEqual([route.id, true]);
      expect([route.id, unreferenced(answer)]).toEqual([route.id, unreferenced(nothing)]);
    }
    expect(await holdings(house.register)).toBe(before);
  }, 60_000);

  test('no list names anything of theirs, and a handling check is the same no', async () => {
    expect(lists.length).toBeGreaterThan(15);
    for (const route of lists) {
      const [answer, nothing] = await both(route);
      expect([route.id, answer.status]).toEqual([route.id, nothing.status]);
      expect([route.id, numbers.filter((number) => answer.text.includes(number))]).toEqual([route.id, []]);
      if (route.id === 'checkHandling') expect(bytesOf(answer)).toBe(bytesOf(nothing));
    }
    // Of what is its own it would be told: the lists above were not empty for want of a right.
    expect(verdict(await house.get(OTHER, '/nominees'))).toBe('200');
    expect((await house.get('manager', '/assessed-persons')).text).toContain(SUBJECT());
  }, 60_000);
});

describe('a list of handlers', () => {
  const item = async (contractorId: string | undefined, account: Account, organId: string = HERE.organId) => {
    const body = {
      organId,
      ...(contractorId === undefined ? {} : { contractorId }),
      designation: `K-${randomUUID().slice(0, 8)}`,
      custodian: memberOf(account).sub,
    };
    return house.post('inCharge', '/information-items', body);
  };

  test('of one contractor takes none of another’s people, in the words in which it takes nobody unknown', async () => {
    const own = (await item(ELSEWHERE.contractorId, OTHER)).body.id;
    const put = (subjectId: string) => items.put(own, subjectId, OTHER);
    const [theirsRefused, unknown] = [await put(SUBJECT()), await put(randomUUID())];
    expect(verdict(theirsRefused)).toBe('422 INVALID');
    expect(unreferenced(theirsRefused)).toEqual(unreferenced(unknown));
    // Nor by whoever writes rows past the API.
    const row = sql`insert into item_handlers (id, item_id, subject_id, first_day, last_day, listed_at, listed_by)
      values (${randomUUID()}, ${own}, ${SUBJECT()}, now(), now(), now(), 'x')`;
    await expect(row.execute(house.register)).rejects.toMatchObject({ constraint: 'handlers_are_ones_own' });
  });

  test('is none for a contractor that is not certified by, and under contract with, the organ of the item', async () => {
    const firms = new Contractors(house);
    const { contractorId } = await firms.contractor();
    expect(verdict(await item(contractorId, 'manager'))).toBe('409 NOT_CERTIFIED');
    await firms.certified({ organId: HERE.organId, contractorId });
    expect(verdict(await item(contractorId, 'manager'))).toBe('409 NOT_CERTIFIED');
    await firms.contracted({ organId: HERE.organId, contractorId });
    expect(verdict(await item(contractorId, 'manager'))).toBe('201');
  });

  test('takes nobody who is known only where another organ’s items are kept', async () => {
    const body = {
      organId: ELSEWHERE.organId,
      person: { ...PERSON, name: freshName() },
      agreedToBeListed: true,
    };
    const { id } = (await house.post('inChargeElsewhere', '/applications', body)).body;
    const abroad = await house.register
      .selectFrom('cases')
      .select('subject_id')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const own = await items.item();
    expect(verdict(await items.put(own, abroad.subject_id))).toBe('422 INVALID');
  });

  test('hands no entry on: the item of one contractor stays its, and no entry moves to another list', async () => {
    const columns = await sql<{ column_name: string }>`select column_name from information_schema.columns
      where table_name = 'item_handlers' and column_name like '%contractor%'`.execute(house.register);
    expect(columns.rows).toEqual([]);
    const moved = sql`update item_handlers set item_id = ${(await item(ELSEWHERE.contractorId, OTHER)).body.id}
      where item_id = ${theirs['information-items']}`;
    const api = connect(house.database.api, { max: 1 });
    try {
      await expect(moved.execute(api)).rejects.toThrow(/permission denied/);
    } finally {
      await api.destroy();
    }
  });
});
