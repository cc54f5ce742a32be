import { describe, expect, test } from '@jest/globals';
import {
  GROUNDS_TO_WITHHOLD,
  marksOf,
  type Sentence,
  toldOf,
  WITHHOLDING_GROUNDS,
  withholdsAll,
} from '../../domain/reasons.js';
import { permit } from '../../domain/rules.js';
import { codeOf } from './code-of.js';
import { easyCase, easyInput, LINES, linesOf } from './table.js';

const told: Sentence = { text: 'for the person' };
const source: Sentence = { text: 'who said it', withheld: 'WOULD_REVEAL_SOURCE' };
const another: Sentence = { text: 'of a relative', withheld: 'CONCERNS_ANOTHER_PERSON' };

describe('what the person is told of the reasons', () => {
  test('is the sentences that are theirs, in order, and on which grounds something is withheld', () => {
    expect(toldOf([another, told, source, { text: 'and this' }])).toEqual({
      text: 'for the person\nand this',
      withheld: ['WOULD_REVEAL_SOURCE', 'CONCERNS_ANOTHER_PERSON'],
    });
    expect(toldOf([told])).toEqual({ text: 'for the person', withheld: [] });
  });

  test('does not tell how much is withheld, nor where it stood', () => {
    expect(toldOf([told, source])).toEqual(toldOf([source, source, told, source]));
  });

  test('names each ground in both languages, under the paragraph that lets it be withheld', () => {
    for (const { ja, en, article } of Object.values(WITHHOLDING_GROUNDS)) {
      expect(article).toMatch(/^Art\. 13\(4\)/);
      expect(ja).toMatch(/[ぁ-ん]/);
      expect(en).not.toMatch(/[ぁ-ん一-龠]/);
    }
  });
});

describe('a decision against somebody', () => {
  const propose = (decision: 'FOUND' | 'NOT_FOUND', sentences: readonly Sentence[]) => () => {
    const edge = linesOf('decide').find(({ when }) => when?.proposing === decision);
    const input = { ...easyInput(edge), marks: marksOf(sentences) };
    return permit('decide', easyCase(edge as never), { roles: ['Adjudicator'], sub: 'a1' }, input).edge.to;
  };

  test('keeps no person from all of its reasons', () => {
    expect(codeOf(propose('NOT_FOUND', [source]))).toBe('REASONS_REQUIRED');
    expect(codeOf(propose('NOT_FOUND', [source, another]))).toBe('REASONS_REQUIRED');
    expect(propose('NOT_FOUND', [source, told])()).toBe('SECOND_READING');
  });

  test('of a release that knew no sentences withholds nothing', () => {
    expect(withholdsAll([])).toBe(false);
    expect(marksOf([told, source])).toEqual([null, 'WOULD_REVEAL_SOURCE']);
    expect(GROUNDS_TO_WITHHOLD).toContain('HINDERS_CONDUCT');
  });

  test('and a revocation, proposed and made, are the only steps whose reasons are told by the sentence', () => {
    const asked = LINES.filter(({ rules }) => rules?.includes('somethingTold'));
    expect(asked.map(({ action, when }) => [action, when?.proposing])).toEqual([
      ['decide', 'NOT_FOUND'],
      ['proposeRevocation', undefined],
      ['revoke', undefined],
    ]);
  });
});
