import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { LINES } from '../domain/table.js';
import { coverage, report } from './coverage.js';
import { live } from './life.js';

/** `npm run test:property -- --runs 1000000 --seed 7`; here and in `npm test` nineteen thousand lives of one seed. */
const RUNS = Number(process.env.TEST_PROPERTY_RUNS ?? 19_000);
const SEED = Number(process.env.TEST_PROPERTY_SEED ?? 1);
const NUMBERS = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 8, maxLength: 40, size: 'max' });

// Refusals are half of what happens here, and nobody reads where from.
Error.stackTraceLimit = 0;

describe(`any life the scheme can lead (seed ${SEED})`, () => {
  const seen = coverage();

  test('breaks none of the invariants', () => {
    fc.assert(
      fc.property(NUMBERS, (numbers) => {
        live(numbers, seen);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: false },
    );
  }, 3_600_000);

  test('counts each line of the table by itself', () => {
    expect(seen.edges.size).toBe(LINES.length);
  });

  test('was tried often enough for that to mean something', () => {
    process.stdout.write(`${report(seen)}\n`);
    const few = (counts: Map<string, number>, least: number) =>
      [...counts].filter(([, count]) => count < least);
    // Of a few lives it is chance what they meet.
    const counts = RUNS >= 10_000 ? { edge: 100, end: 50 } : { edge: 0, end: 0 };
    expect(few(seen.edges, counts.edge)).toEqual([]);
    expect(few(seen.ends, counts.end)).toEqual([]);
    expect(seen.lives).toBeGreaterThan(0);
    expect(seen.legal / seen.acts).toBeGreaterThanOrEqual(0.4);
  });
});
