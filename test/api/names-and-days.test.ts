import { describe, expect, test } from '@jest/globals';
import { Questionnaire } from '../../api/questionnaire/shape.js';
import { Day, Nomination, Person } from '../../api/schemas.js';
import { letterDay } from '../../api/documents/letter-day.js';
import { answersFor } from '../../sandbox/questionnaire.js';
import { formalDay } from '../../web/dates.js';
import { NAMES } from './support/written-names.js';

const TOO_LONG = { 'a hundred and one': '寿'.repeat(101), 'two hundred': 'a'.repeat(200) };
const names = Object.entries(NAMES);

const person = {
  name: '架空 太郎',
  kana: 'カクウ タロウ',
  romaji: 'KAKU Taro',
  dateOfBirth: '1990-01-02',
  address: '架空市一丁目',
  nationality: '日本',
};
const relative = { name: '架空 花子', dateOfBirth: '1990-01-02', nationalities: ['日本'], address: '架空市' };
const questionnaire = (family: object) => ({ seen: 1, answers: answersFor(), family: [family] });

describe('a name', () => {
  test.each(names)('%s is taken of whoever is assessed, and kept as it is written', (_, name) => {
    for (const field of ['name', 'kana', 'romaji'] as const)
      expect(Person.parse({ ...person, [field]: name })[field]).toBe(name);
  });

  test.each(names)('%s is taken of a relative, and kept as it is written', (_, name) => {
    expect(Questionnaire.parse(questionnaire({ ...relative, name })).family?.[0]?.name).toBe(name);
  });

  test.each(Object.entries(TOO_LONG))('of %s letters is refused, and nothing of it is cut off', (_, name) => {
    for (const field of ['name', 'kana', 'romaji'] as const) {
      const { error } = Person.safeParse({ ...person, [field]: name });
      expect(error?.issues.map(({ path, code }) => [path, code])).toEqual([[[field], 'too_big']]);
    }
    expect(Questionnaire.safeParse(questionnaire({ ...relative, name })).success).toBe(false);
  });
});

describe('a day', () => {
  const TAKEN = [
    ['the last day of an era', '2019-04-30', '平成31年4月30日'],
    ['the first day of an era', '2019-05-01', '令和元年5月1日'],
    ['the last day of the era before', '1989-01-07', '昭和64年1月7日'],
    ['the first day of that era', '1989-01-08', '平成元年1月8日'],
    ['a leap day', '2028-02-29', '令和10年2月29日'],
    ['a leap day of a century', '2000-02-29', '平成12年2月29日'],
  ] as const;
  const REFUSED = ['2026-02-29', '1900-02-29', '2100-02-29', '2026-04-31', '0000-01-01', '0000-02-29'];
  const MORE = ['-000001-01-01', '+010000-01-01', '10000-01-01', '令和8年1月1日', 'R8-01-01', '2026/01/01'];
  const everywhere = (day: string) => [
    Day.safeParse(day).success,
    Person.safeParse({ ...person, dateOfBirth: day }).success,
    Questionnaire.safeParse(questionnaire({ ...relative, dateOfBirth: day })).success,
    Nomination.safeParse({
      organId: '00000000-0000-4000-8000-000000000000',
      person,
      agreedToBeListed: true,
      listing: { agreedOn: day, text: '2025-05-16' },
    }).success,
  ];

  test.each(TAKEN)('that is %s, %s, is taken, and a letter calls it %s', (_, day, told) => {
    expect(everywhere(day)).toEqual([true, true, true, true]);
    expect(letterDay(day, 'ja')).toBe(told);
    expect(formalDay(day, 'ja')).toContain(told.slice(0, told.indexOf('年') + 1));
  });

  test.each(['0001-01-01', '9999-12-31'])('at the edge of the calendar, %s, is one', (day) => {
    expect(everywhere(day)).toEqual([true, true, true, true]);
  });

  test.each([...REFUSED, ...MORE])('%s is none', (day) => {
    expect(everywhere(day)).toEqual([false, false, false, false]);
  });
});
