import { describe, expect, test } from '@jest/globals';
import { carriedOver } from '../../domain/questionnaire/carried.js';
import type { Answers, QuestionForm, Topic } from '../../domain/questionnaire/shape.js';

const said = { ja: '問い', en: 'question' };
const form = (topic: Partial<Topic>): QuestionForm => ({
  id: 'questions@test',
  items: {
    DRUG_ABUSE: [
      {
        id: 'used',
        ask: said,
        gate: true,
        raises: true,
        most: 2,
        fields: [
          { id: 'what', label: said, kind: 'text', max: 5 },
          { id: 'on', label: said, kind: 'month' },
          {
            id: 'kind',
            label: said,
            kind: 'choice',
            of: [
              { code: 'ONCE', label: said },
              { code: 'OFTEN', label: said },
            ],
          },
        ],
        ...topic,
      },
    ],
  },
});
const stated = (row: Record<string, string>, more: object = {}): Answers => ({
  DRUG_ABUSE: { used: { says: 'YES', rows: [row] }, ...more },
});
const WHOLE = { what: '五文字です', on: '2019-04', kind: 'ONCE' };

describe('what was answered to other questions begins the new questionnaire', () => {
  test('as far as it is asked and taken as it was', () => {
    expect(carriedOver(form({}), stated(WHOLE))).toEqual(stated(WHOLE));
    expect(carriedOver(form({}), {})).toEqual({});
  });

  test('without items, topics and fields that are not asked any more', () => {
    const before = { ...stated({ ...WHOLE, formerly: 'x' }, { formerly: { says: 'NO' } }), CREED: {} };
    expect(carriedOver(form({}), before)).toEqual(stated(WHOLE));
  });

  test('without a choice that is offered no more, and without words there is no room for', () => {
    const { on, what } = WHOLE;
    expect(carriedOver(form({}), stated({ ...WHOLE, kind: 'SELDOM' }))).toEqual(stated({ what, on }));
    expect(carriedOver(form({}), stated({ on, what: '六文字です。' }))).toEqual(stated({ on }));
  });

  test('with no more rows than are asked, no yes where none is asked, and no rows where a yes is the answer', () => {
    const three = { DRUG_ABUSE: { used: { says: 'YES' as const, rows: [WHOLE, WHOLE, WHOLE] } } };
    expect(carriedOver(form({}), three).DRUG_ABUSE?.used?.rows).toHaveLength(2);
    expect(carriedOver(form({ gate: false }), stated(WHOLE)).DRUG_ABUSE?.used).toEqual({ rows: [WHOLE] });
    expect(carriedOver(form({ fields: [] }), stated(WHOLE)).DRUG_ABUSE?.used).toEqual({ says: 'YES' });
  });
});
