import { describe, expect, test } from '@jest/globals';
import { CHANGE_KINDS } from '../../domain/change-reports.js';
import { SITUATIONS } from '../../domain/change-situations.js';

const named = SITUATIONS.map((one) => [one.en, one] as const);
const about = (words: RegExp) => SITUATIONS.filter(({ en }) => words.test(en)).map(({ report }) => report);

describe('an example of what is reported, or need not be', () => {
  test.each(named)(
    '“%s” is told in both languages, as one of the kinds or as none',
    (_, { ja, en, report }) => {
      expect(ja).toMatch(/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー、（）]{5,60}$/u);
      expect(en).toMatch(/^[A-Z][A-Za-z, ]{10,90}$/);
      expect([null, ...CHANGE_KINDS]).toContain(report);
    },
  );

  test('is there once, in either language', () => {
    for (const language of ['ja', 'en'] as const)
      expect(new Set(SITUATIONS.map((one) => one[language])).size).toBe(SITUATIONS.length);
  });

  test('tells the grave from the everyday: what looks alike is reported, or is nobody’s concern', () => {
    expect(about(/foreign nationality$|abroad/)).toEqual(['FOREIGN_TIES', 'FOREIGN_TIES', null, null]);
    expect(about(/arrested|fine for parking/)).toEqual(['CRIMINAL', null]);
    expect(about(/disciplined|rule of handling/)).toEqual(['DISCIPLINE', 'INFORMATION_RULES']);
    expect(about(/illegal drug|prescribed/)).toEqual(['DRUGS', null]);
    expect(about(/illness|see a doctor/)).toEqual(['HEALTH', null]);
    expect(about(/Drinking|drank/)).toEqual(['ALCOHOL', null]);
    expect(about(/pay was attached|fallen behind|mortgage/)).toEqual(['FINANCES', 'FINANCES', null]);
    expect(about(/divorced/)).toEqual([null]);
    expect(about(/None of these/)).toEqual(['OTHER_DOUBT']);
  });

  test('says of faith, lawful politics and unions that they are nobody’s to ask about, and of nothing else', () => {
    expect(
      SITUATIONS.filter(({ nobodys }) => nobodys === true).map(({ en }) => /faith|party|union/.exec(en)?.[0]),
    ).toEqual(['faith', 'party', 'union']);
  });
});
