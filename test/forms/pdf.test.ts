import { describe, expect, test } from '@jest/globals';
import { setForm } from '../../forms/setting/form.js';
import type { Language } from '../../forms/shape.js';
import type { FormCode } from '../../forms/spec.js';
import { NAME, PACK, type Sample, samples } from './fillings.js';
import { printed } from './printed.js';

const formOf = (code: FormCode) => {
  const form = PACK.forms[code];
  if (!form) throw new Error(`no ${code} in the newest pack`);
  return form;
};
const set = ({ code, language, filling }: Sample) => setForm(PACK, formOf(code), language, filling);
const all = samples();
const one = (code: FormCode, language: Language, state: string, of = all) => {
  const found = of.find((s) => s.code === code && s.language === language && s.state === state);
  if (!found) throw new Error(`no sample of ${code}`);
  return found;
};
const plain = (text: string) => text.replace(/\s/g, '');

describe.each(all.map((sample) => [`${sample.code}, ${sample.state}, ${sample.language}`, sample] as const))(
  '%s',
  (_name, sample) => {
    test('is whole: title, article, exact text, whose draft, page; every value in place; type embedded', async () => {
      const found = printed(await set(sample));
      const { id, [sample.language]: face } = formOf(sample.code);
      const text = plain(found.text);
      for (const words of [face.title, sample.filling.article, id, PACK.mark[sample.language]])
        expect(text).toContain(plain(words));
      for (const [n, page] of found.pages.entries())
        expect(plain(page)).toContain(plain(`${n + 1} / ${found.pages.length}`));
      expect(found.text).not.toMatch(/[{}\ufffd]/);
      expect(found).toMatchObject({ tagged: true, language: sample.language === 'ja' ? 'ja-JP' : 'en-GB' });
      expect(found.embedded).toBe(found.fonts);
      expect(found.fonts).toBeGreaterThan(0);
      if (JSON.stringify(face).includes('{name}')) expect(text).toContain(plain(NAME));
      // The questionnaire prints every question it asks, and room to write.
      expect(found.pages.length).toBeLessThan(sample.code === 'questionnaire' ? 8 : 4);
    });
  },
);

describe('a document', () => {
  test('has the same bytes for the same case, and the hash it prints is the hash that was served', async () => {
    const sample = one('notice-doubt', 'ja', 'served');
    const [first, second] = [await set(sample), await set(sample)];
    expect(first.equals(second)).toBe(true);
    expect(printed(first).text).toContain(PACK.forms['notice-doubt'].id);
    const later = await set({ ...sample, filling: { ...sample.filling, at: '2027-01-01T00:00:00.000Z' } });
    expect(first.equals(later)).toBe(false);
  });
  test('names its day in the era in Japanese, in our calendar in English', async () => {
    expect(printed(await set(one('pledge', 'ja', 'filled'))).text).toContain('令和8年11月26日');
    expect(printed(await set(one('pledge', 'en', 'filled'))).text).toContain('26 November 2026');
  });
  test('has a heading on the page of the table that it announces, and both boxes of a question on one line', async () => {
    for (const state of ['filled', 'blank']) {
      const { pages } = printed(await set(one('questionnaire', 'ja', state)));
      const announced = pages.map(plain).filter((page) => page.includes('家族・同居人配偶者'));
      expect(announced).toHaveLength(1);
      expect(announced[0]).toContain('国籍（過去の国籍を含む）');
    }
    const { text } = printed(await set(one('questionnaire', 'ja', 'blank')));
    expect(text.match(/□\s*はい/g)?.length).toBe(text.match(/□\s*はい[^\n\S]*□\s*いいえ/g)?.length);
  });
  test('without a value it needs is a fault of ours, and never printed with a gap', async () => {
    const sample = one('refusal', 'ja', 'filled');
    const { name: _, ...values } = sample.filling.values;
    await expect(set({ ...sample, filling: { ...sample.filling, values } })).rejects.toThrow(
      'without its name',
    );
  });
  test('what a person wrote is never read as a text of ours', async () => {
    const sample = one('grievance', 'ja', 'conduct');
    const values = { ...sample.filling.values, grievance: '{name} {reasons}' };
    expect(printed(await set({ ...sample, filling: { ...sample.filling, values } })).text).toContain(
      '{name} {reasons}',
    );
  });
});

describe('whatever a person is called', () => {
  test.each([
    ['two hundred wide letters', '齋'.repeat(200)],
    ['two hundred letters and no place to break', 'W'.repeat(200)],
    ['half-width kana', 'ﾊﾏﾓﾄ ｼﾞｮｰｼﾞ'],
    ['rare kanji, all of which the typeface has', '髙﨑 𠮷𡈽𠀋辻邊邉'],
  ])('%s: every letter is there', async (_name, name) => {
    for (const code of ['notice-new-handler', 'consent', 'inquiry'] as const) {
      const state = code === 'inquiry' ? 'sent' : code === 'consent' ? 'blank' : 'served';
      const found = printed(await set(one(code, 'ja', state, samples({ name }))));
      expect(plain(found.text)).toContain(plain(name));
      expect(found.text).not.toContain('〓');
    }
  });
  test('a letter the typeface lacks stands as 〓, and the page says what that means', async () => {
    const found = printed(await set(one('pledge', 'ja', 'filled', samples({ name: 'Łukasz 한' }))));
    expect(plain(found.text)).toContain('〓ukasz〓');
    expect(found.text).toContain(PACK.missing.ja);
  });
  test('a statement longer than a page goes on over it, its table’s head with it', async () => {
    const sample = one('questionnaire', 'ja', 'filled');
    const long = '一年前のことです。'.repeat(440);
    const statements = (sample.filling.tables.statements ?? []).map((row, n) =>
      n === 3 ? [row[0] ?? '', row[1] ?? '', long] : row,
    );
    const found = printed(
      await set({
        ...sample,
        filling: { ...sample.filling, tables: { ...sample.filling.tables, statements } },
      }),
    );
    expect(found.pages.length).toBeGreaterThan(3);
    expect([...found.text.matchAll(/年前のことです/g)].length).toBeGreaterThan(400);
    expect(found.pages.filter((page) => page.includes('調査事項')).length).toBeGreaterThan(3);
  });
});
