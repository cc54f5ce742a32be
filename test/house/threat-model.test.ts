import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { read, ROOT } from './compose.js';

const page = read('docs/threat-model.md');
/** The rows of the tables under a heading, each as its cells. */
function rowsUnder(heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const lines = own.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
const shown = (text: string) =>
  [...text.matchAll(/`(test\/[\w./-]+\.test\.tsx?)` “([^”]+)”/g)].map(([, file = '', title = '']) => ({
    file,
    title,
  }));

describe('the threat model', () => {
  test('names only tests that exist, by titles that stand in them', () => {
    const all = shown(page);
    expect(all.length).toBeGreaterThan(50);
    const missing = all.filter(({ file, title }) => {
      const full = path.join(ROOT, file);
      return !existsSync(full) || !readFileSync(full, 'utf8').includes(title);
    });
    expect(missing).toEqual([]);
  });

  test('names no test without the title that shows it', () => {
    const files = [...page.matchAll(/`(test\/[^`]+)`/g)].map(([, file = '']) => file);
    expect(files).toEqual(shown(page).map(({ file }) => file));
  });

  test.each(['STRIDE, by element', 'LINDDUN, by flow of personal data'])(
    'of %s every row has a test, and says what remains',
    (heading) => {
      const rows = rowsUnder(heading);
      expect(rows.length).toBeGreaterThan(15);
      expect(rows.filter((cells) => cells.length !== 6)).toEqual([]);
      expect(rows.filter((cells) => shown(cells[4] ?? '').length === 0)).toEqual([]);
      expect(rows.filter((cells) => cells[5] === '')).toEqual([]);
    },
  );

  test('covers each letter of STRIDE and each threat of LINDDUN', () => {
    const letters = rowsUnder('STRIDE, by element').flatMap(([, letter = '']) => letter.split(', '));
    expect([...new Set(letters)].toSorted()).toEqual(['D', 'E', 'I', 'R', 'S', 'T']);
    const threats = new Set(rowsUnder('LINDDUN, by flow of personal data').map(([, threat = '']) => threat));
    expect([...threats].toSorted()).toEqual([
      'Data disclosure',
      'Detecting',
      'Identifying',
      'Linking',
      'Non-compliance',
      'Non-repudiation',
      'Unawareness',
    ]);
  });

  test('says of every party what it sees, can infer, what closes it and what remains', () => {
    const rows = rowsUnder('By party');
    expect(rows.length).toBeGreaterThan(15);
    expect(rows.filter((cells) => cells.length !== 5 || cells.includes(''))).toEqual([]);
  });
});
