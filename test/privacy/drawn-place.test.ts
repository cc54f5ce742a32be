import { randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { STATUS_LIST_SIZE } from '../../domain/grants.js';
import { drawnPlace } from '../../privacy/drawn-place.js';

test('every place of a list is given once, and in an order that its seed alone tells', () => {
  const seed = randomBytes(32);
  const given = new Uint8Array(STATUS_LIST_SIZE);
  for (let nth = 0; nth < STATUS_LIST_SIZE; nth += 1) given[drawnPlace(seed, nth)]! += 1;
  expect(given.every((times) => times === 1)).toBe(true);
  const first = (of: Uint8Array) => [0, 1, 2, 3].map((nth) => drawnPlace(of, nth));
  expect(first(seed)).toEqual(first(Uint8Array.from(seed)));
  expect(first(seed)).not.toEqual(first(randomBytes(32)));
});
