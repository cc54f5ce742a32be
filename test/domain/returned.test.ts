import { describe, expect, test } from '@jest/globals';
import { faultsIn, sectionOf } from '../../domain/questionnaire/faults.js';
import { changedUnasked, placesOf } from '../../domain/questionnaire/returned.js';
import type { Answer, Answers, Relative } from '../../domain/questionnaire/shape.js';
import { PACKS } from '../../forms/packs.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { ITEMS } from '../support/act27.js';

/** On the questions as they stand, and on a questionnaire that answers all of them. */
const { questions } = PACKS[0];
const ASKED = { today: '2026-11-26', dateOfBirth: '1990-01-02' };
const relative: Relative = {
  name: '架空 花子',
  dateOfBirth: '1990-01-02',
  nationalities: ['JP'],
  address: '架空市',
};
const whole = answersFor({ FINANCIAL_CIRCUMSTANCES: '家賃が遅れた。' });
const money = whole.FINANCIAL_CIRCUMSTANCES ?? {};
const AT = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears';

const changed = (answers: Answers, family: readonly Relative[] = [relative], places: string[] = []) =>
  changedUnasked(questions, { answers: whole, family: [relative] }, { answers, family }, places).map(
    ({ pointer }) => pointer,
  );
const withRent = (rentArrears: Answer | undefined): Answers => ({
  ...whole,
  FINANCIAL_CIRCUMSTANCES: { ...money, rentArrears },
});

describe('what nobody returned', () => {
  const rent = money.rentArrears ?? {};
  const [row = {}] = rent.rows ?? [];

  test('is changed by a yes that becomes a no, by another word in a row, and by an answer that goes', () => {
    expect(changed(whole)).toEqual([]);
    expect(changed(withRent({ ...rent, says: 'NO' }))).toEqual([AT]);
    expect(changed(withRent({ ...rent, rows: [{ ...row, what: '遅れていない。' }] }))).toEqual([AT]);
    expect(changed(withRent(undefined))).toEqual([AT]);
    const { FINANCIAL_CIRCUMSTANCES: _, ...others } = whole;
    expect(changed(others)).toContain(AT);
  });

  test('is family: each of the four fields of each, and their order', () => {
    for (const other of [
      { ...relative, name: '架空 華子' },
      { ...relative, dateOfBirth: '1990-01-03' },
      { ...relative, nationalities: ['JP', 'US'] },
      { ...relative, address: '架空町' },
      { ...relative, address: undefined },
    ])
      expect(changed(whole, [other])).toEqual(['/family']);
    const two = [relative, { ...relative, name: '架空 次郎' }];
    const before = { answers: whole, family: two };
    const swapped = { answers: whole, family: two.toReversed() };
    expect(changedUnasked(questions, before, swapped, []).map(({ pointer }) => pointer)).toEqual(['/family']);
    expect(changed(whole, [{ ...relative }])).toEqual([]);
  });

  test('is every question there is, each at its own place', () => {
    const places = placesOf(questions);
    expect(new Set(places).size).toBe(places.length);
    for (const item of ITEMS)
      expect(places.filter((place) => place.startsWith(`/answers/${item}/`))).toEqual(
        (questions.items[item] ?? []).map(({ id }) => `/answers/${item}/${id}`),
      );
    // Where all of them are returned, any may be changed.
    expect(changed(withRent({ says: 'NO' }), [relative], places)).toEqual([]);
  });
});

describe('a fault', () => {
  const faults = (answers: Answers, family: readonly Relative[] = []) =>
    faultsIn(questions, answers, family, ASKED).map(({ pointer, code }) => `${code} ${pointer}`);

  test('is nowhere in an answer that is whole, with an end or without', () => {
    expect(faults(whole, [relative])).toEqual([]);
  });

  test('is told of one thing at a time: of a month that cannot be, before one that comes too late', () => {
    const told = (row: object) =>
      faults({
        ...whole,
        DRUG_ABUSE: { ...whole.DRUG_ABUSE, medicines: { says: 'YES', rows: [{ what: 'x', ...row }] } },
      }).map((one) => one.replace(/ .*medicines/, ''));
    expect(told({ from: '2020-05', to: '2020-05' })).toEqual([]);
    expect(told({ from: '2020-05' })).toEqual([]);
    expect(told({ from: '2020-05', to: '2020-04' })).toEqual(['ENDS_BEFORE_IT_BEGINS/rows/0/to']);
    expect(told({ from: '2999-02', to: '2999-01' })).toEqual([
      'IN_FUTURE/rows/0/from',
      'IN_FUTURE/rows/0/to',
    ]);
    expect(told({ to: '2020-04' })).toEqual(['MISSING/rows/0/from']);
    // A number where a month belongs is no month, and turns nothing round.
    expect(told({ from: 202_005, to: 202_001 })).toEqual([]);
  });

  test('stands in the part that its pointer names, and in none that is not there', () => {
    expect(sectionOf(questions, '/answers/FINANCIAL_CIRCUMSTANCES/debts/rows/0/owed')).toBe(
      'FINANCIAL_CIRCUMSTANCES',
    );
    expect(sectionOf(questions, '/drafts/FINANCIAL_CIRCUMSTANCES')).toBeUndefined();
    expect(sectionOf(questions, '/family/0/DRUG_ABUSE')).toBe('FAMILY');
  });
});
