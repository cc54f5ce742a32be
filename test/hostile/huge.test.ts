import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ask, type House, holdings, openHouse, verdict } from '../access/support/house.js';
import { bodyOf } from '../access/support/bodies.js';
import { othersAreServed } from './support/others.js';
import { answersIn, open, request, say, sockets, untilSocketsAre } from './support/wire.js';

/** Bodies made to cost more than they weigh. */
jest.setTimeout(60_000);
let house: House;
let token: string;
beforeAll(async () => {
  house = await openHouse();
  token = await house.token('inCharge');
  await othersAreServed(house, 1);
}, 60_000);
beforeEach(() => void house.errors.splice(0));
afterAll(() => house?.stop());

const head = (more: Record<string, string>) => ({
  Authorization: `Bearer ${token}`,
  'Content-Type': 'application/json',
  'Idempotency-Key': randomUUID(),
  ...more,
});
const sent = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  ask(`${house.url}/applications`, { method: 'POST', headers: head(headers), body });

async function changesNothing(work: () => Promise<void>): Promise<void> {
  const before = await holdings(house.register);
  await work();
  expect(await holdings(house.register)).toBe(before);
  expect(house.errors).toEqual([]);
}

describe('more than we take', () => {
  test('is refused by its word, before it comes', async () => {
    const before = sockets();
    for (const length of [1_048_577, 2 ** 31, 2 ** 52]) {
      const line = await open(house.url);
      line.socket.write(request('POST /applications', head({ 'Content-Length': String(length) }), '{"a":"'));
      while (!line.heard().includes('TOO_LARGE')) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(answersIn(line.heard())[0]?.status).toBe(413);
      line.socket.destroy();
    }
    await untilSocketsAre(before);
  });

  test('is refused when it comes in pieces without a word, and others are served meanwhile', async () => {
    const before = sockets();
    const lines = await Promise.all(Array.from({ length: 20 }, () => open(house.url)));
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    for (const { socket } of lines) {
      socket.write(request('POST /applications', head({ 'Transfer-Encoding': 'chunked' })));
      for (let n = 0; n < 40; n += 1) socket.write(chunk);
      socket.write('0\r\n\r\n');
    }
    await othersAreServed(house, 1);
    for (const line of lines) {
      while (!line.heard().includes('TOO_LARGE')) await new Promise((resolve) => setTimeout(resolve, 5));
      expect(answersIn(line.heard())[0]?.status).toBe(413);
      line.socket.destroy();
    }
    await untilSocketsAre(before);
  });

  test('is refused when it is small until it is unpacked, in one layer or in more', async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000, 0x20), { level: 9 });
    await changesNothing(async () => {
      const answers = Promise.all(
        Array.from({ length: 10 }, () => sent(bomb, { 'Content-Encoding': 'gzip' })),
      );
      await othersAreServed(house, 1);
      for (const answer of await answers) expect(verdict(answer)).toBe('413 TOO_LARGE');
      expect(verdict(await sent(gzipSync(gzipSync('{}')), { 'Content-Encoding': 'gzip, gzip' }))).toBe(
        '415 UNSUPPORTED_MEDIA',
      );
    });
  });

  test('a stranger’s body is not even read', async () => {
    const bytes = request('POST /applications', {
      'Content-Type': 'application/json',
      'Content-Length': '900000',
      Connection: 'close',
    });
    expect(answersIn(await say(house.url, `${bytes}{`))[0]?.status).toBe(401);
  });
});

describe('bodies that are hard to read', () => {
  test.each([
    ['a hundred thousand arrays in each other', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['a hundred thousand objects in each other', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['eighty thousand fields', `{${Array.from({ length: 80_000 }, (_, n) => `"f${n}":1`).join(',')}}`],
    ['a hundred thousand times the same field', `{${'"seen":1,'.repeat(100_000)}"seen":1}`],
    ['a long list', `{"family":[${'1,'.repeat(400_000)}1]}`],
    ['a long number', `{"seen":${'9'.repeat(500_000)}}`],
    ['a number beyond numbers', '{"seen":1e400}'],
    ['a number of many digits', `{"seen":0.${'1'.repeat(500_000)}}`],
    ['a long key', `{"${'k'.repeat(900_000)}":1}`],
  ])('%s: refused at its fields, quickly enough for everybody else', async (_what, body) => {
    await changesNothing(async () => {
      const answers = Promise.all(Array.from({ length: 5 }, () => sent(body)));
      await othersAreServed(house, 1);
      for (const answer of await answers) {
        expect(verdict(answer)).toBe('422 INVALID');
        expect(answer.text.length).toBeLessThan(2_000_000);
      }
    });
  });

  test('keys that mean something to JavaScript are unknown fields like others', async () => {
    await changesNothing(async () => {
      for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])
        for (const value of ['{"admin":true}', '1', 'null']) {
          const answer = await sent(`{"${key}":${value}}`);
          expect([key, verdict(answer)]).toEqual([key, '422 INVALID']);
        }
    });
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });

  test('a person whose name holds half a character, or whose day is none, is not taken', async () => {
    const person = bodyOf('nominate', 1) as { person: Record<string, unknown> };
    await changesNothing(async () => {
      const bad: [string, string][] = [
        ['name', '"\\ud800"'],
        ['kana', '"a\\udfff"'],
        ['name', '"\\u0000"'],
        ['dateOfBirth', '"2025-02-29"'],
        ['dateOfBirth', '"1900-02-29"'],
        ['dateOfBirth', '"+010000-01-01"'],
        ['dateOfBirth', '"0000-00-00"'],
        ['dateOfBirth', '"2025-02-30"'],
        ['dateOfBirth', '"２０２５-01-01"'],
      ];
      for (const [field, text] of bad) {
        const body = JSON.stringify({ ...person, person: { ...person.person, [field]: 'HERE' } }).replace(
          '"HERE"',
          text,
        );
        const answer = await sent(body);
        expect([field, text, verdict(answer)]).toEqual([field, text, '422 INVALID']);
        expect(answer.body.errors[0].pointer).toBe(`/person/${field}`);
      }
    });
  });

  test('of a field said twice the last counts, here and in what is remembered of the request', async () => {
    const good = JSON.stringify(bodyOf('nominate', 1));
    const key = randomUUID();
    const twice = good.replace('"agreedToBeListed":true', '"agreedToBeListed":false,"agreedToBeListed":true');
    const first = await sent(twice, { 'Idempotency-Key': key });
    expect(first.status).toBe(201);
    expect((await sent(good, { 'Idempotency-Key': key })).text).toBe(first.text);
    expect(house.errors).toEqual([]);
  });
});
