import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { INVARIANTS } from './registry.js';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const named = INVARIANTS.map((one) => [one.number, one] as const);
const mutants = INVARIANTS.map(({ number, broken }) => [number, broken] as const);

describe('the register of invariants', () => {
  test('counts them from one, none twice', () => {
    expect(INVARIANTS.map(({ number }) => number)).toEqual(INVARIANTS.map((_, at) => at + 1));
  });
  test.each(mutants)('%i breaks one place of our code', (_, { file, from, to }) => {
    expect(read(file).split(from)).toHaveLength(2);
    expect(to).not.toBe(from);
  });
  test.each(mutants)('%i names a test that is there', (_, { test: path, named: name }) => {
    expect(read(path)).toContain(name);
  });
  test.each(named)('%i has its line in the statute map, with code and test', (_, one) => {
    const line = read('docs/statute-map.md')
      .split('\n')
      .find((text) => text.startsWith(`| ${one.number} | ${one.rule} |`));
    for (const text of [one.basis, one.broken.file, one.broken.test, `“${one.broken.named}”`])
      expect(line).toContain(text);
  });
});
