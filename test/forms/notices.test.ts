import { describe, expect, test } from '@jest/globals';
import { ACT27 } from '../support/act27.js';
import { servedNotice, servedText } from '../../api/served-text.js';
import type { Ground } from '../../domain/stages.js';
import { GROUNDS } from '../domain/table.js';

const noticeText = (ground: Ground) => servedNotice(servedText(ground)) ?? { ja: [], en: [] };

const NEWER = [
  'notice-doubt-2026-11-27@60733c48a4086526',
  'notice-new-handler-2026-11-27@886bdd29134d171d',
  'notice-renewal-2026-11-27@abe699159d1568a3',
];

describe('the notice of Art. 12(3)', () => {
  test.each(GROUNDS)(
    'on ground %s names the seven items in the order of the Act, in both languages',
    (ground) => {
      const notice = noticeText(ground);
      for (const language of ['ja', 'en'] as const) {
        const named = ACT27.items.map(({ name }) =>
          notice[language].findIndex((line) => line.includes(name[language])),
        );
        expect(named).toEqual([...named].sort((a, b) => a - b));
        expect(named).not.toContain(-1);
      }
    },
  );

  test.each(GROUNDS)(
    'on ground %s says what may be done to investigate, and that consent is free until the result',
    (ground) => {
      const { ja, en } = noticeText(ground);
      expect(ja.join('\n')).toMatch(/公務所若しくは公私の団体に照会/);
      expect(ja.join('\n')).toMatch(/同意は任意です。[\s\S]*取り下げる/);
      expect(en.join('\n')).toMatch(/public offices and public or private organisations/);
      expect(en.join('\n')).toMatch(/Consent is free\. You may refuse, or withdraw/);
    },
  );

  test('says that it is a reassessment for doubt, and that handling ends, only if it is one', () => {
    for (const ground of GROUNDS) {
      const { ja, en } = noticeText(ground);
      expect(en.join('\n').includes('may not handle')).toBe(ground === 'DOUBT');
      expect(ja.join('\n').includes('取扱いはできません')).toBe(ground === 'DOUBT');
    }
  });

  test('names in its first line the very number it is served under: no “same paragraph” without one before it', () => {
    for (const [n, ground] of (['NEW_HANDLER', 'RENEWAL', 'DOUBT'] as const).entries())
      expect(noticeText(ground).ja.find((line) => line.includes('号'))).toContain(`第12条第1項第${n + 1}号`);
  });

  test('has a version of its own for each ground, so that a consent names what was read', () => {
    expect(new Set(GROUNDS.map((ground) => servedText(ground))).size).toBe(GROUNDS.length);
  });

  test('says the same in both languages, line by line', () => {
    for (const ground of GROUNDS) expect(noticeText(ground).ja).toHaveLength(noticeText(ground).en.length);
  });

  test('is word for word what was served since the first release: consents given name these', () => {
    const served = (day: string) => GROUNDS.map((ground) => servedText(ground, `act27/${day}`)).sort();
    expect(served('2025-05-16')).toEqual([
      'notice-doubt-2025-05-16@3bc0aff49cacf545',
      'notice-new-handler-2025-05-16@1ae8c97e970ceb8b',
      'notice-renewal-2025-05-16@a9ec12d4816dce41',
    ]);
    expect(served('2026-11-27')).toEqual(NEWER);
    for (const name of [...served('2025-05-16'), ...NEWER]) expect(servedNotice(name)).toBeDefined();
  });

  test('says since its second text that a further question needs a further consent, and that an investigation may be used again', () => {
    for (const ground of GROUNDS) {
      const { ja, en } = noticeText(ground);
      expect(ja.join('\n')).toMatch(/追加の同意[\s\S]*一つずつ取り下げる[\s\S]*第12条第7項/);
      expect(en.join('\n')).toMatch(/supplementary consent[\s\S]*taken back[\s\S]*Art\. 12\(7\)/);
      expect(en.join('\n').includes('If you were investigated before')).toBe(ground === 'NEW_HANDLER');
    }
  });
});
