import { describe, expect, test } from '@jest/globals';
import { outagesPage } from '../../web/pages/outages.js';
import { OUTAGES } from './fixtures/kept.js';
import { form, frameIn } from './fixtures/pages.js';

describe('the page of outages', () => {
  const ORGAN = OUTAGES.organs[0]?.id ?? '';

  test.each([
    ['ja', ['これより前の記録', 'このほかにも過ぎた期限があります。続きを見る']],
    ['en', ['Older outages', 'More deadlines passed: see the next ones']],
  ] as const)('says where a list goes on, and leads there, in %s', (language, words) => {
    const html = outagesPage(frameIn(language), OUTAGES, form);
    for (const word of words) expect(html).toContain(word);
    expect(html).toContain(`organ=${ORGAN}&amp;after=WHERE-OLDER-BEGIN`);
    expect(html).toContain(`organ=${ORGAN}&amp;outage=${OUTAGES.rows[2]?.id}&amp;passed=WHERE-MORE-PASSED`);
  });

  test('says nothing of it where that is all, and leads back from further on', () => {
    const rows = OUTAGES.rows.map((row) => ({ ...row, passedNext: null }));
    const whole = outagesPage(frameIn('en'), { ...OUTAGES, rows, more: [] }, form);
    expect(whole).not.toContain('class="pager"');
    const further = outagesPage(frameIn('en'), { ...OUTAGES, rows, more: [], first: false }, form);
    expect(further).toContain('Back to the newest outages');
  });

  test('names the organ whose list goes on, where there are several', () => {
    const organs = [...OUTAGES.organs, { id: 'another', name: { ja: '別の省', en: 'Another ministry' } }];
    expect(outagesPage(frameIn('en'), { ...OUTAGES, organs }, form)).toContain(
      'Older outages – Ministry of Examples',
    );
  });
});
