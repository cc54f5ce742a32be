import { describe, expect, test } from '@jest/globals';
import { bodyOf } from '../../api/pages/form-body.js';
import type { Item } from '../../domain/checks.js';
import type { Refused } from '../../domain/errors.js';
import { LANGUAGES, type Language } from '../../web/language.js';
import type { CaseFile } from '../../web/case-data.js';
import { caseFilePage } from '../../web/pages/case-file.js';
import { articleText } from '../../web/words/articles.js';
import {
  BESIDE_WORDS,
  BLOCK_WORDS,
  MATTER_WORDS,
  WAY_WORDS,
  TREATMENT_WORDS,
} from '../../web/words/worksheet.js';
import { file, form, frameIn } from './fixtures/pages.js';

const DRUG: Item = 'DRUG_ABUSE';
const nothing: Partial<CaseFile> = {
  matters: {},
  learnt: [],
  unasked: [],
  possible: ['decide'],
  statements: [],
};
/** The form of one item as the page has it. */
function sheetOf(language: Language, more: Partial<CaseFile>): string {
  const html = caseFilePage(frameIn(language), { ...file, ...nothing, ...more }, form);
  const at = html.indexOf(`name="worksheet.${DRUG}"`);
  return html.slice(html.lastIndexOf('role="group"', at), html.indexOf('role="group"', at));
}
const offered = (html: string) =>
  [...html.matchAll(new RegExp(`name="worksheet.${DRUG}" value="(\\w+)"`, 'g'))].map(([, value]) => value);

describe.each(LANGUAGES)('the worksheet’s form in %s', (language) => {
  test('offers of an item with a question that was declined that it was not asked, and says what that means', () => {
    const html = sheetOf(language, { unasked: [DRUG] });
    expect(offered(html)).toEqual(['NOT_ASKED']);
    expect(html).toContain(BESIDE_WORDS.unasked[language]);
    expect(html).not.toContain('factors');
  });

  test('says what was learnt, and has the fields to weigh it', () => {
    const html = sheetOf(language, { learnt: [DRUG], unasked: [DRUG] });
    expect(offered(html)).toEqual(['NOT_ASKED', 'WEIGHED']);
    expect(html).toContain(BESIDE_WORDS.learnt[language]);
    expect(html).toContain(`name="worksheet.${DRUG}.NATURE.concern"`);
    expect(offered(sheetOf(language, { learnt: [DRUG] }))).toEqual(['NOTHING', 'WITHOUT_ANSWER', 'WEIGHED']);
  });

  test('says whence it is known, whether it was put to the person, and under which article it is investigated', () => {
    const more = { learnt: [DRUG], learntFrom: { [DRUG]: ['INTERVIEW', 'SOURCE'] as const } };
    const unheard = sheetOf(language, more);
    for (const way of ['INTERVIEW', 'SOURCE'] as const) expect(unheard).toContain(WAY_WORDS[way][language]);
    expect(unheard).not.toContain(WAY_WORDS.DOCUMENT[language]);
    expect(unheard).toContain(BLOCK_WORDS.unheard[language]);
    expect(unheard).toContain(articleText('Art. 12(2)(iv)', language));
    expect(sheetOf(language, { ...more, heardOn: ['MENTAL_DISORDER'] })).toContain(
      BLOCK_WORDS.unheard[language],
    );
    const heard = sheetOf(language, { ...more, heardOn: [DRUG] });
    expect(heard).toContain(BLOCK_WORDS.heard[language]);
    expect(heard).not.toContain(BLOCK_WORDS.unheard[language]);
  });

  test('tells before a word is written what stands before a decision', () => {
    const whole = (more: Partial<CaseFile>) =>
      caseFilePage(frameIn(language), { ...file, ...nothing, ...more }, form);
    expect(whole({})).toContain(BLOCK_WORDS.nothingKnown[language]);
    expect(whole({ matters: { [DRUG]: 'TO_WEIGH' } })).toContain(BLOCK_WORDS.nobodyHeard[language]);
    expect(whole({ matters: { [DRUG]: 'TO_WEIGH' }, heardOn: [DRUG] })).not.toContain(
      BLOCK_WORDS.nobodyHeard[language],
    );
    expect(whole({ wordsWaiting: true })).toContain(BLOCK_WORDS.wordsWaiting[language]);
    expect(whole({})).not.toContain(BLOCK_WORDS.wordsWaiting[language]);
  });

  test('says in a reassessment that the doubt may be about it', () => {
    const html = sheetOf(language, { ground: 'DOUBT', learnt: [DRUG] });
    expect(html).toContain(BESIDE_WORDS.doubt[language]);
  });

  test('says of a record that it is there, and offers nothing but to weigh it', () => {
    const html = sheetOf(language, { matters: { [DRUG]: 'TO_WEIGH' }, unasked: [DRUG] });
    expect([offered(html), html.includes(MATTER_WORDS.TO_WEIGH[language])]).toEqual([['WEIGHED'], true]);
  });

  test('shows its second reader what was not asked, in words', () => {
    const html = caseFilePage(
      frameIn(language),
      { ...file, ...nothing, possible: [], worksheet: { [DRUG]: { treatment: 'NOT_ASKED' } } },
      form,
    );
    expect(html).toContain(TREATMENT_WORDS.NOT_ASKED[language]);
    expect(html).toContain(BESIDE_WORDS.unasked[language]);
  });
});

describe('a worksheet as its form sends it', () => {
  const sent = { 'worksheet.items': DRUG, [`worksheet.${DRUG}`]: 'NOT_ASKED' };

  test('says of an item that was not asked that, and no word more', () => {
    expect(bodyOf('decide', sent).worksheet).toEqual({ [DRUG]: { treatment: 'NOT_ASKED' } });
  });

  test('is refused at the item where words contradict it', () => {
    const refused = () => bodyOf('decide', { ...sent, [`worksheet.${DRUG}.NATURE.concern`]: 'x' });
    expect(refused).toThrow(
      expect.objectContaining({
        fields: [expect.objectContaining({ pointer: `/worksheet/${DRUG}/treatment` })],
      } satisfies Partial<Record<keyof Refused, unknown>>),
    );
  });
});
