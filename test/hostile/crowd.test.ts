import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bodyOf } from '../access/support/bodies.js';
import { Cases } from '../access/support/cases.js';
import { type House, openHouse, verdict } from '../access/support/house.js';
import { othersAreServed } from './support/others.js';
import { answersIn, open, request, sockets, untilSocketsAre } from './support/wire.js';

/** A crowd at the door. Nobody in it does anything wrong. */
let house: House;
beforeAll(async () => {
  house = await openHouse();
  await othersAreServed(house);
}, 60_000);
afterAll(() => house?.stop());

const CROWD = 1_000;

test('a thousand connections that are only held keep nobody out', async () => {
  const before = sockets();
  const lines = [];
  for (let n = 0; n < CROWD; n += 100)
    lines.push(...(await Promise.all(Array.from({ length: 100 }, () => open(house.url)))));
  await othersAreServed(house);
  expect(lines.filter(({ socket }) => socket.readyState === 'open')).toHaveLength(CROWD);
  for (const { socket } of lines) socket.destroy();
  await untilSocketsAre(before);
});

test('a thousand people who ask at the same moment are all answered, each on a connection of their own', async () => {
  const before = sockets();
  const token = await house.token('officer');
  const lines = await Promise.all(Array.from({ length: CROWD }, () => open(house.url)));
  const ask = request('GET /me', { Authorization: `Bearer ${token}`, Connection: 'close' });
  for (const { socket } of lines) socket.write(ask);
  const heard = await Promise.all(lines.map((line) => line.ended));
  expect(heard.map((text) => answersIn(text)[0]?.status)).toEqual(Array(CROWD).fill(200));
  await untilSocketsAre(before);
  expect(house.errors).toEqual([]);
}, 60_000);

test('of two hundred who write at once on what all of them saw, one is taken and the others are told', async () => {
  const cases = new Cases(house);
  const made = await cases.application('SCREENED');
  const version = await cases.version(made.id);
  // On a busy machine some wait longer for a connection than is waited for: told 503, they send the same again.
  const assign = async (key: string): Promise<string> => {
    const body = bodyOf('assignOfficer', version);
    const told = verdict(await house.post('inCharge', `/applications/${made.id}/assignment`, body, key));
    return told === '503 UNAVAILABLE' ? assign(key) : told;
  };
  const told = await Promise.all(Array.from({ length: CROWD / 5 }, () => assign(randomUUID())));
  expect(told.filter((one) => one === '201')).toHaveLength(1);
  expect(new Set(told)).toEqual(new Set(['201', '409 STALE']));
  expect(await cases.version(made.id)).toBe(version + 1);
  expect(house.errors).toEqual([]);
}, 60_000);
