import { describe, expect, test } from '@jest/globals';
import { carriedOver, isLookedAt } from '../../domain/questionnaire/carried.js';
import type { Answers, ItemAnswers, QuestionForm, Topic } from '../../domain/questionnaire/shape.js';

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

describe('a part that was filled in before is looked at', () => {
  const two: QuestionForm = {
    id: 'questions@test',
    items: {
      DRUG_ABUSE: ['used', 'help', 'where'].map((id) => ({
        id,
        ask: said,
        gate: true,
        raises: false,
        most: 0,
        fields: [],
        ...(id === 'where' ? { after: 'help' } : {}),
      })),
    },
  };
  const [YES, NO] = [{ says: 'YES' as const }, { says: 'NO' as const }];
  const before = { form: two, answers: { DRUG_ABUSE: { used: NO, help: YES, where: YES } } };
  const look = (topics: ItemAnswers, places?: readonly string[]) =>
    isLookedAt({ ...before, ...(places ? { returned: { places } } : {}) }, 'DRUG_ABUSE', {
      DRUG_ABUSE: topics,
    });

  test('when all of it comes, changed or not, and not by its name or one question of it', () => {
    expect(look({ used: NO, help: YES, where: YES })).toBe(true);
    for (const less of [{}, { used: NO }, { help: YES, where: YES }, { used: NO, help: YES }])
      expect(look(less)).toBe(false);
  });

  test('without what is not asked any more as it is answered now', () => {
    expect(look({ used: NO, help: NO })).toBe(true);
  });

  test('when what it was returned for comes, and of the rest nothing, which may not be changed', () => {
    const place = ['/answers/DRUG_ABUSE/used'];
    expect([look({ used: NO }, place), look({}, place)]).toEqual([true, false]);
  });

  test('by whatever is said first, where nothing was', () => {
    expect(isLookedAt({ form: two, answers: {} }, 'DRUG_ABUSE', { DRUG_ABUSE: { help: NO } })).toBe(true);
    expect(isLookedAt(before, 'FAMILY', {})).toBe(true);
  });
});
