import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { HTTP_LIMITS } from '../../http-server.js';
import { type House, openHouse } from '../access/support/house.js';
import { othersAreServed } from './support/others.js';
import { answersIn, type Line, open, request, sockets, untilSocketsAre } from './support/wire.js';

/** The limits of a real server in proportion, only that nobody here waits a minute for them. */
const LIMITS = {
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 8_000,
  checkEveryMs: 200,
  keepAliveTimeoutMs: 2_000,
  silenceMs: 10_000,
};

jest.setTimeout(60_000);
let house: House;
let before: number;
beforeAll(async () => {
  house = await openHouse({ limits: LIMITS });
  await othersAreServed(house);
}, 60_000);
beforeEach(async () => {
  await house.token('officer');
  before = sockets();
});
afterAll(() => house?.stop());

const HALVES = [
  'GET /m',
  'GET /me HTTP/1.1\r\nHost: x\r\nAuth',
  request('POST /applications', { 'Content-Length': '50' }),
  `${request('POST /applications', { 'Content-Length': '50' })}{"a":`,
  `${request('POST /applications', { 'Transfer-Encoding': 'chunked' })}ff\r\n{`,
];
const opened = (n: number) => Promise.all(Array.from({ length: n }, () => open(house.url)));

/** A byte each, all of them, until the server has had enough. */
async function drip(lines: readonly Line[], text: string, everyMs = 100): Promise<string[]> {
  const timers = lines.map((line) => {
    let at = 0;
    return setInterval(() => {
      if (line.socket.writable && at < text.length) line.socket.write(text.charAt(at++));
    }, everyMs);
  });
  const heard = await Promise.all(lines.map((line) => line.ended));
  for (const timer of timers) clearInterval(timer);
  return heard;
}

function isTooSlow(text: string): void {
  const [answer, ...more] = answersIn(text);
  expect(more).toEqual([]);
  expect([answer?.status, JSON.parse(answer?.body ?? '{}').code]).toEqual([408, 'TOO_SLOW']);
  expect(answer?.headers).toMatch(/^content-type: application\/problem\+json/im);
}

describe('slow clients', () => {
  test('that never finish their headers are sent away in time, and keep nobody waiting meanwhile', async () => {
    const lines = await opened(200);
    const dripping = drip(lines, request('GET /me', { 'X-Slow': 'x'.repeat(2_000) }));
    await othersAreServed(house);
    for (const text of await dripping) isTooSlow(text);
    await untilSocketsAre(before);
  });

  test('that never finish their body hold no connection of the register, and are sent away', async () => {
    const authorization = `Bearer ${await house.token('officer')}`;
    const lines = await opened(60);
    const head = {
      Authorization: authorization,
      'Content-Type': 'application/json',
      'Content-Length': '5000',
    };
    for (const { socket } of lines)
      socket.write(request('POST /applications', { ...head, 'Idempotency-Key': 'a-slow-client' }));
    const dripping = drip(lines, `{"organId":"${'x'.repeat(4_900)}`);
    await othersAreServed(house);
    // The API has ten connections: sixty bodies under way would have taken them all.
    expect(await inTransaction()).toBe(0);
    for (const text of await dripping) isTooSlow(text);
    await untilSocketsAre(before);
  });

  test('that never read their answers do not keep them here', async () => {
    const lines = await opened(20);
    for (const { socket } of lines) {
      socket.pause();
      socket.write(request('GET /me').repeat(200));
    }
    await othersAreServed(house);
    // The server's ends: ours do not hear of it, since they read nothing.
    await untilSocketsAre(before + lines.length);
    for (const { socket } of lines) socket.destroy();
    await untilSocketsAre(before);
  });
});

describe('half-open connections', () => {
  test('a connection on which nothing is ever said ends by itself', async () => {
    const lines = await opened(200);
    await othersAreServed(house);
    await Promise.all(lines.map((line) => line.ended));
    await untilSocketsAre(before);
  });

  test('half a request, wherever it stops, ends by itself', async () => {
    const lines = (await Promise.all(HALVES.map(() => opened(30)))).map((group, n) => {
      for (const { socket } of group) socket.write(HALVES[n] ?? '');
      return group;
    });
    await othersAreServed(house, 1);
    const heard = await Promise.all(lines.flat().map((line) => line.ended));
    // Who is told at all is told once, in HTTP: that it was slow, or before that, that nobody is signed in.
    for (const one of heard) expect(answersIn(one).map(({ status }) => status)).toEqual([expect.any(Number)]);
    await untilSocketsAre(before);
  });

  test('closing only one’s own half, or resetting in the middle, leaves nothing behind and is no error of ours', async () => {
    const authorization = `Bearer ${await house.token('officer')}`;
    const halves = await opened(50);
    for (const { socket } of halves) socket.end('GET /me HTTP/1.1\r\nHos');
    const resets = await opened(100);
    for (const { socket } of resets)
      socket.write(
        request(
          'POST /applications',
          { Authorization: authorization, 'Content-Type': 'application/json', 'Content-Length': '500' },
          '{"a',
        ),
      );
    await othersAreServed(house, 1);
    for (const { socket } of resets) socket.resetAndDestroy();
    await Promise.all([...halves, ...resets].map((line) => line.ended));
    await untilSocketsAre(before);
    expect(await inTransaction()).toBe(0);
    expect(house.errors).toEqual([]);
  });
});

test('the real limits are what they are for a reason, and each is set', () => {
  expect(HTTP_LIMITS.headersTimeoutMs).toBeLessThan(HTTP_LIMITS.requestTimeoutMs);
  expect(HTTP_LIMITS.checkEveryMs).toBeLessThan(HTTP_LIMITS.headersTimeoutMs);
  expect(HTTP_LIMITS.keepAliveTimeoutMs).toBeGreaterThan(60_000);
  expect(HTTP_LIMITS.silenceMs).toBeGreaterThan(HTTP_LIMITS.requestTimeoutMs);
});

/** Connections of the API that hold a transaction open and do nothing in it. */
async function inTransaction(): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity
    where datname = current_database() and usename = 'sekisho_api' and state like 'idle in transaction%'
      and state_change < now() - interval '200 milliseconds'`.execute(house.register);
  return rows[0]?.n ?? 0;
}
