import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.js';
import { ACTS, type ActExpected, READERS } from './expectations.js';
import { NOMINATING } from './expectations-nominating.js';
import { AGREED, bodyOf } from './support/bodies.js';
import { type Case, Cases, PERSON } from './support/cases.js';
import { type Account, ACCOUNTS, ELSEWHERE, HERE } from './support/cast.js';
import {
  type Answer,
  askAll,
  type House,
  holdings,
  openHouse,
  unreferenced,
  verdict,
  verdicts,
} from './support/house.js';
import { inState } from './support/states.js';

let house: House;
let cases: Cases;
let asks = 0;
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
}, 60_000);
beforeEach(() => cases.leave());
afterAll(() => house?.stop());

// Drafts are no acts: drafts.test.ts asks for them as everybody; signed papers have originals.test.ts, single texts
// that wait to be screened text-screening.test.ts.
const posts = ROUTES.filter(
  ({ method, path, tag }) =>
    method === 'post' &&
    path.includes(':id') &&
    ![
      'drafts',
      'handling',
      'demands',
      'outages',
      'reporting-lines',
      'stand-ins',
      'break-glass',
      'declarations',
      'originals',
      'contractors',
      'same-persons',
      'passkeys',
      'screening',
    ].includes(tag),
);
const pathOf = (routeId: string, id: string) =>
  posts.find((route) => route.id === routeId)?.path.replace(':id', id) ?? '';

function expectedOf(expected: ActExpected, attempt: ActExpected['tries'][number], account: Account): string {
  if (attempt.may.includes(account)) return '201';
  return READERS[expected.on](attempt).has(account) ? '403 NOT_YOURS' : '404 NOT_FOUND';
}

/** Where everybody is refused nothing changes, which each asks: one case of a kind does for all of them. */
const standing = new Map<string, Case>();
async function untouched(on: ActExpected['on'], state: string): Promise<Case> {
  const key = `${on} ${state}`;
  const known = standing.get(key);
  if (known) return cases.tie(known);
  const made = await inState(cases, on, state);
  standing.set(key, made);
  return made;
}

test('every act of the route table has its expectation, and no expectation outlives its act', () => {
  expect(posts.map((route) => route.id).sort()).toEqual(Object.keys(ACTS).sort());
});

for (const [routeId, expected] of Object.entries(ACTS)) {
  describe(routeId, () => {
    expected.tries.forEach((attempt, nth) => {
      // Each needs a case of its own: one of a kind will do once all of them have been tried.
      const may =
        nth === 0 ? attempt.may : attempt.may.filter((account) => !/OnceSubject|[^r]Self$/.test(account));
      const refused = ACCOUNTS.filter((account) => !attempt.may.includes(account));

      const [first, ...others] = may as [Account, ...Account[]];

      test(`in ${attempt.state}: nobody else can, whoever may not read is told nothing, and then ${first} can`, async () => {
        const made = await inState(cases, expected.on, attempt.state);
        const body = await cases.body(routeId, made.id);
        await house.token('subject');
        const before = await holdings(house.register);
        const answers = await askAll(refused, (account) =>
          house.post(account, pathOf(routeId, made.id), body),
        );
        const wanted = refused.map((account) => [account, expectedOf(expected, attempt, account)]);
        expect(verdicts(answers)).toEqual(Object.fromEntries(wanted));
        expect(await holdings(house.register)).toBe(before);

        const hidden = refused.filter((account) => expectedOf(expected, attempt, account).startsWith('404'));
        // Where there is no case nothing ties anybody to it: one is asked, another one each time.
        const asked = hidden[(asks += 1) % hidden.length] as Account;
        const nowhere = await house.post(asked, pathOf(routeId, randomUUID()), body);
        for (const account of hidden)
          expect([account, unreferenced(answers[account])]).toEqual([account, unreferenced(nowhere)]);

        // It was refused for who they are: on the very same case, with the same body, it can be done.
        const done = await house.post(first, pathOf(routeId, made.id), body);
        expect([verdict(done), done.body.id]).toEqual(['201', made.id]);
      }, 60_000);

      if (others.length === 0) return;
      test(`in ${attempt.state}: ${others.join(', ')} can as well`, async () => {
        const done: Partial<Record<Account, string>> = {};
        for (const account of others) {
          const made = await inState(cases, expected.on, attempt.state);
          const answer = await house.post(
            account,
            pathOf(routeId, made.id),
            await cases.body(routeId, made.id),
          );
          done[account] = verdict(answer);
          expect(answer.body.id).toBe(made.id);
        }
        expect(done).toEqual(Object.fromEntries(others.map((account) => [account, '201'])));
      }, 60_000);
    });

    test(`not in ${expected.never}: whoever may otherwise is told that it is not the time`, async () => {
      const made = await untouched(expected.on, expected.never);
      const version = await cases.version(made.id);
      const readers = READERS[expected.on]({});
      const may = [...new Set(expected.tries.flatMap((attempt) => attempt.may))].filter((account) =>
        readers.has(account),
      );
      const before = await holdings(house.register);
      const answers = await askAll(may, (account) =>
        house.post(account, pathOf(routeId, made.id), bodyOf(routeId, version)),
      );
      expect(verdicts(answers)).toEqual(
        Object.fromEntries(may.map((account) => [account, '409 WRONG_STAGE'])),
      );
      expect(await holdings(house.register)).toBe(before);
    }, 60_000);
  });
}

describe('nominate', () => {
  const body = (n: number, more: Record<string, unknown>) => ({
    organId: HERE.organId,
    person: { ...PERSON, name: `架空 ${n}郎` },
    agreedToBeListed: true,
    ...('contractorId' in more ? { listing: AGREED } : {}),
    ...more,
  });
  const everybody = (post: (account: Account, n: number) => Promise<Answer>) => {
    let n = 0;
    return askAll(ACCOUNTS, (account) => post(account, (n += 1)));
  };
  const wanted = (may: readonly Account[]) =>
    Object.fromEntries(ACCOUNTS.map((account) => [account, may.includes(account) ? '201' : '404 NOT_FOUND']));

  test('an organ lists its own staff', async () => {
    const answers = await everybody((account, n) => house.post(account, '/applications', body(n, {})));
    expect(verdicts(answers)).toEqual(wanted(NOMINATING.ownStaff));
  });
  test('a contractor lists its own people, and is told only that it was done', async () => {
    const answers = await everybody((account, n) =>
      house.post(account, '/applications', body(100 + n, { contractorId: HERE.contractorId })),
    );
    expect(verdicts(answers)).toEqual(wanted(NOMINATING.contractorsPeople));
    for (const account of NOMINATING.contractorsPeople)
      expect(Object.keys(answers[account].body)).toEqual(['id']);
  });
  test('nobody nominates for an organ or a contractor they do not belong to', async () => {
    const elsewhere = await house.post(
      'inCharge',
      '/applications',
      body(201, { organId: ELSEWHERE.organId }),
    );
    expect(verdict(elsewhere)).toBe('404 NOT_FOUND');
    expect(
      verdict(
        await house.post('manager', '/applications', body(202, { contractorId: ELSEWHERE.contractorId })),
      ),
    ).toBe('404 NOT_FOUND');
    expect(verdict(await house.post('manager', '/applications', body(203, {})))).toBe('404 NOT_FOUND');
    expect(
      verdict(await house.post('inCharge', '/applications', body(204, { contractorId: HERE.contractorId }))),
    ).toBe('404 NOT_FOUND');
    const nowhere = await house.post('inCharge', '/applications', body(205, { organId: randomUUID() }));
    expect(unreferenced(nowhere)).toEqual(unreferenced(elsewhere));
  });
  test('a contractor that this organ has not certified cannot (Art. 10)', async () => {
    const answer = await house.post('managerElsewhere', '/applications', body(206, { ...ELSEWHERE }));
    expect(verdict(answer)).toBe('409 NOT_CERTIFIED');
  });
});
