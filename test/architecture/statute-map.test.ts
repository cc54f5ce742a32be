import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROUTES } from '../../api/routes/index.js';
import { CERTIFICATION_EDGES, CERTIFICATION_PARTS } from '../../domain/certification.js';
import { policies } from '../../domain/policy.js';
import { PURPOSES } from '../../domain/purposes.js';
import { stageRow } from '../../domain/stages.js';
import { PACKS } from '../../forms/packs.js';
import { officeForm } from '../../web/office-forms.js';
import { OFFICE_FORM_NAMES } from '../../web/office-names.js';
import { LANGUAGES } from '../../web/language.js';
import { articleOf, STEPS } from '../../web/steps.js';
import { ACTIONS, EVERY_STAGE, LINES } from '../domain/table.js';
import { articlesIn, citedInCode, topicsIn } from './citations.js';
import { ROOT, sources } from './sources.js';

const MAP = read('docs/statute-map.md');
const ARTICLES = tableUnder('Every article').map(([article, says, here, where, seenBy, mark]) => ({
  article,
  says,
  here,
  where,
  seenBy,
  mark,
}));
const ALWAYS = tableUnder('What is always true');
const TOPICS = tableUnder('Article by article');

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}
function partUnder(heading: string): string {
  return new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'm').exec(MAP)?.[1] ?? '';
}
/** Rows of the one table under a heading, without its head, each as its cells. */
function tableUnder(heading: string): string[][] {
  const rows = partUnder(heading)
    .split('\n')
    .filter((line) => line.startsWith('| '));
  return rows.slice(2).map((line) => line.slice(2, -2).split(' | '));
}
const quoted = (text = '') => [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word);
const filesIn = (text = '') => quoted(text).filter((word) => /\/|\.md$|^[a-z-]+\.ts$/.test(word));
const isThere = (file: string) => existsSync(path.join(ROOT, file));

/** `test/a.test.ts` “a name”; each test is told with its file. */
function testsIn(text = ''): { file: string; name: string }[] {
  return [...text.matchAll(/`(test\/[^`]+)` “([^”]+)”/g)].map(([, file = '', name = '']) => ({ file, name }));
}
/** Whether a test, or a group of them, has that in its name: as the first thing that a call is given. */
function isNamedIn({ file, name }: { file: string; name: string }): boolean {
  const text = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return (
    isThere(file) &&
    new RegExp(`\\(\\s*(['"\`])(?:(?!\\1)[^\\n])*${text}(?:(?!\\1)[^\\n])*\\1,`).test(read(file))
  );
}

/** What the tables cite: the law's steps, the routes, the forms of the console, the policies with their papers, the uses. */
const CITED: Readonly<Record<string, readonly string[]>> = {
  'the table of steps': LINES.map(({ article }) => article),
  'the stages': EVERY_STAGE.map(([kind, stage]) => stageRow(kind, stage).basis),
  'the certification of contractors': [
    ...CERTIFICATION_EDGES.map(({ article }) => article),
    ...Object.values(CERTIFICATION_PARTS),
  ],
  'the routes': ROUTES.map(({ article }) => article),
  'the forms of the pages': [
    ...STEPS.map(articleOf),
    ...OFFICE_FORM_NAMES.map((name) => officeForm(name).article),
  ],
  'the policies': policies()
    .filter(({ scheme }) => scheme === 'act27')
    .flatMap(({ items, checks, bases }) => [
      ...[...items, ...checks].map(({ article }) => article),
      ...Object.values(bases).map(({ basis }) => basis),
    ]),
  'the papers': PACKS.flatMap(({ forms }) => Object.values(forms).map(({ article }) => article)),
  'the purposes': Object.values(PURPOSES).map(({ article }) => article),
};

describe('the statute map', () => {
  const lines = ARTICLES.map(({ article = '' }) => article);

  test('has a line for every article of the Act, from the first to the last, in order and none twice', () => {
    const wholeOf = (line: string) => Number(/\d+/.exec(line)?.[0]);
    expect([...new Set(lines.map(wholeOf))]).toEqual(Array.from({ length: 28 }, (_, at) => at + 1));
    expect(lines.map(wholeOf).toSorted((one, other) => one - other)).toEqual(lines.map(wholeOf));
    expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([]);
  });

  test('has a line for each paragraph and item that is known of Arts. 10 to 14', () => {
    const parts = { 10: 2, 12: 7, 13: 4 };
    const paragraphs = Object.entries(parts).flatMap(([article, count]) =>
      Array.from({ length: count }, (_, at) => `Art. ${article}(${at + 1})`),
    );
    const items = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii'].map((item) => `Art. 12(2)(${item})`);
    const grounds = ['(i)', '(i)(イ)', '(i)(ロ)', '(ii)', '(iii)'].map((ground) => `Art. 12(1)${ground}`);
    expect([...paragraphs, ...items, ...grounds].filter((part) => !lines.includes(part))).toEqual([]);
  });

  test.each(Object.keys(CITED))('places every article cited by %s', (table) => {
    const articles = [...new Set((CITED[table] ?? []).flatMap(articlesIn))];
    expect(articles.length).toBeGreaterThan(0);
    expect(articles.filter((article) => !lines.includes(article))).toEqual([]);
  });

  test('places every article that code, a page or a paper names in its words', () => {
    const told = sources().flatMap(({ file, text }) =>
      /^(sandbox|bench|scripts|launch)\//.test(file) ? [] : citedInCode(text),
    );
    const papers = PACKS.filter(({ policy }) => policy.scheme === 'act27').flatMap(({ forms }) =>
      citedInCode(JSON.stringify(forms)),
    );
    const articles = [...new Set([...told, ...papers])];
    expect(articles.length).toBeGreaterThan(20);
    expect(articles.filter((article) => !lines.includes(article))).toEqual([]);
  });

  test('places every topic of the Standards that is cited', () => {
    const topics = [...new Set(Object.values(CITED).flat().flatMap(topicsIn))];
    expect(topics.length).toBeGreaterThan(10);
    const placed = TOPICS.flatMap(([cited = '']) => topicsIn(cited));
    expect(topics.filter((topic) => !placed.includes(topic))).toEqual([]);
  });

  test('places every action and rule of the table', () => {
    const told = new Set(quoted(MAP));
    const words = [...ACTIONS, ...LINES.flatMap(({ rules = [] }) => rules)];
    expect(words.filter((word) => !told.has(word))).toEqual([]);
  });

  test('names no file that is not there', () => {
    const files = filesIn(MAP);
    expect(files.length).toBeGreaterThan(200);
    expect(files.filter((file) => !isThere(file))).toEqual([]);
  });

  test('names for every article what keeps it and a test by its name, or says that it is outside and why', () => {
    for (const { article, says, here = '', where, seenBy, mark } of ARTICLES) {
      const tests = testsIn(seenBy);
      expect({ article, says, files: filesIn(where).length > 0, mark }).toEqual({
        article,
        says: expect.stringMatching(/^.{8,}$/),
        files: true,
        mark: expect.stringMatching(/^(law|memory|reading|policy)$/),
      });
      if (!here.startsWith('outside')) expect([article, tests.length > 0]).toEqual([article, true]);
      else expect([article, here]).toEqual([article, expect.stringMatching(/^outside[:,] .{8,}$/)]);
      expect(tests.map(({ file }) => file)).toEqual(filesIn(seenBy));
      expect(tests.filter((one) => !isNamedIn(one))).toEqual([]);
    }
  });

  test('names for all that is always true, from 1 to 24, code that keeps it and the test by its name', () => {
    expect(ALWAYS.map(([number]) => Number(number))).toEqual(Array.from({ length: 24 }, (_, at) => at + 1));
    for (const [number, , , where, seenBy] of ALWAYS) {
      const tests = testsIn(seenBy);
      expect([number, filesIn(where).length > 0, tests.length > 0]).toEqual([number, true, true]);
      expect(tests.filter((one) => !isNamedIn(one))).toEqual([]);
    }
  });

  test('names for every topic code that does it and a test file that sees it', () => {
    expect(TOPICS.length).toBeGreaterThan(60);
    const wanting = TOPICS.filter(
      ([, , , where, tests]) =>
        filesIn(where).length === 0 ||
        quoted(tests).length === 0 ||
        quoted(tests).some((file) => !file.startsWith('test/')),
    );
    expect(wanting).toEqual([]);
    for (const row of TOPICS) expect(row.at(-1)).toMatch(/^(law|memory|reading|policy)$/);
  });

  test('numbers readings and open questions without a gap, so that each can be named', () => {
    for (const part of ['Readings we adopt', 'Open legal questions']) {
      const numbers = [...partUnder(part).matchAll(/^(\d+)\. /gm)].map((match) => Number(match[1]));
      expect(numbers).toEqual(numbers.map((_, at) => at + 1));
      expect(numbers.length).toBeGreaterThan(20);
    }
  });

  test('is not fooled: a missing file, test or article is missed', () => {
    expect(isThere('domain/nowhere.ts')).toBe(false);
    const file = 'test/domain/edges.test.ts';
    expect(isNamedIn({ file, name: 'is never made by the system or by an answer' })).toBe(true);
    expect(isNamedIn({ file, name: 'is made by the system' })).toBe(false);
    expect(isNamedIn({ file: 'test/domain/nowhere.test.ts', name: 'is never made' })).toBe(false);
    expect(lines).not.toContain('Art. 13(5)');
    expect(articlesIn('Art. 12(4), (5); Art. 13(1) proviso, 12(1)(i)(ロ)')).toEqual([
      'Art. 12(4)',
      'Art. 12(5)',
      'Art. 13(1)',
      'Art. 12(1)(i)(ロ)',
    ]);
    expect(citedInCode('第29条に基づき (Art. 99); Civil Code, Art. 140')).toEqual(['Art. 99', 'Art. 29']);
  });
});

describe('the penalties of the Act', () => {
  test('are named to who pledges, in both languages', () => {
    for (const { forms } of PACKS.filter(({ policy }) => policy.scheme === 'act27'))
      for (const language of LANGUAGES)
        expect(JSON.stringify(forms.pledge[language])).toMatch(/第23条から第28条まで|Arts\. 23 to 28/);
  });
});
