import { describe, expect, test } from '@jest/globals';
import { topicsOf } from '../../domain/questionnaire/shape.js';
import { Questionnaire } from '../../api/questionnaire/shape.js';
import { PACKS } from '../../forms/packs.js';
import { ITEMS } from '../support/act27.js';
import { answersFor } from '../../sandbox/questionnaire.js';

const { questions: QUESTIONS } = PACKS[0];

const relative = { name: '検査 花子', dateOfBirth: '1980-04-01', nationalities: ['日本'], address: '東京都' };
const answers = answersFor({ MENTAL_DISORDER: '治療を受けた。' });
const whole = { seen: 3, answers, family: [relative] };
const isTaken = (body: unknown) => Questionnaire.safeParse(body).success;
const withAnswer = (item: keyof typeof answers, topic: string, answer: unknown) => ({
  ...whole,
  answers: { ...answers, [item]: { ...answers[item], [topic]: answer } },
});

describe('the questionnaire', () => {
  test('is taken when it answers what is asked', () => {
    expect(isTaken(whole)).toBe(true);
  });
  test('takes nothing outside the seven items', () => {
    for (const name of ['CREED', 'POLITICS', 'UNION', 'OTHER', ''])
      expect(isTaken({ ...whole, answers: { ...answers, [name]: {} } })).toBe(false);
    expect(isTaken({ ...whole, remarks: 'x' })).toBe(false);
  });
  test('takes no answer to a question that is not asked, and none but its own fields', () => {
    for (const name of ['creed', 'politics', 'union', 'religion', 'score'])
      expect(isTaken(withAnswer('ALCOHOL_MODERATION', name, { says: 'NO' }))).toBe(false);
    const trouble = { says: 'YES', rows: [{ on: '2020-01', what: 'x' }] };
    expect(isTaken(withAnswer('ALCOHOL_MODERATION', 'trouble', trouble))).toBe(true);
    expect(isTaken(withAnswer('ALCOHOL_MODERATION', 'trouble', { ...trouble, score: 3 }))).toBe(false);
    const more = { says: 'YES', rows: [{ on: '2020-01', what: 'x', party: 'x' }] };
    expect(isTaken(withAnswer('ALCOHOL_MODERATION', 'trouble', more))).toBe(false);
  });
  test('takes four fields of a relative and no more', () => {
    for (const name of ['occupation', 'phone', 'relation', 'religion'])
      expect(isTaken({ ...whole, family: [{ ...relative, [name]: 'x' }] })).toBe(false);
  });
  test('takes months of the calendar and whole yen, never as many digits as an individual number has', () => {
    const treated = (row: object) =>
      isTaken(withAnswer('MENTAL_DISORDER', 'treatment', { says: 'YES', rows: [row] }));
    expect(['2020-05', '1999-12'].every((from) => treated({ from }))).toBe(true);
    for (const from of [
      '2020-13',
      '2020-00',
      '2020-5',
      '2020',
      '0999-01',
      '9999-01',
      '令和2年',
      202_005,
      null,
    ])
      expect(treated({ from })).toBe(false);
    const owing = (owed: unknown) =>
      isTaken(withAnswer('FINANCIAL_CIRCUMSTANCES', 'debts', { says: 'YES', rows: [{ owed }] }));
    expect([0, 9_999_999_999].every(owing)).toBe(true);
    expect([-1, 1.5, 10_000_000_000, '5', Number.NaN].some(owing)).toBe(false);
  });
  test('takes two hundred lines to an answer and no more: each is printed, and hundreds of pages are no answer', () => {
    const stated = (lines: number) =>
      withAnswer('DRUG_ABUSE', 'other', { says: 'YES', rows: [{ what: Array(lines).fill('x').join('\n') }] });
    expect(isTaken(stated(200))).toBe(true);
    expect(isTaken(stated(201))).toBe(false);
  });
  test('takes some thirty pages to an item and no more: they are looked through while others wait', () => {
    const stated = (rows: number) =>
      withAnswer('FOREIGN_HARMFUL_ACTIVITY', 'foreignApproaches', {
        says: 'YES',
        rows: Array.from({ length: rows }, () => ({ what: 'x'.repeat(1_000) })),
      });
    expect([isTaken(stated(19)), isTaken(stated(20))]).toEqual([true, false]);
  });
  test('is answers with family, or the draft that was looked at, and never both or half', () => {
    const { answers: given, family, seen } = whole;
    expect(isTaken({ seen, draft: 3 })).toBe(true);
    for (const body of [
      { seen },
      { seen, answers: given },
      { seen, family },
      { ...whole, draft: 3 },
      { seen, draft: 0 },
    ])
      expect(isTaken(body)).toBe(false);
  });
  test('takes no individual number that was told apart as nationalities', () => {
    const nationalities = ['1234', '5678', '9018'];
    expect(isTaken({ ...whole, family: [{ ...relative, nationalities }] })).toBe(false);
  });
  test('asks nothing about creed, lawful politics or unions, in either language', () => {
    const asked = ITEMS.flatMap((item) => topicsOf(QUESTIONS, item)).flatMap(({ ask, fields }) => [
      ask,
      ...fields.map(({ label }) => label),
    ]);
    const forbidden = /宗教|信条|信仰|思想|政党|支持|組合|選挙|religio|creed|belie|politic|party|union|vote/i;
    expect(asked.filter(({ ja, en }) => forbidden.test(ja) || forbidden.test(en))).toEqual([]);
  });
});
