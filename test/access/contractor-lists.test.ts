import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { dayBeside } from '../../domain/calendar.js';
import { openCase } from '../../store/transition.js';
import { freshName } from '../support/names.js';
import { listingTextOf } from '../../domain/listing.js';
import { AGREED } from './support/bodies.js';
import { Cases, PERSON } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE, memberOf } from './support/cast.js';
import { Contractors } from './support/contractors.js';
import { Items, today } from './support/handling.js';
import { type Answer, askAll, type House, openHouse, verdict } from './support/house.js';

/** The three lists of a contractor are kept apart, and nothing goes from one contractor to another. */
let house: House;
let cases: Cases;
let items: Items;
let firms: Contractors;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  items = new Items(house);
  firms = new Contractors(house);
}, 60_000);
afterAll(() => house?.stop());

const everybody = (question: (account: Account) => Promise<Answer>) => askAll(ACCOUNTS, question);
const who = (answers: Record<string, Answer>, status: number) =>
  Object.entries(answers)
    .filter(([, answer]) => answer.status === status)
    .map(([account]) => account)
    .sort();
const MANAGERS = ['manager', 'managerTied', 'managerSelf', 'managerOnceSubject'].sort();

describe('the three lists', () => {
  test('nobody is named by a contractor without the day and the text of their agreement', async () => {
    const body = { ...HERE, person: { ...PERSON, name: freshName() }, agreedToBeListed: true };
    const post = (more: object) => house.post('manager', '/applications', { ...body, ...more });
    expect((await post({})).body).toMatchObject({ code: 'INVALID', errors: [{ pointer: '/listing' }] });
    for (const listing of [
      { agreedOn: dayBeside(today(), 2), text: AGREED.text },
      { agreedOn: today(), text: '1999-01-01' },
    ])
      expect(verdict(await post({ listing }))).toBe('422 INVALID');
    const { id } = (await post({ listing: AGREED })).body;
    const { items: nominees } = (await house.get('manager', '/nominees')).body;
    expect(nominees.find((one: { id: string }) => one.id === id)).toMatchObject({ agreement: AGREED });
  });

  test('nobody is named under a law by an agreement to be listed that speaks of another’s information', async () => {
    const post = (text: string, scheme?: string) =>
      house.post('manager', '/applications', {
        ...HERE,
        person: { ...PERSON, name: freshName() },
        agreedToBeListed: true,
        listing: { agreedOn: today(), text },
        ...(scheme === undefined ? {} : { scheme }),
      });
    for (const [text, scheme] of [
      ['2025-05-16', 'sds'],
      [listingTextOf('act27'), 'sds'],
      [listingTextOf('sds')],
    ] as const)
      expect((await post(text, scheme)).body).toMatchObject({
        code: 'INVALID',
        errors: [{ pointer: '/listing/text', message: 'of another scheme' }],
      });
    for (const scheme of ['act27', 'sds'])
      expect([scheme, verdict(await post(listingTextOf(scheme), scheme))]).toEqual([scheme, '201']);
  });

  test('are kept apart: a candidate has no outcome, an assessed person nothing else, and neither is handed on', async () => {
    const candidate = await cases.application('CHECKS_RUNNING');
    const refused = await cases.application('NOT_CONDUCTED');
    const positive = await cases.clearance('ACTIVE');
    const nominees = await everybody((by) => house.get(by, '/nominees'));
    expect(who(nominees, 200)).toEqual([...MANAGERS, 'managerElsewhere', 'twoOrgans'].sort());
    const assessed = await everybody((by) => house.get(by, '/assessed-persons'));
    expect(who(assessed, 200)).toEqual([...MANAGERS, 'managerElsewhere', 'twoOrgans'].sort());
    const refs = (answer: Answer) => answer.body.items.map((one: { subjectRef: string }) => one.subjectRef);
    expect(refs(nominees.manager)).toEqual(expect.arrayContaining([candidate.subjectId, refused.subjectId]));
    expect(refs(nominees.manager)).not.toContain(positive.subjectId);
    expect(refs(assessed.manager)).toContain(positive.subjectId);
    for (const hidden of [candidate, refused]) expect(refs(assessed.manager)).not.toContain(hidden.subjectId);
    expect(refs(nominees.managerElsewhere)).not.toContain(candidate.subjectId);
    const keys = (answer: Answer) => Object.keys(answer.body.items[0]);
    expect(keys(nominees.manager).sort()).toEqual([
      'agreement',
      'dispatchedBy',
      'id',
      'nominatedOn',
      'organId',
      'subjectRef',
    ]);
    expect(keys(assessed.manager).sort()).toEqual(['notifiedOn', 'organId', 'outcome', 'subjectRef']);
  });

  test('a contractor’s custodian never lists another contractor’s person, whom it once nominated included', async () => {
    const itemId = await items.item(true);
    const theirs = await cases.clearance('ACTIVE');
    expect((await items.put(itemId, theirs.subjectId, 'manager')).status).toBe(201);
    // They have gone to another contractor, which the organ has nominated them with since.
    const of = await firms.contractor();
    await firms.certified(of);
    await firms.contracted(of);
    const moved = await cases.application('CLOSED');
    const now = new Date(Date.now() + 1_000).toISOString();
    await house.register.transaction().execute((tx) =>
      openCase(
        tx,
        {
          ...of,
          caseId: randomUUID(),
          kind: 'application',
          action: 'nominate',
          ground: 'NEW_HANDLER',
          subjectId: moved.subjectId,
          actor: { sub: 'm', grants: [{ role: 'ContractorSecurityManager', contractorId: of.contractorId }] },
          commandId: randomUUID(),
          assigned: [],
        },
        now,
      ),
    );
    expect(verdict(await items.put(itemId, moved.subjectId, 'manager'))).toBe('422 INVALID');
    // Nor does anybody by the database alone.
    const row = sql`insert into item_handlers (id, item_id, subject_id, first_day, last_day, listed_at, listed_by)
      values (${randomUUID()}, ${itemId}, ${moved.subjectId}, now(), now(), now(), 'x')`;
    await expect(row.execute(house.register)).rejects.toMatchObject({ constraint: 'handlers_are_ones_own' });
  });

  test('an item is registered for a contractor by the organ alone', async () => {
    const body = { ...HERE, designation: 'K-FLOW', custodian: memberOf('manager').sub };
    expect(who(await everybody((by) => house.post(by, '/information-items', body)), 201)).toHaveLength(1);
    expect(verdict(await house.post('manager', '/information-items', { ...body, ...ELSEWHERE }))).toBe(
      '404 NOT_FOUND',
    );
  });
});
