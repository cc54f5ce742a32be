import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Route } from '../../api/route.js';
import { ROUTES } from '../../api/routes/index.js';
import { bodyOf } from '../access/support/bodies.js';
import { type Account, CAST, memberOf } from '../access/support/cast.js';
import { ask, askAll, type House, holdings, openHouse, verdict, verdicts } from '../access/support/house.js';
import { badTokens } from './support/bad-tokens.js';
import { POSTS, Requests } from './support/requests.js';

/** Bad input to the forms of the office and to what comes on paper: those that bad-input.test.ts has no case for. */
const FORMS = ROUTES.filter(({ id, method }) => method === 'post' && !POSTS.some((one) => one.id === id));
/** What operators send again is named by its id; any will do here. */
const bodyFor = (id: string) => (id === 'redriveDeadLetters' ? { ids: [randomUUID()] } : bodyOf(id, 1));

let house: House;
let requests: Requests;
beforeAll(async () => {
  house = await openHouse();
  requests = new Requests(house);
}, 120_000);
beforeEach(() => void house.errors.splice(0));
afterAll(() => house?.stop());

const holdsOne = (who: Route['who'], account: Account) =>
  who === 'signed-in' || memberOf(account).grants.some(({ role }) => who.includes(role));
const accounts = CAST.map(({ account }) => account);

/** As somebody of the right office: to nothing that is there, where the address names one. */
async function send(route: Route, body: string, headers: Readonly<Record<string, string | undefined>> = {}) {
  const [account = 'subject'] = accounts.filter((one) => holdsOne(route.who, one));
  const given: Record<string, string | undefined> = {
    authorization: `Bearer ${await house.token(account)}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    ...headers,
  };
  const kept = Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined);
  const at = `${house.url}${route.path.replace(':id', randomUUID())}`;
  return ask(at, { method: 'POST', headers: Object.fromEntries(kept), body });
}

test('between the two of them every form and act is sent what it must refuse', () => {
  const sent = [...POSTS, ...FORMS].map(({ id }) => id);
  expect(sent.sort()).toEqual(
    ROUTES.filter(({ method }) => method === 'post')
      .map(({ id }) => id)
      .sort(),
  );
  expect(FORMS.length).toBeGreaterThan(50);
});

describe.each(FORMS.map((route) => [route.id, route] as const))('%s', (id, route) => {
  const good = () => JSON.stringify(bodyFor(id));

  test('refuses what is not JSON, not called JSON, too much of it, or of another shape', async () => {
    await requests.changesNothing(async () => {
      for (const body of ['{"seen":', '{seen:1}', '\u0000', '{"a":1,}', 'NaN'])
        requests.isProblem(await send(route, body), 'MALFORMED');
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'garbage'])
        requests.isProblem(await send(route, good(), { 'content-type': type }), 'UNSUPPORTED_MEDIA');
      requests.isProblem(await send(route, `{"padding":"${'x'.repeat(1_100_000)}"}`), 'TOO_LARGE');
      for (const body of ['[]', '"text"', '1', 'true', 'null'])
        requests.isProblem(await send(route, body), 'INVALID');
    });
  });

  test('names each field that is of a wrong type, or unknown', async () => {
    const body = bodyFor(id);
    await requests.changesNothing(async () => {
      for (const [field, value] of Object.entries(body))
        requests.isProblem(
          await send(route, JSON.stringify({ ...body, [field]: Array.isArray(value) ? 7 : [[]] })),
          'INVALID',
          `/${field}`,
        );
      requests.isProblem(await send(route, JSON.stringify({ ...body, unknown: 1 })), 'INVALID', '/unknown');
    });
  });

  test('refuses to act without a key, or with one too short or too long', async () => {
    await requests.changesNothing(async () => {
      for (const key of [undefined, '', 'short', 'x'.repeat(201)])
        requests.isProblem(
          await send(route, good(), { 'idempotency-key': key }),
          'INVALID',
          '/header/Idempotency-Key',
        );
    });
  });

  test('refuses tokens that are absent, foreign, forged, for others or past', async () => {
    const tokens = Object.entries(await badTokens(house, memberOf('everything').sub));
    await requests.changesNothing(async () => {
      for (const [name, authorization] of tokens)
        expect([name, verdict(await send(route, good(), { authorization }))]).toEqual([
          name,
          '401 NOT_SIGNED_IN',
        ]);
    });
  });

  const others = accounts.filter((account) => !holdsOne(route.who, account));
  if (others.length > 0)
    test('is not there for whoever holds none of its offices', async () => {
      const before = await holdings(house.register);
      const at = route.path.replace(':id', randomUUID());
      const answers = await askAll(others, (account) => house.post(account, at, bodyFor(id)));
      expect(verdicts(answers)).toEqual(Object.fromEntries(others.map((one) => [one, '404 NOT_FOUND'])));
      expect(await holdings(house.register)).toBe(before);
    });

  if (route.path.includes(':id'))
    test('knows nothing by a bad id', async () => {
      await requests.changesNothing(async () => {
        for (const bad of ['1', 'x'.repeat(500), '%00', "'", randomUUID()]) {
          const [account = 'subject'] = accounts.filter((one) => holdsOne(route.who, one));
          const answer = await house.post(account, route.path.replace(':id', bad), bodyFor(id));
          requests.isProblem(answer, 'NOT_FOUND');
        }
      });
    });
});
