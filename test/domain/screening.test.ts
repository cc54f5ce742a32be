import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CREED } from '../../domain/forbidden-topics/creed.js';
import { POLITICS } from '../../domain/forbidden-topics/politics.js';
import { UNION } from '../../domain/forbidden-topics/union.js';
import { driftsOf, newDriftsOf } from '../../domain/questionnaire/drifts.js';
import {
  passagesIn,
  placesStruck,
  SCREENING_GROUNDS,
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
const DRIFTING = '毎月教会に通い、献金しました。家賃が遅れました。\nI am a member of the labour union.';
const PLACE = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears/rows/0/what';
const written = (words: string) => answersFor({ FINANCIAL_CIRCUMSTANCES: words });
const textIn = (answers: Answers) =>
  answers.FINANCIAL_CIRCUMSTANCES?.rentArrears?.rows?.[0]?.what as string | undefined;
const at = (start: number, end: number) => ({ pointer: PLACE, start, end });

describe('what is struck', () => {
  test('is gone, and what stands around it and in other answers is as it was', () => {
    const answers = written(DRIFTING);
    const drifts = driftsOf(questions, answers);
    expect(drifts.map(({ topic }) => topic)).toEqual(['CREED', 'UNION']);
    const left = withoutWords(answers, drifts);
    for (const { passage } of drifts) expect(JSON.stringify(left)).not.toContain(passage);
    expect(textIn(left)).toContain('家賃が遅れました。\nI am a member of the '.slice(0, 9));
    expect(driftsOf(questions, left)).toEqual([]);
    const other = (all: Answers) => ({ ...all, FINANCIAL_CIRCUMSTANCES: undefined });
    expect(other(left)).toEqual(other(answers));
  });

  test('leaves one mark, as long whatever was there, wherever passages overlap or touch', () => {
    expect(textIn(withoutWords(written('abcdefghij'), [at(2, 5), at(4, 7)]))).toBe(`ab${STRUCK}hij`);
    expect(textIn(withoutWords(written('abcdefghij'), [at(4, 7), at(2, 4)]))).toBe(`ab${STRUCK}hij`);
    expect(textIn(withoutWords(written('abcdefghij'), [at(0, 1), at(9, 10)]))).toBe(
      `${STRUCK}bcdefghi${STRUCK}`,
    );
  });

  test('takes the rest of its sentence with it where that tells it as well, and no other sentence', () => {
    const written1 = written('収入は減った。 毎月教会に献金していて家賃が遅れた。返済は済んだ');
    const passages = passagesIn(driftsOf(questions, written1));
    const said = (verdict: 'STRIKE' | 'STRIKE_SENTENCE') =>
      placesStruck(passages, [{ passage: 1, verdict, ground: 'MAY_NOT_BE_ASKED' }]);
    expect(textIn(withoutWords(written1, said('STRIKE')))).toContain('毎月教会に');
    expect(textIn(withoutWords(written1, said('STRIKE_SENTENCE')))).toBe(
      `収入は減った。 ${STRUCK}。返済は済んだ`,
    );
    expect(textIn(withoutWords(written('I paid. I went'), [{ ...at(10, 14), whole: true }]))).toBe(
      `I paid. ${STRUCK}`,
    );
  });

  test('is exactly what was named, whatever was written', () => {
    const range = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1]);
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }).filter((text) => !text.includes('■')),
        fc.array(range, { maxLength: 4 }),
        (text, ranges) => {
          const places = ranges.map(([start = 0, end = 0]) => at(Math.min(start, text.length), end));
          const gone = (n: number) => places.some(({ start, end }) => n >= start && n < end);
          const kept = text
            .split('')
            .filter((_, n) => !gone(n))
            .join('');
          expect(textIn(withoutWords(written(text), places))?.replaceAll(STRUCK, '')).toBe(kept);
        },
      ),
    );
  });

  test('makes no answer longer: it could not be sent again', () => {
    const words = [CREED, POLITICS, UNION].flatMap(({ rows }) => rows.flatMap((row) => row.words));
    for (const word of words) expect(word.replace(/\*$/, '').length).toBeGreaterThanOrEqual(STRUCK.length);
  });

  test('is told by its place alone', () => {
    const answers = withoutWords(written(DRIFTING), driftsOf(questions, written(DRIFTING)));
    expect(struckPlaces(answers)).toEqual([PLACE]);
    expect(struckPlaces(written('家賃が遅れました。'))).toEqual([]);
  });

  test('is no answer the next time: the mark goes, and an answer of nothing else is asked anew', () => {
    expect(textIn(withoutMarks(written(`家賃が${STRUCK}遅れました。`)))).toBe('家賃が 遅れました。');
    expect(textIn(withoutMarks(written(STRUCK)))).toBeUndefined();
    const innocent = written('家賃が遅れました。');
    expect(withoutMarks(innocent)).toEqual(innocent);
  });
});

describe('a screening', () => {
  const one = (passage: number) =>
    ({ passage, verdict: 'STRIKE', ground: 'MAY_NOT_BE_ASKED' }) as const satisfies object;

  test('says something of every passage, once, and of no other', () => {
    expect(screensAll(2, [one(1), one(2)])).toBe(true);
    expect(screensAll(2, [one(2), one(1)])).toBe(true);
    for (const wrong of [[], [one(1)], [one(1), one(1)], [one(1), one(3)], [one(1), one(2), one(2)]])
      expect(screensAll(2, wrong)).toBe(false);
  });

  test('has grounds that name no topic: a file that says which would tell it', () => {
    for (const ground of Object.values(SCREENING_GROUNDS).flat())
      expect(ground).not.toMatch(/CREED|POLITIC|UNION|RELIGI|FAITH/);
  });

  test('of somebody who drifts without end has one passage to an answer', () => {
    const many = driftsOf(questions, written('教会に通う。'.repeat(400)));
    expect(many.length).toBeGreaterThan(300);
    const passages = passagesIn(many);
    expect(passages).toHaveLength(1);
    expect(textIn(withoutWords(written('教会に通う。'.repeat(400)), passages))).not.toContain('教会');
    expect(passagesIn(many.slice(0, 3))).toHaveLength(3);
  });

  test('of one that was returned looks at its new answers: the others were looked through before', () => {
    const answers = written(DRIFTING);
    const topic = '/answers/FINANCIAL_CIRCUMSTANCES/rentArrears';
    expect(newDriftsOf(questions, answers, [topic])).toHaveLength(2);
    expect(newDriftsOf(questions, answers, ['/answers/DRUG_ABUSE/medicines'])).toEqual([]);
    expect(newDriftsOf(questions, answers, undefined)).toHaveLength(2);
  });
});
