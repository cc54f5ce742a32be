import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ANSWERS } from '../../domain/checks.js';
import { everyItem, everySource } from '../../domain/policy-words.js';
import { PROBLEMS } from '../../domain/errors.js';
import { policies } from '../../domain/policy.js';
import { stageRow } from '../../domain/stages.js';
import { accessPage } from '../../scripts/access-page.js';
import { problemsPage } from '../../scripts/problems-page.js';
import { stagesPage } from '../../scripts/stages-page.js';
import { ACTIONS, ACTORS, EVERY_STAGE, GROUNDS, LINES, MODES } from './table.js';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const quoted = (page: string) => new Set([...page.matchAll(/`([^`\n]+)`/g)].map((m) => m[1]));
const missing = (words: Iterable<string>, page: string) =>
  [...words].filter((word) => !quoted(page).has(word));

describe('the generated pages', () => {
  test.each([
    ['docs/stages.md', stagesPage],
    ['docs/problems.md', problemsPage],
    ['docs/access-matrix.md', () => accessPage()],
  ])('%s is what the tables say (if not: npx tsx scripts/render-stages.ts)', (path, page) => {
    expect(read(path)).toBe(page());
  });

  test('show every stage, step, rule and period', () => {
    const rules = LINES.flatMap((e) => e.rules ?? []);
    const periods = policies().flatMap((p) => Object.keys(p.periods));
    const stages = EVERY_STAGE.map(([, stage]) => stage);
    expect(missing([...stages, ...ACTIONS, ...rules, ...periods], stagesPage())).toEqual([]);
  });

  test('document every refusal under a heading of its own', () => {
    const headings = [...read('docs/problems.md').matchAll(/^## (.+)$/gm)].map((m) => m[1]);
    expect(headings).toEqual(Object.keys(PROBLEMS));
  });

  test('do not draw what a table cannot hold: every row has as many cells as its head', () => {
    for (const page of [stagesPage(), problemsPage(), accessPage()]) {
      for (const block of page.split('\n\n').filter((b) => b.startsWith('|'))) {
        const widths = block
          .trim()
          .split('\n')
          .map((line) => line.split(/(?<!\\)\|/).length);
        expect(new Set(widths).size).toBe(1);
      }
    }
  });
});

describe('the glossary', () => {
  const glossary = read('docs/glossary.md');

  test('explains every word a case can show', () => {
    const stages = EVERY_STAGE.map(([, stage]) => stage);
    const waits = EVERY_STAGE.map(([kind, stage]) => stageRow(kind, stage).waitingOn);
    const endings = LINES.flatMap((e) => (e.endsAs === undefined ? [] : [e.endsAs]));
    const words = [...ACTORS, ...stages, ...waits, ...endings, ...GROUNDS, ...MODES, 'FOUND', 'NOT_FOUND'];
    expect(missing(words, glossary)).toEqual([]);
  });

  test('explains every item, source and finding', () => {
    const codes = [...everyItem(), ...everySource()].map(({ code }) => code);
    expect(missing([...codes, ...ANSWERS, 'LATE'], glossary)).toEqual([]);
  });
});
