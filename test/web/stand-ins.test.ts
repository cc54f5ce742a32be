import { describe, expect, test } from '@jest/globals';
import { renderToString } from 'preact-render-to-string';
import { explanationPage } from '../../web/pages/explanation.js';
import { Timeline } from '../../web/timeline.js';
import { fileExplained } from './fixtures/explained.js';
import { frameIn } from './fixtures/pages.js';

/** Where a page says that somebody acted in an adjudicator's place, it says in whose. */
const row = {
  at: '2026-12-01T01:00:00.000Z',
  event: 'Decided',
  article: 'Art. 12(1)',
  role: 'Adjudicator',
  to: null,
  code: null,
  finding: null,
} as const;
const whose = { adjudicator: 'adjudicator-of-the-organ' };

describe.each([
  ['ja', 'adjudicaの代理として', '代理として'],
  ['en', 'as a stand-in for adjudica', 'as a stand-in'],
] as const)('in %s', (language, named, unnamed) => {
  const frame = frameIn(language);
  test.each([
    ['in somebody’s place', { standIn: whose }, named],
    ['in nobody’s, for the office is vacant', { standIn: { adjudicator: null } }, `<span>${unnamed}</span>`],
  ] as const)('a step taken %s says so, in the history and where the case is explained', (_, of, text) => {
    const history = Timeline({ rows: [{ ...row, ...of }], kind: 'application', frame });
    expect(renderToString(history)).toContain(text);
    const [first] = fileExplained.steps;
    if (!first) throw new Error('a case without a step');
    expect(explanationPage(frame, { ...fileExplained, steps: [{ ...first, ...of }] })).toContain(text);
  });
  test('one taken by who holds the office says nothing of it', () => {
    expect(renderToString(Timeline({ rows: [row], kind: 'application', frame }))).not.toContain(unnamed);
  });
});
