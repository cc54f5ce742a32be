import { describe, expect, test } from '@jest/globals';
import { driftsIn } from '../../domain/forbidden-topics.js';

const isUnion = (text: string) => driftsIn(text).some(({ topic }) => topic === 'UNION');

describe('union activity is pointed at', () => {
  test.each([
    ['belonging and its money', '労組に入り、毎月払う。', 'I was unionised.'],
    ['bargaining and disputes', '春闘の準備をした。', 'We took industrial action.'],
    ['a federation by its name', '自治労に所属する。', 'I work for the TUC.'],
    ['another federation by its name', '電機連合に勤めた。', 'I gave to Rengo.'],
  ])('in either language: %s', (_what, ja, en) => {
    expect([isUnion(ja), isUnion(en)]).toEqual([true, true]);
  });

  test.each([
    // A cooperative, a federation of states, a rise in wages, a delegate: what they are the words beside them tell.
    ['組合', '組合の保険証を出した。', '組合を脱退した。'],
    ['連合', '連合の集まりで話した。', '連合の産別で話した。'],
    ['賃上げ', '賃上げがあった。', '賃上げを要求した。'],
    ['労働条件', '労働条件を書いた紙がある。', '労働条件で闘った。'],
    ['代議員', '代議員に選ばれた。', '代議員として労働を語った。'],
    ['strike', 'The clocks strike at noon.', 'There was a strike over pay.'],
    ['walked out', 'She walked out of the room.', 'My colleagues walked out.'],
    ['organised', 'I organised a dinner.', 'I organised co-workers.'],
    ['organizing', 'I like organizing shelves.', 'I was organizing the workforce.'],
  ])('where a word that means much else stands beside what makes it one: %s', (_word, alone, beside) => {
    expect([isUnion(alone), isUnion(beside)]).toEqual([false, true]);
  });

  test.each([
    '協同組合に加入した。',
    '管理組合の役員になった。',
    '投資組合を脱退した。',
    '国際連合に労働のことで勤めた。',
    'a credit union',
    'the European Union',
    'lightning strikes, and the pay of staff',
    'the strike price of overtime options',
  ])('and not where the phrase is one of another thing: %s', (innocent) => {
    expect(isUnion(innocent)).toBe(false);
  });
});
