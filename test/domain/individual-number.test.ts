import { describe, expect, test } from '@jest/globals';
import { holdsIndividualNumber } from '../../domain/individual-number.js';

describe('an individual number is known by its check digit', () => {
  test.each([
    '123456789018',
    '1234 5678 9018',
    '1234-5678-9018',
    '１２３４５６７８９０１８',
    '１２３４－５６７８－９０１８',
    '1234ー5678ー9018',
    '1234、5678、9018',
    '1234・5678・9018',
    '1234.5678.9018',
    '1234 / 5678'.concat(' / 9018').replaceAll(' / ', ' /'),
    '1234\n5678\n9018',
    '1234\u200b5678\u200b9018',
    '番号は123456789018です。',
    'before 1234 5678 9018, after',
    'first 123456789012, then 123456789018',
    // Where the rest is one or none the digit is zero.
    '000000000000',
    '123450000030',
    // One by one, and in kanji.
    '1 2 3 4 5 6 7 8 9 0 1 8',
    '１・２・３・４・５・６・７・８・９・０・１・８',
    '番号は一二三四五六七八九〇一八です。',
    '一二三四五六七八九零一八',
    '一二三四－五六七八－九〇一八',
    // In threes, and with blanks around the marks.
    '123 456 789 018',
    '１２３－４５６－７８９－０１８',
    '1234 - 5678 - 9018',
    '1234　／　5678　／　9018',
    '1 - 2 - 3 - 4 - 5 - 6 - 7 - 8 - 9 - 0 - 1 - 8',
    // Years, run together, are a number; so are years with one among them that is none.
    '201520162017',
    '2019 1000 2029',
  ])('refused: %s', (text) => expect(holdsIndividualNumber(text)).toBe(true));

  test.each([
    '',
    '123456789012',
    // One digit more or less is something else: an account, a telephone.
    '1234567890185',
    '91234567890183',
    '12345678901',
    '123-4567-89018',
    '12345 678901 8',
    '平成三十年から令和六年まで、住所は東京都千代田区1-2-3。',
    '2026-11-26 12:00',
    // Years, whose last digit is what the check digit would be.
    '2015、2016、2017',
    '二〇一五、二〇一六、二〇一七',
    '2015 2018 2026',
    '1990-1991-1994',
    // A digit more, or less, is something else.
    '1 2 3 4 5 6 7 8 9 0 1 8 5',
    '2 3 4 5 6 7 8 9 0 1 8',
    '一二三四五六七八九〇一二',
    // More than two marks tell numbers apart.
    '1234ーーー5678ーーー9018',
    '2019 2020 2021 2022',
    // An amount, an address of a machine, a row of five threes, and a telephone.
    '123,456,789,018円',
    '123.456.789.018',
    '123 456 789 018 123',
    '090-123-456-7890',
    '123 456 789 012',
    '2015 - 2016 - 2017',
  ])('left alone: %s', (text) => expect(holdsIndividualNumber(text)).toBe(false));

  test('of twelve digits ten in eleven are no such number, and every wrong last digit shows', () => {
    for (let last = 0; last <= 9; last += 1)
      expect(holdsIndividualNumber(`12345678901${last}`)).toBe(last === 8);
  });
});
