import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { DOCUMENT_ENDS } from '../../domain/document-classes.js';
import { policies } from '../../domain/policy.js';
import { RELATIVE_FIELDS } from '../../domain/questionnaire/shape.js';
import { textsOf } from '../../forms/packs.js';
import { inventoryPage } from '../../scripts/inventory-page.js';
import { DOCUMENTS } from '../../store/inventory/documents.js';
import { documentRows, TABLES } from '../../store/inventory/index.js';
import { KEPT } from '../../store/inventory/row.js';

const page = inventoryPage();
/** A line of a table, by its first cell. */
const lineOf = (code: string) => page.split('\n').filter((line) => line.startsWith(`| \`${code}\` |`));

describe('the data inventory', () => {
  test('the page is what the rows say (if not: npm run docs)', () => {
    expect(readFileSync(new URL('../../docs/data-inventory.md', import.meta.url), 'utf8')).toBe(page);
  });

  test('every class of sealed documents has its row, with what ends it', () => {
    expect(Object.keys(DOCUMENTS).toSorted()).toEqual(Object.keys(DOCUMENT_ENDS).toSorted());
    for (const { docClass, kept } of documentRows()) {
      expect([docClass, lineOf(docClass).length]).toEqual([docClass, 1]);
      expect(lineOf(docClass)[0]).toContain(KEPT[kept].says);
    }
  });

  test('every question of every policy is on it, with each of its fields', () => {
    for (const policy of policies())
      for (const topics of Object.values(textsOf(policy.version).questions.items))
        for (const { id, fields } of topics ?? []) {
          const lines = lineOf(id).join('\n');
          expect([policy.version, id, lines.includes(policy.version)]).toEqual([policy.version, id, true]);
          for (const field of fields) expect([id, lines.includes(`\`${field.id}\``)]).toEqual([id, true]);
        }
    const family = (field: string) => lineOf(field).filter((line) => line.includes('`FAMILY`'));
    for (const field of RELATIVE_FIELDS) expect(family(field)).toHaveLength(1);
  });

  test('the seven items come before anything else', () => {
    const [first] = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    expect(first).toBe('The seven items of Art. 12(2)');
  });

  test('every table is a heading, with a line for each column', () => {
    for (const [name, { columns }] of Object.entries(TABLES)) {
      const [, section = ''] = page.split(`\n#### ${name}\n`);
      const [own = ''] = section.split(/\n#{2,4} /);
      for (const column of Object.keys(columns))
        expect([name, own.includes(`| \`${column}\` |`)]).toEqual([name, true]);
    }
  });

  test('every row has as many cells as its head', () => {
    for (const block of page.split('\n\n').filter((b) => b.startsWith('|'))) {
      const widths = block
        .trim()
        .split('\n')
        .map((line) => line.split(/(?<!\\)\|/).length);
      expect(new Set(widths).size).toBe(1);
    }
  });
});
