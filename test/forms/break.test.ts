import { describe, expect, test } from '@jest/globals';
import { breakLines } from '../../forms/setting/break.js';
import { GETA, settable } from '../../forms/setting/typeface.js';

/** Ten points a letter, five a letter of half width. */
const measure = (text: string) =>
  Array.from(text).reduce((sum, letter) => sum + (/[\u0020-\u00ff\uff61-\uff9f]/.test(letter) ? 5 : 10), 0);
const lines = (text: string, width: number) => breakLines(text, width, measure).map((line) => line.text);

const TEXT =
  '調査のため、あなたに質問し、「資料」の提出を求め、また（公務所若しくは公私の団体に）照会することがあります。ちょっと待って、ということもできます！';

describe('Japanese lines', () => {
  test.each(Array.from({ length: 40 }, (_, n) => 60 + n * 7))(
    'of %d points begin and end as they may',
    (width) => {
      const set = lines(TEXT, width);
      expect(set.join('')).toBe(TEXT);
      for (const line of set) {
        expect(measure(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/^[、。」）！ょっ]/);
        expect(line).not.toMatch(/[「（]$/);
      }
    },
  );
  test('第12条 and 令和8年 are not torn', () => {
    for (let width = 80; width < 200; width += 5)
      for (const line of lines(
        'この法律の第12条第6項に基づき、令和18年11月26日までに申し出てください。',
        width,
      )) {
        expect(line).not.toMatch(/(第|\d)$/);
        expect(line).not.toMatch(/^[条項年月日]/);
      }
  });
  test('no paragraph ends on one letter alone', () => {
    for (let width = 150; width < 400; width += 5)
      expect(Array.from(lines(TEXT, width).at(-1) ?? '').length).toBeGreaterThan(2);
  });
});

describe('whatever a person is called', () => {
  test.each([
    ['Ｗ'.repeat(200), 'wide letters'],
    ['W'.repeat(200), 'no place to break'],
    ['ｶﾞﾊﾟｰﾂ'.repeat(40), 'half-width kana'],
    ['𠮷'.repeat(100), 'letters beyond the first plane'],
  ])('%s fits, and no letter is lost (%s)', (name) => {
    const set = lines(name, 100);
    expect(set.join('')).toBe(name);
    for (const line of set) expect(measure(line)).toBeLessThanOrEqual(100);
  });
  test('line breaks that a person wrote are theirs', () => {
    expect(lines('一\n\n二\r\n三', 100)).toEqual(['一', '', '二', '三']);
  });
  test('a mark the typeface lacks is a letter it lacks: no box is drawn over what stands beside it', () => {
    const has = (point: number) => point !== 0x0941;
    expect(settable('राजु', has)).toBe(`राज${GETA}`);
    expect(settable('葛\u{E0100}城', () => false)).toBe(`${GETA}\u{E0100}${GETA}`);
  });

  test('a letter the typeface lacks is shown as 〓; what only steers is taken out', () => {
    const has = (codePoint: number) => codePoint < 0x10000;
    expect(settable('髙\u{1F600}橋', has)).toBe(`髙${GETA}橋`);
    expect(settable('\u202eevil\u0000\t名', has)).toBe('evil 名');
    expect(settable('葛\u{E0100}', has)).toBe('葛\u{E0100}');
  });
});
