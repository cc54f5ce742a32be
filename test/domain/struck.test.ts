import { describe, expect, test } from '@jest/globals';
import { driftsOf, newDriftsOf } from '../../domain/questionnaire/drifts.js';
import {
  type Passage,
  passagesIn,
  placesStruck,
  type Screened,
  screensAll,
  STRUCK,
  struckPlaces,
  withoutMarks,
  withoutWords,
} from '../../domain/questionnaire/screening.js';
import type { Answers } from '../../domain/questionnaire/shape.js';
import { PACKS } from '../../forms/packs.js';
import { answersFor } from '../../sandbox/questionnaire.js';

const { questions } = PACKS[0];
const POINTER = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears/rows/0/what';
const written = (words: string) => answersFor({ FINANCIAL_CIRCUMSTANCES: words });
const textIn = (answers: Answers) => answers.FINANCIAL_CIRCUMSTANCES?.rentArrears?.rows?.[0]?.what;
const without = (text: string, start: number, end: number, whole = true) =>
  textIn(withoutWords(written(text), [{ pointer: POINTER, start, end, whole }]));
const passages: Passage[] = [
  { pointer: POINTER, topic: 'CREED', start: 0, end: 2 },
  { pointer: POINTER, topic: 'UNION', start: 4, end: 6 },
];
const said = (passage: number, verdict: Screened['verdict']): Screened => ({
  passage,
  verdict,
  ground: verdict === 'STAND' ? 'MEANS_SOMETHING_ELSE' : 'MAY_NOT_BE_ASKED',
});

describe('what a screening officer says of a passage', () => {
  test('is done: one that is to stand stands, one that is to be struck is, with its sentence if that was said', () => {
    expect(placesStruck(passages, [said(1, 'STAND'), said(2, 'STRIKE')])).toEqual([
      { ...passages[1], whole: false },
    ]);
    expect(placesStruck(passages, [said(1, 'STRIKE_SENTENCE')])).toEqual([{ ...passages[0], whole: true }]);
    expect(placesStruck(passages, [said(1, 'STAND'), said(2, 'STAND')])).toEqual([]);
  });

  test('of a passage that is not there strikes nothing', () => {
    expect(placesStruck(passages, [said(3, 'STRIKE'), said(0, 'STRIKE')])).toEqual([]);
  });

  test('leaves no passage out and names none twice, with as many words as there are passages', () => {
    expect(screensAll(0, [])).toBe(true);
    expect(screensAll(2, [said(1, 'STAND'), said(2, 'STAND'), said(3, 'STAND')])).toBe(false);
  });
});

describe('a sentence that is struck', () => {
  test('reaches from the end of the one before to its own, and its full stop stays', () => {
    expect(without('前。献金した。後。', 2, 4)).toBe(`前。${STRUCK}。後。`);
    expect(without('First. I gave it. Last.', 9, 13)).toBe(`First. ${STRUCK}. Last.`);
    expect(without('はじめ！献金した？おわり', 5, 6)).toBe(`はじめ！${STRUCK}？おわり`);
    expect(without('一行目\n二行目\n三行目', 4, 5)).toBe(`一行目\n${STRUCK}\n三行目`);
  });

  test('is the first or the last one too, and one that ends with nothing', () => {
    expect(without('献金した。後。', 0, 2)).toBe(`${STRUCK}。後。`);
    expect(without('前。献金した', 2, 4)).toBe(`前。${STRUCK}`);
    expect(without('I gave.', 2, 6)).toBe(`${STRUCK}.`);
  });

  test('keeps the blanks before it, however many, and is not ended by a dot within a word', () => {
    expect(without('前。   献金した。', 5, 7)).toBe(`前。   ${STRUCK}。`);
    expect(without('Paid 3.5 to them. Then.', 9, 11)).toBe(`${STRUCK}. Then.`);
    expect(without('前。献　金。', 2, 3)).toBe(`前。${STRUCK}。`);
  });

  test('takes a full stop with it that is part of the words, and goes on to the next', () => {
    expect(without('前。献金。した。後。', 2, 5)).toBe(`前。${STRUCK}。後。`);
    expect(without('前。献金。した。', 4, 5)).toBe(`前。${STRUCK}。`);
  });
});

describe('the mark of what was struck', () => {
  test('goes at the next writing with the blanks it leaves, and what nobody struck is not touched', () => {
    expect(textIn(withoutMarks(written(`前 ${STRUCK} 後`)))).toBe('前 後');
    expect(textIn(withoutMarks(written(`${STRUCK}後`)))).toBe('後');
    expect(textIn(withoutMarks(written('前  後 ')))).toBe('前  後 ');
  });

  test('is found where it is, and an item or a question without rows has none', () => {
    const answers: Answers = {
      ...written(`前${STRUCK}`),
      DRUG_ABUSE: { medicines: { says: 'NO' }, other: undefined },
    };
    expect(struckPlaces(answers)).toEqual([POINTER]);
    expect(withoutMarks(answers).DRUG_ABUSE).toEqual({ medicines: { says: 'NO' }, other: undefined });
  });
});

describe('passages are shown one by one', () => {
  const drift = { topic: 'CREED' as const, passage: '教会' };
  const many = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ ...drift, pointer: POINTER, start: 10 * n, end: 10 * n + 2 }));

  test('up to two hundred, and with one more as one for each answer, from the first word to the last', () => {
    expect(passagesIn(many(200))).toHaveLength(200);
    expect(passagesIn(many(201))).toEqual([{ pointer: POINTER, topic: 'CREED', start: 0, end: 2002 }]);
  });

  test('without the words themselves', () => {
    expect(Object.keys(passagesIn(many(1))[0] ?? {}).toSorted()).toEqual([
      'end',
      'pointer',
      'start',
      'topic',
    ]);
  });
});

describe('where free text drifts', () => {
  test('its words are told as they stand, and of a choice, a month or a number nothing', () => {
    const drifts = driftsOf(questions, written('毎月教会に通い、遅れました。'));
    expect(drifts.map(({ pointer }) => pointer)).toEqual([POINTER]);
    expect(drifts[0]?.passage.length).toBeLessThan('毎月教会に通い、遅れました。'.length);
    expect('毎月教会に通い、遅れました。'.slice(drifts[0]?.start, drifts[0]?.end)).toBe(drifts[0]?.passage);
    const rows = [{ what: 5, from: '教会に通う', lender: undefined }] as never;
    const odd: Answers = { FINANCIAL_CIRCUMSTANCES: { rentArrears: { says: 'YES', rows } } };
    expect(driftsOf(questions, odd)).toEqual([]);
    expect(driftsOf(questions, {})).toEqual([]);
  });

  test('of what was returned, each question that is open counts, and those beside it do not', () => {
    const both = {
      ...written('毎月教会に通う。'),
      DRUG_ABUSE: answersFor({ DRUG_ABUSE: '毎月教会に通う。' }).DRUG_ABUSE,
    };
    const drugs =
      driftsOf(questions, both).find(({ pointer }) => pointer.includes('DRUG_ABUSE'))?.pointer ?? '';
    const topic = drugs.split('/').slice(0, 4).join('/');
    const rent = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears';
    expect(newDriftsOf(questions, both, [rent, topic]).map(({ pointer }) => pointer)).toEqual(
      driftsOf(questions, both).map(({ pointer }) => pointer),
    );
    expect(newDriftsOf(questions, both, [rent]).map(({ pointer }) => pointer)).toEqual([POINTER]);
  });
});
