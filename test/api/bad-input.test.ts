import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { generateKeyPair, importJWK, SignJWT } from 'jose';
import { ROUTES } from '../../api/routes/index.js';
import { PROBLEMS } from '../../domain/errors.js';
import { BODIES, bodyOf } from '../access/support/bodies.js';
import { type Case, Cases } from '../access/support/cases.js';
import { type Account, HERE, memberOf } from '../access/support/cast.js';
import { type Answer, ask, type House, holdings, openHouse, verdict } from '../access/support/house.js';
import { inState } from '../access/support/states.js';
import { ACTS } from '../access/expectations.js';

let house: House;
let cases: Cases;
const made = new Map<string, Case>();
const tokens = new Map<string, ReturnType<typeof badTokens>>();
beforeAll(async () => {
  house = await openHouse();
  cases = new Cases(house);
  for (const { id } of POSTS)
    if (id !== 'nominate') made.set(id, await inState(cases, kindOf(id), firstTry(id).state));
}, 120_000);
beforeEach(() => void house.errors.splice(0));
afterAll(() => house?.stop());

const POSTS = ROUTES.filter((route) => route.method === 'post');
const firstTry = (routeId: string) => ACTS[routeId]?.tries[0] ?? { state: '', may: ['inCharge' as const] };
const kindOf = (routeId: string) => ACTS[routeId]?.on ?? 'application';
const whoMay = (routeId: string): Account => firstTry(routeId).may[0] as Account;
const addressOf = (routeId: string, id = made.get(routeId)?.id ?? '') =>
  POSTS.find((route) => route.id === routeId)?.path.replace(':id', id) ?? '';
async function goodBody(routeId: string): Promise<Record<string, unknown>> {
  const it = made.get(routeId);
  return bodyOf(routeId, it === undefined ? 1 : await cases.version(it.id));
}

/** 20 kB on the wire, 20 MB if somebody unpacked it. */
const BOMB = gzipSync(`{"padding":"${'x'.repeat(20_000_000)}"}`);

interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string | undefined>;
  readonly at?: string;
}
/** A request to a route as whoever may use it, in every respect as it should be but for what is given. */
async function send(routeId: string, { body, headers, at }: Sent): Promise<Answer> {
  const given: Record<string, string | undefined> = {
    authorization: `Bearer ${await house.token(whoMay(routeId))}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    ...headers,
  };
  const kept = Object.entries(given).filter((one): one is [string, string] => one[1] !== undefined);
  const payload = body ?? JSON.stringify(await goodBody(routeId));
  return ask(`${house.url}${at ?? addressOf(routeId)}`, {
    method: 'POST',
    headers: Object.fromEntries(kept),
    body: payload,
  });
}
const sendJson = async (routeId: string, change: (body: Record<string, unknown>) => unknown) =>
  send(routeId, { body: JSON.stringify(change(await goodBody(routeId))) });

/** A refusal as RFC 9457 and our own rules have it: closed code, no cause, nothing of how we are built. */
function isProblem(answer: Answer, code: keyof typeof PROBLEMS, pointer?: string): void {
  expect([verdict(answer), answer.text.slice(0, 300)]).toEqual([
    `${PROBLEMS[code].status} ${code}`,
    expect.any(String),
  ]);
  expect(answer.type).toMatch(/^application\/problem\+json/);
  expect(answer.body).toMatchObject({
    code,
    status: answer.status,
    title: PROBLEMS[code].text,
    type: `/problems/${code}`,
  });
  expect(answer.body.reference).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.text).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|select |insert |kysely|postgres|zod/i);
  if (pointer !== undefined)
    expect(answer.body.errors.map((one: { pointer: string }) => one.pointer)).toContain(pointer);
  expect(house.errors).toEqual([]);
}
/** Whatever was sent, the register holds what it held. */
async function changesNothing(work: () => Promise<void>): Promise<void> {
  const before = await holdings(house.register);
  await work();
  expect(await holdings(house.register)).toBe(before);
}

describe.each(POSTS.map(({ id }) => [id]))('%s', (routeId) => {
  const fields = Object.entries(BODIES[routeId] ?? {});

  test('refuses what is not JSON, or not called JSON, or too much of it', async () => {
    await changesNothing(async () => {
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
        isProblem(await send(routeId, { body }), 'MALFORMED');
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/jsonp',
        'garbage',
      ])
        isProblem(await send(routeId, { headers: { 'content-type': type } }), 'UNSUPPORTED_MEDIA');
      isProblem(
        await send(routeId, { headers: { 'content-type': 'application/json; charset=latin1' } }),
        'UNSUPPORTED_MEDIA',
      );
      isProblem(await send(routeId, { headers: { 'content-encoding': 'compress' } }), 'UNSUPPORTED_MEDIA');
      isProblem(await send(routeId, { body: `{"padding":"${'x'.repeat(1_100_000)}"}` }), 'TOO_LARGE');
      isProblem(await send(routeId, { body: BOMB, headers: { 'content-encoding': 'gzip' } }), 'TOO_LARGE');
      isProblem(
        await send(routeId, { body: 'not gzip', headers: { 'content-encoding': 'gzip' } }),
        'MALFORMED',
      );
      isProblem(
        await send(routeId, {
          body: gzipSync('{}').subarray(0, 15),
          headers: { 'content-encoding': 'gzip' },
        }),
        'MALFORMED',
      );
    });
  });

  test('refuses a body of another shape', async () => {
    await changesNothing(async () => {
      for (const body of ['[]', '"text"', '1', 'true', 'null', '[{}]'])
        isProblem(await send(routeId, { body }), 'INVALID');
    });
  });

  test('names each field that is missing, of a wrong type or unknown', async () => {
    await changesNothing(async () => {
      const optional = ['inquiries'];
      for (const [field, value] of fields) {
        if (!optional.includes(field))
          isProblem(await sendJson(routeId, ({ [field]: _, ...rest }) => rest), 'INVALID', `/${field}`);
        for (const wrong of [typeof value === 'number' ? 'one' : 7, { deep: { er: 1 } }, [[]], null])
          isProblem(await sendJson(routeId, (body) => ({ ...body, [field]: wrong })), 'INVALID');
        isProblem(await sendJson(routeId, (body) => ({ ...body, [field]: null })), 'INVALID', `/${field}`);
      }
      isProblem(await sendJson(routeId, (body) => ({ ...body, unknown: 1 })), 'INVALID', '/unknown');
      isProblem(await sendJson(routeId, (body) => ({ ...body, 'a/b~c': 1 })), 'INVALID', '/a~1b~0c');
      const proto = JSON.stringify(await goodBody(routeId))
        .replace(/^\{/, '{"__proto__":{"seen":1},')
        .replace(',}', '}');
      isProblem(await send(routeId, { body: proto }), 'INVALID', '/__proto__');
    });
  });

  test('refuses a body that would be read only by guessing: none of it called anything', async () => {
    await changesNothing(async () => {
      const body = JSON.stringify({ surprise: true });
      const answer = await raw(routeId, { body, headers: { 'content-type': undefined } });
      expect(answer).toEqual([415, 'UNSUPPORTED_MEDIA']);
    });
  });

  test('refuses to act without a key, or with one too short or too long', async () => {
    await changesNothing(async () => {
      for (const key of [undefined, '', 'short', 'x'.repeat(201)])
        isProblem(
          await send(routeId, { headers: { 'idempotency-key': key } }),
          'INVALID',
          '/header/Idempotency-Key',
        );
    });
  });

  test('refuses tokens that are absent, foreign, forged, for others or past', async () => {
    const { sub } = memberOf(whoMay(routeId));
    await changesNothing(async () => {
      for (const [name, authorization] of Object.entries(
        await (tokens.get(sub) ?? tokens.set(sub, badTokens(sub)).get(sub) ?? {}),
      )) {
        const answer = await send(routeId, { headers: { authorization } });
        expect([name, verdict(answer)]).toEqual([name, '401 NOT_SIGNED_IN']);
        isProblem(answer, 'NOT_SIGNED_IN');
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
      await changesNothing(async () => {
        for (const id of ids) isProblem(await send(routeId, { at: addressOf(routeId, id) }), 'NOT_FOUND');
        const foreign = made.get(kindOf(routeId) === 'application' ? 'closeReview' : 'serveNotice')?.id ?? '';
        isProblem(await send(routeId, { at: addressOf(routeId, foreign) }), 'NOT_FOUND');
      });
    });

  if ('seen' in (BODIES[routeId] ?? {}))
    test('refuses a version that is not the one the case has', async () => {
      const version = Number((await goodBody(routeId)).seen);
      await changesNothing(async () => {
        for (const seen of [version - 1, version + 1, 2 ** 31 - 1].filter((one) => one > 0))
          isProblem(await sendJson(routeId, (body) => ({ ...body, seen })), 'STALE');
        for (const seen of [0, -1, 1.5, 2 ** 53, '1', '', null])
          isProblem(await sendJson(routeId, (body) => ({ ...body, seen })), 'INVALID', '/seen');
      });
    });
});

describe('methods', () => {
  const paths = [...new Set(ROUTES.map((route) => route.path))];
  test.each(paths)('%s takes only its own', async (pattern) => {
    const mine = ROUTES.filter((route) => route.path === pattern).map((route) => route.method.toUpperCase());
    const authorization = `Bearer ${await house.token('inCharge')}`;
    await changesNothing(async () => {
      for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET', 'POST'].filter(
        (one) => !mine.includes(one),
      )) {
        const at = `${house.url}${pattern.replace(':id', made.get('serveNotice')?.id ?? '')}`;
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

describe('queries', () => {
  const cursor = (text: string) => encodeURIComponent(Buffer.from(text).toString('base64url'));
  const id = randomUUID();
  test.each(['/applications', '/clearances'])('%s', async (at) => {
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=1.5',
      'limit=1&limit=2',
      'limit=',
      'limit=1e99',
      'open=yes',
      'unknown=1',
      'limit[a]=1',
      '__proto__=1',
      'after=',
      'after=x',
      `after=${'x'.repeat(300)}`,
      `after=${cursor('x')}`,
      `after=${cursor(`0 ${id}`)}`,
      `after=${cursor(`1 ${id}`)}`,
      `after=${cursor(`2026-02-31T00:00:00Z ${id}`)}`,
      `after=${cursor(`May-2026 ${id}`)}`,
      `after=${cursor(`+275000-01-01T00:00:00Z ${id}`)}`,
      `after=${cursor(`-000001-01-01T00:00:00Z ${id}`)}`,
      `after=${cursor(`2026-01-01T00:00:00.000Z\u0000 ${id}`)}`,
      `after=${cursor('2026-01-01T00:00:00.000Z ------------------------------------')}`,
      `after=${cursor(`2026-01-01T00:00:00.000Z ${id} more`)}`,
    ]) {
      const answer = await house.get('inCharge', `${at}?${query}`);
      expect([query, verdict(answer)]).toEqual([query, '422 INVALID']);
      isProblem(answer, 'INVALID');
    }
  });
  test('the ledger', async () => {
    for (const query of [
      'limit=501',
      'caseId=x',
      'caseId=',
      `after=${cursor(`0 ${id}`)}`,
      `after=${cursor(`1 ${id}`)}`,
      `after=${cursor('2026-01-01T00:00:00.000Z ------------------------------------')}`,
    ]) {
      const answer = await house.get('auditor', `/ledger?${query}`);
      expect([query, verdict(answer)]).toEqual([query, '422 INVALID']);
    }
  });
  test('a cursor from one page leads to the next, to its end, each case once', async () => {
    const ids: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: Answer = await house.get(
        'inCharge',
        `/applications?limit=7${next === '' ? '' : `&after=${next}`}`,
      );
      ids.push(...body.items.map((one: { id: string }) => one.id));
      next = body.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(20);
  });
  test('the handling right asks for two ids', async () => {
    for (const query of [
      '',
      'subjectId=x&organId=y',
      `subjectId=${id}`,
      `subjectId=${id}&organId=${HERE.organId}&more=1`,
    ])
      isProblem(await house.get('information', `/handling-rights?${query}`), 'INVALID');
  });
});

describe('text that a database cannot hold, or a reader cannot see', () => {
  const NASTY = [
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udc00x',
    '\u202e',
    "'; drop table cases; --",
    '${1}',
    '\\u0000',
  ];
  test.each(
    Object.entries(BODIES).flatMap(([routeId, body]) =>
      Object.entries(body)
        .filter(([, value]) => typeof value === 'string')
        .map(([field]) => [routeId, field] as const),
    ),
  )('%s /%s is refused or taken, never our fault', async (routeId, field) => {
    for (const value of NASTY) {
      const answer = await sendJson(routeId, (body) => ({ ...body, seen: 2 ** 31 - 1, [field]: value }));
      expect([field, JSON.stringify(value), answer.status < 500]).toEqual([
        field,
        JSON.stringify(value),
        true,
      ]);
    }
    expect(house.errors).toEqual([]);
  });
  test('names and accounts that are taken to the register', async () => {
    for (const value of NASTY) {
      const person = {
        ...(BODIES.nominate?.person as object),
        name: `x${value}`,
        kana: value,
        address: value,
      };
      const nominated = await house.post('inCharge', '/applications', { ...BODIES.nominate, person });
      const screened = await cases.application('SCREENED');
      const seen = await cases.version(screened.id);
      const notice = { seen, subjectAccount: `x${value}`, identityChecked: true };
      const served = await house.post('officer', `/applications/${screened.id}/notice`, notice);
      const assigned = await house.post('inCharge', `/applications/${screened.id}/assignment`, {
        seen,
        caseOfficer: `x${value}`,
      });
      const awaiting = await cases.application('AWAITING_CONSENT');
      const consent = {
        seen: await cases.version(awaiting.id),
        text: `x${value}`,
        assessment: true,
        inquiries: {},
      };
      const consented = await house.post('subject', `/applications/${awaiting.id}/consent`, consent);
      const statuses = [nominated, served, assigned, consented].map((one) => one.status);
      expect([JSON.stringify(value), ...statuses.filter((status) => status >= 500)]).toEqual([
        JSON.stringify(value),
      ]);
    }
    expect(house.errors).toEqual([]);
  });
  test('a name of nothing but spaces of any kind is no name', async () => {
    for (const name of ['', ' ', '\u3000', '\u00a0', '\u2003\n']) {
      const person = { ...(BODIES.nominate?.person as object), name };
      isProblem(
        await house.post('inCharge', '/applications', { ...BODIES.nominate, person }),
        'INVALID',
        '/person/name',
      );
    }
  });
  test.each([
    ['dateOfBirth', '2026-02-30'],
    ['dateOfBirth', '1990-1-2'],
    ['dateOfBirth', '9999-12-31T00:00:00Z'],
    ['dateOfBirth', ''],
    ['name', 'x'.repeat(101)],
    ['sex', 'x'],
    ['creed', 'x'],
  ])('a person’s %s %j', async (field, value) => {
    const person = { ...(BODIES.nominate?.person as object), [field]: value };
    isProblem(
      await house.post('inCharge', '/applications', { ...BODIES.nominate, person }),
      'INVALID',
      `/person/${field}`,
    );
  });
});

describe('what fits its schema and breaks a rule', () => {
  test('a question the person did not consent to is never put again, and that is the answer', async () => {
    const it = await cases.application('HUMAN_REVIEW');
    await changesNothing(async () => {
      const body = { seen: await cases.version(it.id), reasons: 'x', codes: ['POLICE_RECORD'] };
      isProblem(await house.post('officer', `/applications/${it.id}/repeat-inquiries`, body), 'NO_CONSENT');
    });
  });
  test('consent to another text than the one served', async () => {
    const it = await cases.application('AWAITING_CONSENT');
    await changesNothing(async () => {
      const body = { seen: await cases.version(it.id), text: 'another', assessment: true, inquiries: {} };
      isProblem(await house.post('subject', `/applications/${it.id}/consent`, body), 'CONSENT_TEXT_DIFFERS');
    });
  });
  test('consent that is not consent', async () => {
    const it = await cases.application('AWAITING_CONSENT');
    const body = bodyOf('giveConsent', await cases.version(it.id));
    await changesNothing(async () => {
      for (const assessment of [false, 'true', 1, undefined])
        isProblem(
          await house.post('subject', `/applications/${it.id}/consent`, { ...body, assessment }),
          'INVALID',
          '/assessment',
        );
      isProblem(
        await house.post('subject', `/applications/${it.id}/consent`, {
          ...body,
          inquiries: { CREED: true },
        }),
        'INVALID',
        '/inquiries/CREED',
      );
      isProblem(
        await house.post('subject', `/applications/${it.id}/consent`, {
          ...body,
          inquiries: { POLICE_RECORD: 'yes' },
        }),
        'INVALID',
        '/inquiries/POLICE_RECORD',
      );
    });
  });
  test('a family record of anything but the four fields (rule 5)', async () => {
    const it = await cases.application('QUESTIONNAIRE');
    const body = bodyOf('submitQuestionnaire', await cases.version(it.id));
    const [relative] = body.family as Record<string, unknown>[];
    await changesNothing(async () => {
      const more = { ...body, family: [{ ...relative, creed: 'x' }] };
      isProblem(
        await house.post('subject', `/applications/${it.id}/questionnaire`, more),
        'INVALID',
        '/family/0/creed',
      );
      const item = { ...body, items: { ...(body.items as object), CREED: { nothingToState: true } } };
      isProblem(
        await house.post('subject', `/applications/${it.id}/questionnaire`, item),
        'INVALID',
        '/items/CREED',
      );
    });
  });
  test('a questionnaire that states nothing and something at once, or says there is something and nothing', async () => {
    const it = await cases.application('QUESTIONNAIRE');
    const body = bodyOf('submitQuestionnaire', await cases.version(it.id));
    await changesNothing(async () => {
      for (const item of [{ nothingToState: true, statement: 'x' }, { nothingToState: false }]) {
        const items = { ...(body.items as object), DRUG_ABUSE: item };
        const answer = await house.post('subject', `/applications/${it.id}/questionnaire`, {
          ...body,
          items,
        });
        isProblem(answer, 'INVALID', '/items/DRUG_ABUSE/statement');
      }
    });
  });
  test('opinion and decision while checks are open or answers unweighed', async () => {
    const it = await cases.application('ADJUDICATION');
    await house.register
      .updateTable('checks')
      .set({ finding: 'RECORD' })
      .where('case_id', '=', it.id)
      .execute();
    isProblem(
      await house.post(
        'adjudicator',
        `/applications/${it.id}/decision`,
        bodyOf('decide', await cases.version(it.id)),
      ),
      'REVIEW_OPEN',
    );
  });
});

/** By hand: fetch would add the content type that is to be missing. */
async function raw(routeId: string, { body, headers }: Sent): Promise<[number, string]> {
  const authorization = `Bearer ${await house.token(whoMay(routeId))}`;
  const given = {
    authorization,
    'idempotency-key': randomUUID(),
    'content-length': String(Buffer.byteLength(String(body))),
  };
  const kept = Object.entries({ ...given, ...headers }).filter((one) => one[1] !== undefined);
  return new Promise((resolve, reject) => {
    const req = request(
      `${house.url}${addressOf(routeId)}`,
      { method: 'POST', headers: Object.fromEntries(kept) },
      (res) => {
        let text = '';
        res.on('data', (data: Buffer) => (text += data.toString()));
        res.on('end', () => resolve([res.statusCode ?? 0, (JSON.parse(text) as { code: string }).code]));
      },
    );
    req.on('error', reject);
    req.end(body);
  });
}

async function badTokens(sub: string): Promise<Record<string, string | undefined>> {
  const { jwks } = JSON.parse(readFileSync(path.join(house.folder, 'identity', 'keys.json'), 'utf8'));
  const [jwk] = jwks.keys;
  const real = await importJWK(jwk, 'ES256');
  const { privateKey: foreign } = await generateKeyPair('ES256');
  const now = Math.floor(Date.now() / 1000);
  const token = (
    more: Record<string, unknown>,
    { key = real, typ = 'at+jwt', kid = jwk.kid, alg = 'ES256' } = {},
  ) =>
    new SignJWT({ iss: house.issuer, aud: 'sekisho-api', sub, iat: now - 10, exp: now + 600, ...more })
      .setProtectedHeader({ alg, typ, kid })
      .sign(key);
  const good = await token({});
  const [head = '', claims = '', signature = ''] = good.split('.');
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bearer = {
    forged: await token({}, { key: foreign as typeof real }),
    expired: await token({ exp: now - 60, iat: now - 700 }),
    'for another audience': await token({ aud: 'somebody-else' }),
    'of another issuer': await token({ iss: 'http://127.0.0.1:9' }),
    'an id token': await token({}, { typ: 'JWT' }),
    'of an unknown key': await token({}, { kid: 'unknown' }),
    'without a subject': await token({ sub: '' }),
    'without an end': await token({ exp: undefined }),
    unsigned: `${encode({ alg: 'none', typ: 'at+jwt' })}.${claims}.`,
    'altered to be somebody else': `${head}.${encode({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()), sub: memberOf('adjudicator').sub + 'x' })}.${signature}`,
    truncated: good.slice(0, -5),
    'no token': 'x',
    huge: 'x'.repeat(9_000),
  };
  return {
    absent: undefined,
    basic: `Basic ${Buffer.from('a:b').toString('base64')}`,
    empty: 'Bearer',
    ...Object.fromEntries(Object.entries(bearer).map(([name, text]) => [name, `Bearer ${text}`])),
  };
}
