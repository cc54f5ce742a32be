import { describe, expect, test } from '@jest/globals';
import { numberOptions } from '../../launch/number-options.js';

describe('numbers given to a command', () => {
  const read = (...args: string[]) => numberOptions(args, ['runs', 'seed'], 'npm run it [-- --runs 5]');

  test('are read by name, and absent where they were not given', () => {
    expect(read('--seed', '7')).toEqual({ seed: 7 });
    expect(read()).toEqual({});
  });
  test.each([
    [['--sed', '7']],
    [['--seed']],
    [['--seed', '-1']],
    [['--seed', '1.5']],
    [['--seed', '']],
    [['--seed', '0x10']],
    [['7']],
  ])('are refused with the usage: %j', (args) => {
    expect(() => read(...args)).toThrow('usage: npm run it [-- --runs 5]');
  });
});
