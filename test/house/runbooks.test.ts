import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { read, ROOT } from './compose.js';
import { allBlocksOf, blocksOf, RUNBOOKS } from './runbooks.js';

// What the commands do is tried by `npm run test:runbooks`, which takes minutes; this keeps them in a form that can be.
describe('the runbooks', () => {
  const folder = path.join(ROOT, 'docs/runbooks');

  test('are those that are tried, and no other', () => {
    expect(readdirSync(folder).toSorted()).toEqual(RUNBOOKS.map((name) => `${name}.md`).toSorted());
  });

  test.each(RUNBOOKS)('%s says when it is needed, fits a screen or two, and is tried', (name) => {
    const page = read(`docs/runbooks/${name}.md`);
    expect(page).toMatch(/^\*\*When\.\*\* /m);
    expect(page.trimEnd().split('\n').length).toBeLessThanOrEqual(110);
    const tried = blocksOf(page);
    expect(tried.length).toBeGreaterThan(0);
    expect(tried.filter(({ prints }) => prints.length === 0)).toEqual([]);
  });

  test.each(RUNBOOKS)('%s uses commands that are there', (name) => {
    const known = JSON.parse(read('package.json')).scripts as Record<string, string>;
    const used = allBlocksOf(read(`docs/runbooks/${name}.md`)).flatMap(({ script }) =>
      [...script.matchAll(/npm (?:--silent )?run ([\w:-]+)/g)].map(([, command = '']) => command),
    );
    expect(used.filter((command) => !(command in known))).toEqual([]);
  });

  test.each(RUNBOOKS)('%s is linked from where one looks for it', (name) => {
    expect(read('docs/deployment.md')).toContain(`runbooks/${name}.md`);
    expect(read('README.md')).toContain('docs/runbooks');
  });
});
