import { describe, expect, test } from '@jest/globals';
import { optionsOf, UsageError } from '../../bench/options.js';

describe('npm run bench', () => {
  test('counts five hundred applications in five rounds unless told otherwise', () => {
    expect(optionsOf([])).toEqual({
      applications: 500,
      rounds: 5,
      concurrency: 48,
      engine: 'sqlite',
      open: 0,
      minutes: 0,
      progress: false,
      keep: undefined,
    });
  });
  test('takes what it is told', () => {
    const args = [
      '--applications',
      '60',
      '--rounds=3',
      '--engine',
      'postgres',
      '--open',
      '10000',
      '--progress',
    ];
    expect(optionsOf(args)).toMatchObject({
      applications: 60,
      rounds: 3,
      engine: 'postgres',
      open: 10_000,
      progress: true,
    });
    expect(optionsOf(['--minutes', '20']).minutes).toBe(20);
  });
  test.each([
    ['--applications', '0'],
    ['--applications', 'many'],
    ['--engine', 'oracle'],
    ['--minutes', '-1'],
    ['--applications', '3', '--rounds', '5'],
    ['--no-such-thing'],
    ['positional'],
  ])('refuses %s %s', (...args) => {
    expect(() => optionsOf(args)).toThrow(UsageError);
  });
});
