import { readFileSync } from 'node:fs';
import { ACT27 } from '../support/act27.js';
import { describe, expect, test } from '@jest/globals';
import { formOf, noticeNamed, PACKS, packOn } from '../../forms/packs.js';
import { articleText } from '../../web/words/articles.js';

const read = (code: string) =>
  JSON.parse(
    readFileSync(new URL(`../../domain/policy/act27/2025-05-16/forms/${code}.json`, import.meta.url), 'utf8'),
  );
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

describe.each(PACKS)('the texts of $policy.version', ({ forms, mark }) => {
  test.each(Object.values(forms).map((form) => [form.code, form] as const))(
    '%s has both languages, a version and an article',
    (code, form) => {
      expect(form.version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(form.id).toBe(`${code}-${form.version}@${form.hash.slice(0, 16)}`);
      expect(articleText(form.article, 'ja')).not.toMatch(/[A-Za-z]/);
      expect(JSON.stringify(form.en).replace('〓', '').replace(/[□■]/g, '')).not.toMatch(JAPANESE);
      for (const block of form.ja.blocks) {
        const { when: _, ...said } = block;
        const text = Object.values(said).flat().join('');
        if (!('table' in block || 'rules' in block || /^\{\w+\}$/.test(text))) expect(text).toMatch(JAPANESE);
      }
    },
  );
  test('say that they are drafts of this project', () => {
    expect(mark.ja).toContain('本プロジェクトの案');
    expect(mark.en).toContain('no official document');
  });
});

describe('a text that does not fit stops the process when it starts', () => {
  const load = (
    change: (content: Record<string, never>) => void,
    code: 'refusal' | 'notice-doubt' = 'refusal',
  ) => {
    const content = read(code);
    change(content);
    return () => formOf(code, content, ACT27);
  };
  test.each<[string, (content: never) => void, RegExp]>([
    ['a missing language', (c: { en?: unknown }) => delete c.en, /en/],
    ['a missing article', (c: { article?: unknown }) => delete c.article, /article/],
    ['a placeholder nobody knows', (c: Ja) => paragraph(c, '{nmae}'), /\{nmae\} is unknown/],
    [
      'a placeholder this form is not given',
      (c: Ja) => paragraph(c, '{reasons}'),
      /nobody fills \{reasons\}/,
    ],
    ['a stray brace', (c: Ja) => paragraph(c, '{name'), /stray brace/],
    ['a key of a misspelt name', (c: { ja: object }) => Object.assign(c.ja, { sigature: [] }), /sigature/],
    ['a language with other parts', (c: Ja) => c.ja.blocks.pop(), /differ in their parts/],
    ['a language that leaves a value out', (c: Ja) => paragraph(c, '。'), /different values/],
  ] as [string, (content: never) => void, RegExp][])('%s', (_name, change, message) => {
    expect(load(change as (content: Record<string, never>) => void)).toThrow(message);
  });
  test('a notice with small print of its own: the hash that consent repeats would not cover it', () => {
    const note = (c: { ja: { blocks: object[] }; en: { blocks: object[] } }) => {
      c.ja.blocks.push({ note: '小さな字' });
      c.en.blocks.push({ note: 'small print' });
    };
    expect(load(note as never, 'notice-doubt')).toThrow(/paragraphs and numbered lines/);
  });
  test('and the texts as they are do load', () => {
    expect(load(() => undefined)()).toMatchObject({ code: 'refusal' });
  });
});

interface Ja {
  ja: { blocks: { paragraph?: string }[] };
}
function paragraph(content: Ja, text: string): void {
  const [first] = content.ja.blocks;
  if (first) first.paragraph = text;
}

describe('which text is meant', () => {
  test('a changed letter, in either language, is another text', () => {
    const content = read('pledge');
    const changed = structuredClone(content);
    changed.en.title += '.';
    expect(formOf('pledge', changed, ACT27).hash).not.toBe(formOf('pledge', content, ACT27).hash);
  });
  test('a notice is found by its exact name, and by no other', () => {
    for (const { forms } of PACKS)
      expect(noticeNamed(forms['notice-doubt'].id)?.form).toBe(forms['notice-doubt']);
    expect(noticeNamed('notice-doubt-2025-05-16@0000000000000000')).toBeUndefined();
  });
  test('the pack of a day is the last that had begun; before all of them, the first', () => {
    expect(packOn('2025-05-16').policy.from).toBe('2025-05-16');
    expect(packOn('1999-01-01')).toBe(PACKS[0]);
  });
});
