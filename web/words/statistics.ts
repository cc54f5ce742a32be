import type { Word } from '../language.js';

/** The page of the yearly figures: its own words, and those of its groups. */
export const STATISTICS_WORDS = {
  title: { ja: '年度ごとの統計', en: 'Yearly figures' },
  intro: {
    ja: '適性評価の件数と所要日数です（第19条）。十人に満たない数と、差し引きでそれが分かる数は「少数」とし、人が特定されないようにしています。所要日数には、まだ終わっていないものも含めて計算しています。停止・障害のため数えない日と、担当者が延ばした期間は、定めた期間に含めています。',
    en: 'How many assessments there were and how long they took (Art. 19). Numbers below ten, and numbers from which one could be found by subtraction, are shown as “few”, so that nobody can be recognised. Waits count what has not ended yet. Days that do not count because of an outage, and time that an officer gave, are part of the time set.',
  },
  none: { ja: '終わった年度は、まだありません。', en: 'No fiscal year has ended yet.' },
  few: { ja: '少数', en: 'few' },
  notReached: { ja: '未到達', en: 'not reached' },
  code: { ja: '区分', en: 'What' },
  number: { ja: '件数', en: 'Number' },
  total: { ja: '合計', en: 'Total' },
  stage: { ja: '段階', en: 'Stage' },
  median: { ja: '半数が終わるまで（日）', en: 'Days until half had ended' },
  p90: { ja: '九割が終わるまで（日）', en: 'Days until nine in ten had ended' },
  within: { ja: '定めた期間内（％）', en: 'Within the time set (%)' },
  whole: { ja: '適性評価の全体', en: 'The whole assessment' },
  waits: { ja: '段階ごとの所要日数', en: 'How long each stage took' },
  openAge: {
    ja: '年度末に続いていた適性評価（開始からの日数）',
    en: 'Assessments open at the end of the year, by days',
  },
  stillOpen: {
    ja: '開始からその日数の後も続いていた割合（％）',
    en: 'Share still open after so many days (%)',
  },
  proof: {
    ja: '確定した日時と、すべての数値のハッシュ値',
    en: 'When it was committed, and the hash of all figures',
  },
  recount: {
    ja: '監査の担当者は、台帳から数え直して照合できます：npx sekisho recount',
    en: 'An auditor can count again from the ledger and compare: npx sekisho recount',
  },
} as const satisfies Record<string, Word>;

export const GROUP_WORDS: Readonly<Record<string, Word>> = {
  opened: { ja: '始まった適性評価', en: 'Assessments opened' },
  notified: { ja: '通知された結果', en: 'Results notified' },
  notifiedAnew: { ja: '苦情を受けて改めて通知された結果', en: 'Results notified anew after a grievance' },
  notConducted: { ja: '実施されなかった適性評価', en: 'Assessments not conducted' },
  clearances: { ja: 'クリアランス', en: 'Clearances' },
  grievances: { ja: '苦情', en: 'Grievances' },
  filesDestroyed: { ja: '廃棄された記録', en: 'Files destroyed' },
};

export const yearWord = (year: number): Word => ({
  ja: `${year}年度（${year}年4月から翌年3月まで）`,
  en: `Fiscal year ${year} (April ${year} to March ${year + 1})`,
});

/** Bounds of an age, from its code and that of the next one. */
export function ageWord(code: string): Word {
  const days = code.slice(code.indexOf('_') + 1);
  return { ja: `${days}日`, en: `${days} days` };
}

export function agesWord(code: string, next: string | undefined): Word {
  const from = ageWord(code);
  if (next === undefined) return { ja: `${from.ja}以上`, en: `${from.en} or more` };
  const until = ageWord(next);
  return { ja: `${from.ja}以上${until.ja}未満`, en: `From ${from.en} to less than ${until.en}` };
}
