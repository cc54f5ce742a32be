import type { CaseFile } from './case-data.js';
import { dayText } from './dates.js';
import type { Word } from './language.js';
import { REPORT_BY_WORDS } from './words/reports.js';

/** Others' reports that nobody has looked at, a doubt notice or none, by the day they came and from whom. */
export function waitingReports(file: CaseFile | undefined): readonly { value: string; word: Word }[] {
  return (file?.reports ?? [])
    .filter(
      ({ by, verdict, ended }) =>
        by !== 'HOLDER' && verdict === null && (ended ?? 'REASSESSMENT') === 'REASSESSMENT',
    )
    .map(({ receipt, at, by }) => ({
      value: receipt,
      word: {
        ja: `${dayText(at, 'ja')}（${REPORT_BY_WORDS[by].ja}）`,
        en: `${dayText(at, 'en')} (${REPORT_BY_WORDS[by].en})`,
      },
    }));
}
