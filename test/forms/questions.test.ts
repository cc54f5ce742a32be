import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ACT27, ITEMS } from '../support/act27.js';
import { faultsIn } from '../../domain/questionnaire/faults.js';
import { statedItems, topicsOf } from '../../domain/questionnaire/shape.js';
import { blankLines, inWords } from '../../forms/answer-words.js';
import { PACKS, questionsNamed } from '../../forms/packs.js';
import { questionsOf } from '../../forms/questions.js';
import { answersFor } from '../../sandbox/questionnaire.js';

const TEXT = readFileSync(
  new URL('../../domain/policy/act27/2025-05-16/forms/questions.json', import.meta.url),
  'utf8',
);
type Loose = Record<string, never> & { items: Record<string, Record<string, unknown>[]> };
const written = (): Loose => JSON.parse(TEXT) as Loose;
const FORM = PACKS[0].questions;
const ASKED = { today: '2026-11-26', dateOfBirth: '1984-01-07' };

function changed(change: (topics: Record<string, unknown>[]) => void): () => unknown {
  const text = written();
  change(text.items.DRUG_ABUSE ?? []);
  return () => questionsOf(text, ACT27);
}

describe('the questions', () => {
  test('are named by their version and what they say, and found by that name', () => {
    // Pinned: what was submitted names them. A changed text is a new folder, not a changed file.
    expect(FORM.id).toBe('questions-2025-05-16@7f5bda680e2896e0');
    expect(questionsNamed(FORM.id)).toBe(FORM);
    expect(questionsNamed('questions-2025-05-16@0000000000000000')).toBeUndefined();
  });
  test('reach family ties, drinking, mental health and rent arrears', () => {
    const ids = ITEMS.flatMap((item) => topicsOf(FORM, item).map(({ id }) => `${item}.${id}`));
    expect(ids).toEqual(
      expect.arrayContaining([
        'ALCOHOL_MODERATION.habit',
        'MENTAL_DISORDER.treatment',
        'FINANCIAL_CIRCUMSTANCES.rentArrears',
        'FOREIGN_HARMFUL_ACTIVITY.occupations',
      ]),
    );
  });
  test('do not load with an unknown key, an item too many or too few, or what does not hang together', () => {
    expect(changed(() => {})).not.toThrow();
    expect(changed((topics) => Object.assign(topics[0] ?? {}, { score: 1 }))).toThrow();
    expect(changed((topics) => topics.push({ ...topics[0] }))).toThrow('is there twice');
    expect(changed((topics) => Object.assign(topics[0] ?? {}, { after: 'drugTreatment' }))).toThrow(
      'comes after',
    );
    expect(changed((topics) => Object.assign(topics[0] ?? {}, { gate: false }))).toThrow('without a yes');
    expect(
      changed((topics) =>
        Object.assign(topics[1] ?? {}, { needs: { field: 'what', is: 'X', topic: 'other' } }),
      ),
    ).toThrow('needs what is not there');
    expect(changed((topics) => topics.splice(0))).toThrow();
    const more = written();
    more.items.CREED = more.items.DRUG_ABUSE ?? [];
    expect(() => questionsOf(more, ACT27)).toThrow();
  });
});

describe('answers in words', () => {
  test('are whole in both languages: every question that was asked, every field that was filled in', () => {
    const answers = answersFor({ FINANCIAL_CIRCUMSTANCES: '失業のため' });
    expect(faultsIn(FORM, answers, [], ASKED)).toEqual([]);
    expect(statedItems(FORM, answers)).toEqual(['FINANCIAL_CIRCUMSTANCES']);
    const mortgage = { debts: { says: 'YES', rows: [{ kind: 'HOUSING', owed: 90_000_000 }] } } as const;
    const owing = { ...answersFor(), FINANCIAL_CIRCUMSTANCES: mortgage };
    expect([statedItems(FORM, owing), inWords(FORM, owing, 'ja').FINANCIAL_CIRCUMSTANCES?.stated]).toEqual([
      [],
      true,
    ]);
    const ja = inWords(FORM, answers, 'ja');
    expect(ja.FINANCIAL_CIRCUMSTANCES?.stated).toBe(true);
    expect(ja.FINANCIAL_CIRCUMSTANCES?.lines).toContain(
      '・始まった年月：2021-01、終わった年月：2021-04、滞納した額：240,000円、管理会社等の名称：架空管理株式会社、現在の状況：解消した、経緯：失業のため',
    );
    expect(ja.DRUG_ABUSE).toEqual({
      stated: false,
      lines: expect.arrayContaining([expect.stringMatching(/いいえ$/)]),
    });
    expect(inWords(FORM, answers, 'en').FINANCIAL_CIRCUMSTANCES?.lines.join('\n')).toContain(
      'Amount: 240,000 yen',
    );
  });
  test('leave out a question that was not asked', () => {
    expect(inWords(FORM, answersFor(), 'en').FINANCIAL_CIRCUMSTANCES?.lines.join()).not.toContain('arrears');
  });
  test('of a blank form are its questions, with boxes to tick and room to write', () => {
    const lines = blankLines(FORM, 'FINANCIAL_CIRCUMSTANCES', 'en');
    const prompts = lines.flatMap((line, n) => (line.startsWith('- ') ? [n] : []));
    expect(prompts.length).toBeGreaterThan(1);
    for (const n of prompts) expect([lines[n + 1], lines[n + 2]]).toEqual(['', '']);
    expect(lines.filter((line) => line.includes('□')).length).toBe(
      topicsOf(FORM, 'FINANCIAL_CIRCUMSTANCES').length,
    );
  });
});

describe('every item of the sandbox’s people', () => {
  test.each(ITEMS)('can be stated: %s', (item) => {
    const answers = answersFor({ [item]: '申告します。' });
    expect(faultsIn(FORM, answers, [], ASKED)).toEqual([]);
    expect(statedItems(FORM, answers)).toEqual([item]);
  });
});
