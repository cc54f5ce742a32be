import { expect, test } from '@jest/globals';
import { caseFilePage } from '../../web/pages/case-file.js';
import { LANGUAGES } from '../../web/language.js';
import { TEXTS } from '../../web/texts.js';
import { file, form, frameIn } from './fixtures/pages.js';

const timeline = [
  {
    at: '2026-06-01T00:00:00.000Z',
    event: 'InvestigationStarted',
    article: 'Art. 12(4)',
    role: 'AssessmentOfficerInCharge',
    to: null,
    code: null,
    finding: null,
  },
] as const;

test.each(LANGUAGES)(
  'of a closed file a page does not say that nobody was asked, for it does not show who answered (%s)',
  (language) => {
    const page = (closed: boolean) =>
      caseFilePage(frameIn(language), { ...file, checks: [], timeline, closed }, form);
    const { notAskedAbout } = TEXTS[language].inquiries;
    expect(page(false)).toContain(notAskedAbout);
    expect(page(true)).not.toContain(notAskedAbout);
    expect(page(true)).not.toBe(page(false));
  },
);
