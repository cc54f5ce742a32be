import { describe, expect, test } from '@jest/globals';
import { faultsIn, sectionOf } from '../../domain/questionnaire/faults.js';
import { gapsIn } from '../../domain/questionnaire/months.js';
import { type Answers, isAsked, statedItems } from '../../domain/questionnaire/shape.js';
import { answers, ASKED, AT, DEEPER, EFFECT, FORM, NO, TREATED } from './question-form.js';

const faults = (of: Answers, asked = ASKED) =>
  faultsIn(FORM, of, [], asked).map(({ pointer, code }) => `${code} ${pointer}`);
const working = (...rows: Record<string, string>[]) =>
  faultsIn(FORM, answers({ work: { rows: rows.map((row) => ({ place: 'HERE', ...row })) } }), [], ASKED);
const treated = (row: Record<string, string>) =>
  faults(answers({}, { treated: { says: 'YES', rows: [row] }, effect: NO }));

describe('a questionnaire can be submitted', () => {
  test('when everything that was asked is answered, and not before', () => {
    expect(faults(answers())).toEqual([]);
    expect(faults({})).toEqual([
      'MISSING /answers/FOREIGN_HARMFUL_ACTIVITY/work/rows',
      'MISSING /answers/FOREIGN_HARMFUL_ACTIVITY/abroad/says',
      `MISSING ${AT}/treated/says`,
    ]);
  });
  test('only with what a yes calls for, and not with what a no leaves nothing to say about', () => {
    expect(faults(answers({}, { treated: { says: 'YES' }, effect: NO }))).toEqual([
      `MISSING ${AT}/treated/rows`,
    ]);
    expect(treated({ from: '2020-01' })).toEqual([`MISSING ${AT}/treated/rows/0/what`]);
    const both = { treated: { ...NO, rows: [{ from: '2020-01', what: 'x' }] } };
    expect(faults(answers({}, both))).toEqual([`CONTRADICTS ${AT}/treated`]);
  });
  test('with a question that follows from a yes answered after it alone, however deep', () => {
    const yes = { says: 'YES', rows: [{ from: '2020-01', what: 'x' }] } as const;
    expect(faults(answers({}, { treated: yes }))).toEqual([`MISSING ${AT}/effect/says`]);
    const orphan = { treated: NO, effect: { says: 'YES', rows: [{ what: 'x' }] }, deeper: NO } as const;
    expect(faults(answers({}, orphan))).toEqual([`NOT_ASKED ${AT}/effect`]);
    expect(statedItems(FORM, answers({}, { treated: NO, effect: { says: 'YES' } }))).toEqual([]);
    expect(isAsked(DEEPER, [TREATED, EFFECT, DEEPER], orphan)).toBe(false);
    expect(faults(answers({}, { treated: NO, effect: {} }))).toEqual([]);
  });
  test('after a change of mind: a yes or no that no form can take back stands in nobody’s way', () => {
    for (const effect of [NO, { says: 'YES' } as const])
      expect(faults(answers({}, { treated: NO, effect }))).toEqual([]);
  });
});

describe('dates that cannot be are pointed out', () => {
  test('in the future, to the month', () => {
    expect(treated({ from: '2026-11', what: 'x' })).toEqual([]);
    expect(treated({ from: '2026-12', what: 'x' })).toEqual([`IN_FUTURE ${AT}/treated/rows/0/from`]);
  });
  test('before one’s birth, to the month', () => {
    expect(treated({ from: '1980-04', what: 'x' })).toEqual([]);
    expect(treated({ from: '1980-03', what: 'x' })).toEqual([`BEFORE_BIRTH ${AT}/treated/rows/0/from`]);
  });
  test('and an end before its beginning; within one month is none', () => {
    expect(treated({ from: '2020-05', to: '2020-05', what: 'x' })).toEqual([]);
    expect(treated({ from: '2020-05', to: '2020-04', what: 'x' })).toEqual([
      `ENDS_BEFORE_IT_BEGINS ${AT}/treated/rows/0/to`,
    ]);
  });
});

describe('ten years are accounted for', () => {
  test('by rows that meet, overlap, or leave a month between them', () => {
    expect(working({ from: '2000-01', to: '2018-03' }, { from: '2018-05' })).toEqual([]);
    expect(working({ from: '2017-01' }, { from: '2000-01', to: '2018-03' })).toEqual([]);
  });
  test('with every gap told from its first month to its last', () => {
    expect(
      working({ from: '2000-01', to: '2018-03' }, { from: '2018-06', to: '2020-01' }, { from: '2021-01' }),
    ).toEqual([
      { pointer: '/answers/FOREIGN_HARMFUL_ACTIVITY/work/rows', code: 'GAP', from: '2018-04', to: '2018-05' },
      { pointer: '/answers/FOREIGN_HARMFUL_ACTIVITY/work/rows', code: 'GAP', from: '2020-02', to: '2020-12' },
    ]);
  });
  test('from ten years ago or coming of age until this month, and neither before nor after', () => {
    const gaps = (from: string, dateOfBirth: string, to?: string) =>
      gapsIn([to === undefined ? { from } : { from, to }], 10, { today: '2026-11-26', dateOfBirth });
    expect(gaps('2016-11', '1980-04-15')).toEqual([]);
    expect(gaps('2017-01', '1980-04-15')).toEqual([{ from: '2016-11', to: '2016-12' }]);
    expect(gaps('2020-04', '2002-04-15')).toEqual([]);
    expect(gaps('2020-06', '2002-04-15')).toEqual([{ from: '2020-04', to: '2020-05' }]);
    expect(gaps('2016-01', '1980-04-15', '2026-09')).toEqual([]);
    expect(gaps('2016-01', '1980-04-15', '2026-08')).toEqual([{ from: '2026-09', to: '2026-10' }]);
  });
  test('and a gap is not told of rows that are not whole yet', () => {
    expect(working({ from: '2020-01' }, {}).map(({ code }) => code)).toEqual(['MISSING']);
  });
});

describe('answers that contradict each other are pointed out', () => {
  test('where one row says what another question denies', () => {
    const abroad = { work: { rows: [{ from: '2000-01', place: 'ABROAD' }] } };
    expect(faults(answers(abroad))).toEqual(['CONTRADICTS /answers/FOREIGN_HARMFUL_ACTIVITY/abroad']);
    const said = { ...abroad, abroad: { says: 'YES', rows: [{ what: 'x' }] } } as const;
    expect(faults(answers(said))).toEqual([]);
  });
});

describe('family', () => {
  const relative = { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['JP'], address: '架空市' };
  const of = (...family: object[]) =>
    faultsIn(FORM, answers(), family, ASKED).map(({ pointer, code }) => `${code} ${pointer}`);
  test('is nobody, or people with all four fields', () => {
    expect([of(), of(relative)]).toEqual([[], []]);
    for (const field of Object.keys(relative))
      expect(of(relative, { ...relative, [field]: undefined })).toEqual([`MISSING /family/1/${field}`]);
    expect(of({ ...relative, nationalities: [] })).toEqual(['MISSING /family/0/nationalities']);
  });
  test('is born by today', () => {
    expect(of({ ...relative, dateOfBirth: '2026-11-26' })).toEqual([]);
    expect(of({ ...relative, dateOfBirth: '2026-11-27' })).toEqual(['IN_FUTURE /family/0/dateOfBirth']);
  });
});

describe('what an adjudicator has to weigh', () => {
  test('is an item under which somebody said yes to something that raises it', () => {
    expect(statedItems(FORM, answers())).toEqual([]);
    expect(statedItems(FORM, answers({ abroad: { says: 'YES' } }, { treated: { says: 'YES' } }))).toEqual([
      'MENTAL_DISORDER',
    ]);
  });
});

test('a pointer leads to its part of the questionnaire', () => {
  expect(sectionOf(FORM, '/answers/DRUG_ABUSE/medicines/says')).toBe('DRUG_ABUSE');
  expect(sectionOf(FORM, '/family/3/name')).toBe('FAMILY');
  expect([sectionOf(FORM, '/answers/CREED/x'), sectionOf(FORM, '/seen'), sectionOf(FORM, '')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
