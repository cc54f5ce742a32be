import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Router } from 'express';
import { pino } from 'pino';
import { createApp } from '../../api/app.js';
import { AuthenticationError } from '../../api/authenticate.js';
import { ROUTES } from '../../api/routes/index.js';
import { BODIES } from '../access/support/bodies.js';
import { memberOf } from '../access/support/cast.js';
import { type Answer, ask, type House, openHouse, verdict } from '../access/support/house.js';
import { badTokens } from './support/bad-tokens.js';
import { BOMB, kindOf, POSTS, Requests, whoMay } from './support/requests.js';

let house: House;
let requests: Requests;
beforeAll(async () => {
  house = await openHouse();
  requests = await new Requests(house).prepare();
}, 120_000);
beforeEach(() => void house.errors.splice(0));
afterAll(() => house?.stop());

const known = new Map<string, ReturnType<typeof badTokens>>();
async function tokensOf(sub: string) {
  const made = known.get(sub) ?? badTokens(house, sub);
  known.set(sub, made);
  return made;
}

describe.each(POSTS.map(({ id }) => [id]))('%s', (routeId) => {
  const fields = Object.entries(BODIES[routeId] ?? {});

  test('refuses what is not JSON, or not called JSON, or too much of it', async () => {
    await requests.changesNothing(async () => {
      for (const body of [
        '{"seen":',
        '{seen:1}',
        "{'a':1}",
        '{"a":1}{',
        '\u0000',
        '{"a":1,}',
        '\ufeff{',
        'NaN',
      ])
        requests.isProblem(await requests.send(routeId, { body }), 'MALFORMED');
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/jsonp',
        'garbage',
      ])
        requests.isProblem(
          await requests.send(routeId, { headers: { 'content-type': type } }),
          'UNSUPPORTED_MEDIA',
        );
      requests.isProblem(
        await requests.send(routeId, { headers: { 'content-type': 'application/json; charset=latin1' } }),
        'UNSUPPORTED_MEDIA',
      );
      requests.isProblem(
        await requests.send(routeId, { headers: { 'content-encoding': 'compress' } }),
        'UNSUPPORTED_MEDIA',
      );
      requests.isProblem(
        await requests.send(routeId, { body: `{"padding":"${'x'.repeat(1_100_000)}"}` }),
        'TOO_LARGE',
      );
      requests.isProblem(
        await requests.send(routeId, { body: BOMB, headers: { 'content-encoding': 'gzip' } }),
        'TOO_LARGE',
      );
      requests.isProblem(
        await requests.send(routeId, { body: 'not gzip', headers: { 'content-encoding': 'gzip' } }),
        'MALFORMED',
      );
      requests.isProblem(
        await requests.send(routeId, {
          body: gzipSync('{}').subarray(0, 15),
          headers: { 'content-encoding': 'gzip' },
        }),
        'MALFORMED',
      );
    });
  });

  test('refuses a body of another shape', async () => {
    await requests.changesNothing(async () => {
      for (const body of ['[]', '"text"', '1', 'true', 'null', '[{}]'])
        requests.isProblem(await requests.send(routeId, { body }), 'INVALID');
    });
  });

  test('names each field that is missing, of a wrong type or unknown', async () => {
    await requests.changesNothing(async () => {
      const optional = ['inquiries', 'remarks'];
      for (const [field, value] of fields) {
        if (!optional.includes(field))
          requests.isProblem(
            await requests.sendJson(routeId, ({ [field]: _, ...rest }) => rest),
            'INVALID',
            `/${field}`,
          );
        for (const wrong of [typeof value === 'number' ? 'one' : 7, { deep: { er: 1 } }, [[]], null])
          requests.isProblem(
            await requests.sendJson(routeId, (body) => ({ ...body, [field]: wrong })),
            'INVALID',
          );
        requests.isProblem(
          await requests.sendJson(routeId, (body) => ({ ...body, [field]: null })),
          'INVALID',
          `/${field}`,
        );
      }
      requests.isProblem(
        await requests.sendJson(routeId, (body) => ({ ...body, unknown: 1 })),
        'INVALID',
        '/unknown',
      );
      requests.isProblem(
        await requests.sendJson(routeId, (body) => ({ ...body, 'a/b~c': 1 })),
        'INVALID',
        '/a~1b~0c',
      );
      const proto = JSON.stringify(await requests.goodBody(routeId))
        .replace(/^\{/, '{"__proto__":{"seen":1},')
        .replace(',}', '}');
      requests.isProblem(await requests.send(routeId, { body: proto }), 'INVALID', '/__proto__');
    });
  });

  test('refuses a body that would be read only by guessing: none of it called anything', async () => {
    await requests.changesNothing(async () => {
      const body = JSON.stringify({ surprise: true });
      const answer = await requests.raw(routeId, { body, headers: { 'content-type': undefined } });
      expect(answer).toEqual([415, 'UNSUPPORTED_MEDIA']);
    });
  });

  test('refuses to act without a key, or with one too short or too long', async () => {
    await requests.changesNothing(async () => {
      for (const key of [undefined, '', 'short', 'x'.repeat(201)])
        requests.isProblem(
          await requests.send(routeId, { headers: { 'idempotency-key': key } }),
          'INVALID',
          '/header/Idempotency-Key',
        );
    });
  });

  test('refuses tokens that are absent, foreign, forged, for others or past', async () => {
    const { sub } = memberOf(whoMay(routeId));
    await requests.changesNothing(async () => {
      for (const [name, authorization] of Object.entries(await tokensOf(sub))) {
        const answer = await requests.send(routeId, { headers: { authorization } });
        expect([name, verdict(answer)]).toEqual([name, '401 NOT_SIGNED_IN']);
        requests.isProblem(answer, 'NOT_SIGNED_IN');
      }
    });
  });

  if (routeId !== 'nominate')
    test('knows no case by a bad id, and none of another kind by its id', async () => {
      const ids = [
        '1',
        'x'.repeat(500),
        '%00',
        "'",
        randomUUID(),
        '00000000-0000-0000-0000-000000000000',
        `${randomUUID()}x`,
      ];
      await requests.changesNothing(async () => {
        for (const id of ids)
          requests.isProblem(
            await requests.send(routeId, { at: requests.addressOf(routeId, id) }),
            'NOT_FOUND',
          );
        const foreign =
          requests.made.get(kindOf(routeId) === 'application' ? 'closeReview' : 'serveNotice')?.id ?? '';
        requests.isProblem(
          await requests.send(routeId, { at: requests.addressOf(routeId, foreign) }),
          'NOT_FOUND',
        );
      });
    });

  if ('seen' in (BODIES[routeId] ?? {}))
    test('refuses a version that is not the one the case has', async () => {
      const version = Number((await requests.goodBody(routeId)).seen);
      await requests.changesNothing(async () => {
        for (const seen of [version - 1, version + 1, 2 ** 31 - 1].filter((one) => one > 0))
          requests.isProblem(await requests.sendJson(routeId, (body) => ({ ...body, seen })), 'STALE');
        for (const seen of [0, -1, 1.5, 2 ** 53, '1', '', null])
          requests.isProblem(
            await requests.sendJson(routeId, (body) => ({ ...body, seen })),
            'INVALID',
            '/seen',
          );
      });
    });
});

describe('methods', () => {
  const paths = [...new Set(ROUTES.map((route) => route.path))];
  test.each(paths)('%s takes only its own', async (pattern) => {
    const mine = ROUTES.filter((route) => route.path === pattern).map((route) => route.method.toUpperCase());
    const authorization = `Bearer ${await house.token('inCharge')}`;
    await requests.changesNothing(async () => {
      for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET', 'POST'].filter(
        (one) => !mine.includes(one),
      )) {
        const at = `${house.url}${pattern.replace(':id', requests.made.get('serveNotice')?.id ?? '')}`;
        const response = await fetch(at, { method, headers: { authorization } });
        expect([method, response.status, response.headers.get('allow')]).toEqual([
          method,
          405,
          mine.join(', '),
        ]);
        expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
        await response.arrayBuffer();
      }
    });
  });
  test('an address that is not in the table is not there, by any method', async () => {
    const authorization = `Bearer ${await house.token('inCharge')}`;
    for (const at of [
      '/application',
      '/applications/x/y/z',
      '/cases',
      '/admin',
      '/.env',
      '/applications/%',
      '//applications',
      '/%2e%2e/config.ts',
      '/graphql',
    ])
      for (const method of ['GET', 'POST', 'DELETE']) {
        const response = await ask(`${house.url}${at}`, { method, headers: { authorization } });
        expect([at, method, verdict(response)]).toEqual([at, method, '404 NOT_FOUND']);
      }
  });
});

describe('too many requests from one address', () => {
  test('are told so, when to come again, and nothing else', async () => {
    const nobody = () => Promise.reject(new AuthenticationError('NO_TOKEN'));
    const parts = {
      db: house.register,
      checks: {} as never,
      vault: house.vault,
      indexKey: new Uint8Array(32),
      signer: {} as never,
      grants: {} as never,
      passkeys: {} as never,
      log: pino({ level: 'silent' }),
    };
    const app = createApp({
      ...parts,
      subOf: nobody,
      gateway: Router(),
      health: Router(),
      requestsPerMinute: 3,
    });
    const server = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const answers: Answer[] = [];
    for (let n = 0; n < 5; n += 1) answers.push(await ask(`http://127.0.0.1:${port}/me`));
    expect(answers.map(verdict)).toEqual([
      ...Array(3).fill('401 NOT_SIGNED_IN'),
      ...Array(2).fill('429 RATE_LIMITED'),
    ]);
    const last = answers.at(-1) as Answer;
    requests.isProblem(last, 'RATE_LIMITED');
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    await new Promise((resolve) => server.close(resolve));
  });
});
