import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ANSWERS } from '../../domain/checks.js';
import { everyItem, everySource } from '../../domain/policy-words.js';
import { PROBLEMS } from '../../domain/errors.js';
import { policies } from '../../domain/policy.js';
import { stageRow } from '../../domain/stages.js';
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
    for (const page of [stagesPage(), problemsPage()]) {
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

describe('the statute map', () => {
  const map = read('docs/statute-map.md');

  test('places every action and rule of the table', () => {
    expect(missing([...ACTIONS, ...LINES.flatMap((e) => e.rules ?? [])], map)).toEqual([]);
  });

  test('places every article the tables cite', () => {
    const cited = [
      ...LINES.map((e) => e.article),
      ...EVERY_STAGE.map(([kind, stage]) => stageRow(kind, stage).basis),
    ];
    const articles = cited.flatMap((text) => text.match(/\b\d{2}(?:\(\d\))?(?:\([iv]+\))?/g) ?? []);
    expect([...new Set(articles)].filter((article) => !map.includes(article))).toEqual([]);
  });

  test('names no file that is not there', () => {
    const files = [...quoted(map)].filter((word) => /^[a-z-]+\/.*\.ts$/.test(word ?? ''));
    expect(files.length).toBeGreaterThan(5);
    expect(files.filter((file) => !existsSync(new URL(file ?? '', root)))).toEqual([]);
  });

  test('names for every article, and for all that is always true, code that does it and a test that sees it', () => {
    const [, articles = '', always = ''] =
      /## Article by article\n([\s\S]*?)\n## What is always true\n([\s\S]*?)\n## /.exec(map) ?? [];
    const rows = (table: string) =>
      [...table.matchAll(/^\| (?!#|Article|---)(.+) \|$/gm)].map(([, row = '']) => row.split(' | '));
    const inQuotes = (cell = '') => [...quoted(cell)].map(String);
    const wanting = (told: string[][], code: number, tests: number) =>
      told.filter(
        (cells) =>
          inQuotes(cells[code]).length === 0 ||
          inQuotes(cells[tests]).length === 0 ||
          inQuotes(cells[tests]).some((file) => !file.startsWith('test/')),
      );
    expect([rows(articles).length > 30, rows(always).length]).toEqual([true, 24]);
    expect(wanting(rows(articles), 3, 4)).toEqual([]);
    expect(wanting(rows(always), 3, 4)).toEqual([]);
  });

  test('numbers readings and open questions without a gap, so that each can be named', () => {
    for (const part of ['Readings we adopt', 'Open legal questions']) {
      const [, text = ''] = new RegExp(`## ${part}\\n([\\s\\S]*?)(?:\\n## |$)`).exec(map) ?? [];
      const numbers = [...text.matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]));
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      expect(numbers.length).toBeGreaterThan(20);
    }
  });

  test('marks every line by one of the four marks', () => {
    const rows = map.split('\n').filter((line) => /^\| (Art\.|Standards|Civil|policy)/.test(line));
    for (const row of rows) expect(row).toMatch(/\| (law|memory|reading|policy) \|$/);
    expect(rows.length).toBeGreaterThan(20);
  });
});
