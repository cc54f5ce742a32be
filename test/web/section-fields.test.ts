import { describe, expect, test } from '@jest/globals';
import { fieldsOf, movedTogether, partOf } from '../../api/pages/section-fields.js';
import { topicsOf } from '../../domain/questionnaire/shape.js';
import { PACKS } from '../../forms/packs.js';
import { ITEMS } from '../support/act27.js';
import { answersFor } from '../../sandbox/questionnaire.js';

const { questions: QUESTIONS } = PACKS[0];
const topics = topicsOf(QUESTIONS, 'FINANCIAL_CIRCUMSTANCES');

describe('a part of the questionnaire', () => {
  test.each(ITEMS)('comes out of its form as it went in: %s', (item) => {
    const answers = answersFor({ [item]: '申告します。\n二行目。' });
    const values = fieldsOf(item, topicsOf(QUESTIONS, item), { answers, family: [] });
    const { answers: back } = partOf(item, topicsOf(QUESTIONS, item), values) as {
      answers: Record<string, object>;
    };
    for (const [topic, answer] of Object.entries(answers[item] ?? {}))
      expect(back[item]).toMatchObject({ [topic]: answer as object });
  });
  test('so does family, nationalities told apart, blank rows nobody', () => {
    const family = [
      { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP', 'FR'], address: '架空市' },
    ];
    const values = fieldsOf('FAMILY', [], { answers: {}, family });
    expect(partOf('FAMILY', [], values)).toEqual({ family });
    const later = {
      'family.3.name': ' 架空 花子 ',
      'family.3.nationalities': 'JP、FR, ',
      'family.1.name': ' ',
    };
    expect(partOf('FAMILY', [], later)).toEqual({
      family: [{ name: '架空 花子', nationalities: ['JP', 'FR'] }],
    });
  });
  test('takes months and amounts as people write them, and leaves what it cannot read to be refused', () => {
    const arrears = (from: string, owed: string) => {
      const part = partOf('FINANCIAL_CIRCUMSTANCES', topics, {
        'rentArrears.0.from': from,
        'rentArrears.0.owed': owed,
      });
      const { answers } = part as {
        answers: { FINANCIAL_CIRCUMSTANCES: { rentArrears: { rows: object[] } } };
      };
      return answers.FINANCIAL_CIRCUMSTANCES.rentArrears.rows[0];
    };
    expect(arrears('２０２１年４月', '１２０，０００円')).toEqual({ from: '2021-04', owed: 120_000 });
    expect(arrears('2021/4', '¥ 0')).toEqual({ from: '2021-04', owed: 0 });
    expect(arrears('春', '少し')).toEqual({ from: '春', owed: '少し' });
  });
  test('numbers its rows as its errors do when it comes back', () => {
    const values = { 'debts.says': 'YES', 'debts.2.where': '架空銀行', 'debts.0.where': '', csrf: 'x' };
    expect(movedTogether('FINANCIAL_CIRCUMSTANCES', topics, values)).toEqual({
      'debts.says': 'YES',
      'debts.0.where': '架空銀行',
    });
  });
});
