import { describe, expect, test } from '@jest/globals';
import { bodyOf, shownAgain } from '../../api/pages/form-body.js';
import { Sentences } from '../../api/reasons.js';
import { WITHHOLDING_GROUNDS } from '../../domain/reasons.js';
import { CLEARANCE_STAGES } from '../../domain/stages.js';
import type { CaseFile } from '../../web/case-data.js';
import { LANGUAGES } from '../../web/language.js';
import type { OwnFile } from '../../web/own-data.js';
import { caseFilePage } from '../../web/pages/case-file.js';
import { ownCasePage } from '../../web/pages/own-case.js';
import { writtenIn } from '../../web/written.js';
import { returned } from './fixtures/all-pages.js';
import { file, form, frameIn, own } from './fixtures/pages.js';

const revoking: CaseFile = {
  ...file,
  timeline: [],
  kind: 'clearance',
  stage: 'SUSPENDED',
  possible: ['proposeRevocation', 'revoke'],
};
const rows = {
  'reasons.0.text': 'これは本人に。\nこれも本人に。',
  'reasons.1.text': 'これは本人に知らせない。',
  'reasons.1.withheld': 'WOULD_REVEAL_METHOD',
};
const revoked: OwnFile = {
  ...own,
  kind: 'clearance',
  status: CLEARANCE_STAGES.REVOKED.subject,
  notice: undefined,
  possible: [],
  concerns: '提案の理由。',
  concernsWithheld: ['WOULD_REVEAL_SOURCE'],
  reasons: '取消しの理由の文。',
  withheld: ['CONCERNS_ANOTHER_PERSON'],
};

describe('the reasons of a revocation', () => {
  test.each(['proposeRevocation', 'revoke'] as const)(
    'are written a row a sentence, as a program sends them: %s',
    (step) => {
      const { reasons } = bodyOf(step, { seen: '3', ...rows });
      expect(Sentences.parse(reasons)).toEqual([
        { text: 'これは本人に。' },
        { text: 'これも本人に。' },
        { text: 'これは本人に知らせない。', withheld: 'WOULD_REVEAL_METHOD' },
      ]);
      expect(shownAgain(step, { ...rows, add: 'row' })).toMatchObject({
        'reasons.2.text': 'これは本人に知らせない。',
        sentences: '10',
      });
      expect(writtenIn(step, rows, 'ja').map(({ text }) => text)).toEqual([
        rows['reasons.0.text'],
        rows['reasons.1.text'],
      ]);
    },
  );

  test.each(LANGUAGES)(
    'are shown to who writes them as the holder will read them, in their own form: %s',
    (language) => {
      const html = caseFilePage(frameIn(language), revoking, returned('revoke', rows));
      const shown = /role="status">(.*?)<\/div>/s.exec(html)?.[1] ?? '';
      expect(shown).toContain('これも本人に。');
      expect(shown).not.toContain('これは本人に知らせない。');
      expect(shown).toContain(WITHHOLDING_GROUNDS.WOULD_REVEAL_METHOD[language]);
      for (const step of ['proposeRevocation', 'revoke'])
        expect(html).toMatch(new RegExp(`formaction="[^"]*/${step}#[^"]*reasons"`));
      expect(html.match(/role="status"/g)).toHaveLength(1);
    },
  );

  test('come to the holder with what is withheld by its ground alone, at both steps, as a reading and not as the law’s word', () => {
    const html = ownCasePage(frameIn('ja'), revoked, form);
    for (const words of ['提案の理由。', '取消しの理由の文。']) expect(html).toContain(words);
    for (const ground of ['WOULD_REVEAL_SOURCE', 'CONCERNS_ANOTHER_PERSON'] as const)
      expect(html).toContain(WITHHOLDING_GROUNDS[ground].ja);
    expect(html).toContain('法第13条第4項に準じた取扱い');
    expect(html).not.toContain('通知していません（法第13条第4項）');
    expect(ownCasePage(frameIn('en'), revoked, form)).toContain('withheld as under Art. 13(4), because');
  });
});
