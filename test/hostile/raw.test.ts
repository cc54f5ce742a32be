import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type House, holdings, openHouse } from '../access/support/house.js';
import { othersAreServed } from './support/others.js';
import { answersIn, type Heard, open, request, say, sockets, untilSocketsAre } from './support/wire.js';

/** What is no HTTP, or is it in two ways at once. Each is answered in HTTP or not at all, and tells nothing of us. */
let house: House;
let token: string;
let holdingsBefore: string;
beforeAll(async () => {
  house = await openHouse();
  token = await house.token('inCharge');
  await othersAreServed(house, 1);
  holdingsBefore = await holdings(house.register);
}, 60_000);
beforeEach(() => void house.errors.splice(0));
afterAll(async () => {
  expect(await holdings(house.register)).toBe(holdingsBefore);
  await house?.stop();
});

const signedIn = () => ({ Authorization: `Bearer ${token}` });
const post = (headers: Record<string, string>, body = '') =>
  request('POST /applications', { ...signedIn(), 'Content-Type': 'application/json', ...headers }, body);
const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

function isTold(answer: Heard | undefined, status: number, code: string): void {
  expect([answer?.status, answer?.body && JSON.parse(answer.body).code]).toEqual([status, code]);
  expect(answer?.headers).toMatch(/^content-type: application\/problem\+json/im);
  tellsNothing(answer?.body ?? '');
}
function tellsNothing(text: string): void {
  expect(text).not.toMatch(/\bat .*\.(ts|js):\d+|node_modules|HPE_|Parse Error|express/i);
}

describe('what is not HTTP', () => {
  test.each([
    ['garbage', '\u0000\u0001\u0002\u00ff\u00fe garbage \r\n\r\n'],
    ['another protocol', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n'],
    ['a method of no kind', 'FETCH /me HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a version of no kind', 'GET /me HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['HTTP/2 in clear', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
    ['a space in the address', 'GET /me and more HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a NUL in the address', 'GET /me\u0000 HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a NUL in a header', 'GET /me HTTP/1.1\r\nHost: x\r\nX-A: a\u0000b\r\n\r\n'],
    ['a header without a colon', 'GET /me HTTP/1.1\r\nHost: x\r\nnothing\r\n\r\n'],
    ['a folded header', 'GET /me HTTP/1.1\r\nHost: x\r\n folded: yes\r\n\r\n'],
    ['a bare line feed', 'GET /me HTTP/1.1\nHost: x\n\n'],
    ['a header name with a space', 'GET /me HTTP/1.1\r\nHost : x\r\n\r\n'],
    ['a length that is none', 'POST /applications HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n'],
    ['a negative length', 'POST /applications HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
    [
      'a length beyond numbers',
      `POST /applications HTTP/1.1\r\nHost: x\r\nContent-Length: ${'9'.repeat(40)}\r\n\r\n`,
    ],
  ])('%s is refused and the connection closed', async (_what, bytes) => {
    const [answer, ...more] = answersIn(await say(house.url, Buffer.from(bytes, 'latin1')));
    isTold(answer, 400, 'NOT_HTTP');
    expect(more).toEqual([]);
    expect(house.errors).toEqual([]);
  });

  test.each([
    ['a long address', request(`GET /me?${'x'.repeat(20_000)}`)],
    ['a long header', request('GET /me', { 'X-Long': 'x'.repeat(20_000) })],
    [
      'a flood of headers',
      request('GET /me', Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`X-${n}`, 'a']))),
    ],
    ['headers without end', `GET /me HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(100_000)}`],
  ])('%s is too large a head', async (_what, bytes) => {
    isTold(answersIn(await say(house.url, bytes))[0], 431, 'HEAD_TOO_LARGE');
  });

  test('as many headers as fit are all read: none is left out without a word', async () => {
    const many = Object.fromEntries(Array.from({ length: 2_200 }, (_, n) => [`a${n.toString(36)}`, '']));
    const bytes = request('GET /me', { ...many, ...signedIn(), Connection: 'close' });
    expect(answersIn(await say(house.url, bytes))[0]?.status).toBe(200);
  });
});

describe('a stream that could be read in two ways', () => {
  test.each([
    [
      'a length and chunks',
      { 'Content-Length': '4', 'Transfer-Encoding': 'chunked' },
      `0\r\n\r\n${smuggled}`,
    ],
    [
      'chunks and a length',
      { 'Transfer-Encoding': 'chunked', 'Content-Length': '200' },
      `0\r\n\r\n${smuggled}`,
    ],
    ['two codings', { 'Transfer-Encoding': 'chunked, identity' }, `0\r\n\r\n${smuggled}`],
    ['a coding of no kind', { 'Transfer-Encoding': 'xchunked' }, `0\r\n\r\n${smuggled}`],
    ['a coding with a tab', { 'Transfer-Encoding': '\tchunked\u000b' }, `0\r\n\r\n${smuggled}`],
    ['a chunk size of no kind', { 'Transfer-Encoding': 'chunked' }, `0x5\r\nhello\r\n0\r\n\r\n${smuggled}`],
    ['a chunk shorter than it says', { 'Transfer-Encoding': 'chunked' }, `2\r\n{}x\r\n0\r\n\r\n${smuggled}`],
  ])('%s: nothing behind it is taken for a request', async (_what, headers, body) => {
    const answers = answersIn(await say(house.url, post(headers as Record<string, string>, body)));
    expect(answers.length).toBeLessThanOrEqual(1);
    for (const answer of answers) {
      expect([400, 422]).toContain(answer.status);
      tellsNothing(answer.body);
    }
    expect(house.errors).toEqual([]);
  });

  test('two lengths are no length', async () => {
    const bytes = post({ 'Content-Length': '2' }, '{}').replace(
      'Content-Length: 2',
      'Content-Length: 2\r\nContent-Length: 3',
    );
    const [answer, ...more] = answersIn(await say(house.url, bytes));
    isTold(answer, 400, 'NOT_HTTP');
    expect(more).toEqual([]);
  });

  test('garbage behind a request that is being answered never stands in its answer', async () => {
    for (let n = 0; n < 20; n += 1) {
      const line = await open(house.url);
      line.socket.write(`${request('GET /me', signedIn())}\u0000garbage\r\n\r\n`);
      const answers = answersIn(await line.ended);
      for (const { status, body } of answers) {
        expect([200, 400]).toContain(status);
        expect(() => JSON.parse(body)).not.toThrow();
      }
    }
  });

  test('requests in a row are answered in their order, and the last may close', async () => {
    const bytes = [
      request('GET /me', signedIn()),
      request('GET /organs'),
      request('GET /nowhere', signedIn()),
      request('GET /me', { ...signedIn(), Connection: 'close' }),
    ];
    const answers = answersIn(await say(house.url, bytes.join('')));
    expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 200]);
  });
});

describe('addresses and methods', () => {
  const close = { Connection: 'close' };
  test.each([
    ['an absolute address', 'GET http://elsewhere.example/me', 200],
    ['an absolute address of another kind', 'GET file:///me', 200],
    ['two slashes', 'GET //me', 404],
    ['dots', 'GET /applications/../me', 404],
    ['dots in code', 'GET /applications/%2e%2e/me', 404],
    ['a slash in code', 'GET /%6de%2f', 404],
    ['letters in code', 'GET /%6d%65', 404],
    ['half a code', 'GET /applications/%', 404],
    ['bytes that are no text', 'GET /applications/%ff%fe', 404],
    ['a NUL in code', 'GET /me%00', 404],
    ['a fragment', 'GET /me#x', 200],
    ['a backslash', 'GET /\\me', 404],
    ['a query of nothing', 'GET /me?', 200],
    ['a query that is not asked for', 'GET /me?x=1', 422],
    ['a query twice', 'GET /applications?limit=1&limit=2', 422],
    ['a query as an object', 'GET /applications?limit[a]=1', 422],
    ['a query with __proto__', 'GET /applications?__proto__=1', 422],
    ['HEAD', 'HEAD /me', 405],
    ['OPTIONS', 'OPTIONS /me', 405],
    ['OPTIONS of everything', 'OPTIONS *', 404],
    ['TRACE', 'TRACE /me', 405],
    ['PROPFIND', 'PROPFIND /me', 405],
  ])('%s is answered in HTTP', async (_what, line, status) => {
    const bytes = request(line, { ...signedIn(), ...close });
    const text = await say(house.url, Buffer.from(bytes, 'latin1'));
    const [answer] = line.startsWith('HEAD') ? [headOf(text)] : answersIn(text);
    expect([line, answer?.status]).toEqual([line, status]);
    expect(answer?.headers).toMatch(/^content-type: application\/(problem\+)?json/im);
    // What was asked is never said back: a cross-site trace reads nobody's token.
    expect(text).not.toContain(token);
    tellsNothing(text);
    expect(house.errors).toEqual([]);
  });

  test('CONNECT makes no tunnel, and an upgrade to anything stays HTTP', async () => {
    const before = sockets();
    expect(await say(house.url, request('CONNECT example.com:443'))).toBe('');
    const upgrade = { Connection: 'Upgrade, close', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' };
    const answers = answersIn(await say(house.url, request('GET /me', { ...signedIn(), ...upgrade })));
    expect(answers.map(({ status }) => status)).toEqual([200]);
    await untilSocketsAre(before);
  });

  test('who expects something is answered all the same', async () => {
    for (const expectation of ['something-else', '100-continue']) {
      const bytes = post({ Expect: expectation, 'Content-Length': '2', Connection: 'close' }, '{}');
      const text = (await say(house.url, bytes)).replace('HTTP/1.1 100 Continue\r\n\r\n', '');
      expect(answersIn(text).map(({ status }) => status)).toEqual([422]);
    }
  });

  test('of two authorizations one counts, and two keys are one odd one', async () => {
    const twice = request('GET /me', { ...signedIn(), ...close }).replace(
      'Host:',
      'Authorization: Bearer other\r\nHost:',
    );
    expect(answersIn(await say(house.url, twice)).map(({ status }) => status)).toEqual([401]);
    const two = post({ 'Idempotency-Key': 'a', 'Content-Length': '2', ...close }, '{}').replace(
      'Idempotency-Key: a',
      'Idempotency-Key: a\r\nIdempotency-Key: b',
    );
    expect(answersIn(await say(house.url, two)).map(({ status }) => status)).toEqual([422]);
  });
});

function headOf(text: string): Heard {
  const [status = '', ...lines] = text.split('\r\n');
  return { status: Number(status.split(' ')[1]), headers: lines.join('\r\n'), body: '' };
}
