import { expect, test } from '@jest/globals';
import { listingTextOf, listingTexts } from '../../domain/listing.js';
import { defaultScheme, policies } from '../../domain/policy.js';

const SCHEMES = [...new Set(policies().map(({ scheme }) => scheme))];
const ACT = /重要経済安保情報|important economic security information/;

test.each(SCHEMES)(
  'whoever is listed under %s agrees to a text that names its own information, and no other',
  (scheme) => {
    const [one, ...more] = listingTexts().filter(({ name }) => name === listingTextOf(scheme));
    expect([one?.scheme, more]).toEqual([scheme, []]);
    const { ja = '', en = '' } = one?.text ?? {};
    expect([ja.includes(one?.about.ja ?? '?'), en.includes(one?.about.en ?? '?')]).toEqual([true, true]);
    expect([scheme, ACT.test(ja), ACT.test(en)]).toEqual([scheme, ...Array(2).fill(scheme === 'act27')]);
    expect(ja + en).not.toMatch(/[{}]/);
  },
);

test('what was agreed to before stays what it was, by the same name and under the one scheme there was', () => {
  const [first] = listingTexts();
  expect([first?.name, first?.scheme]).toEqual(['2025-05-16', defaultScheme()]);
  expect(first?.text).toEqual({
    ja: '私は、重要経済安保情報の取扱いの業務を行うことが見込まれる者として、候補者名簿に氏名等が記載され、行政機関に提出されることに同意します。この同意は、適性評価の実施についての同意ではありません。',
    en: 'I agree that my name and particulars are put on the list of candidates and given to the administrative organ. Being on the list is no consent to being assessed.',
  });
});

test('no two texts have one name', () => {
  const names = listingTexts().map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBe(SCHEMES.length + 1);
});
