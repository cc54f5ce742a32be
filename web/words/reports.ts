import type { ReportVerdict, SealGround } from '../../domain/change-reports.js';
import type { Word } from '../language.js';

export const REPORT_VERDICT_WORDS: Readonly<Record<ReportVerdict, Word>> = {
  FOUNDED: { ja: '確認の必要がある', en: 'To be looked into' },
  UNFOUNDED: { ja: '確認の必要はない', en: 'Nothing to look into' },
};

export const SEAL_WORDS: Readonly<Record<'NONE' | SealGround, Word>> = {
  NONE: { ja: '留保しない（本人に知らせる）', en: 'No seal: the holder is told' },
  INQUIRY_AT_RISK: { ja: '知らせると確認に支障がある', en: 'To tell would put the inquiry at risk' },
  REPORTER_AT_RISK: {
    ja: '知らせると報告した人に不利益が及ぶ',
    en: 'To tell would put the reporter at risk',
  },
};

export const REPORT_BY_WORDS: Readonly<Record<'HOLDER' | 'CONTRACTOR' | 'OFFICE', Word>> = {
  HOLDER: { ja: '本人', en: 'The holder' },
  CONTRACTOR: { ja: '適合事業者', en: 'The contractor' },
  OFFICE: { ja: '行政機関', en: 'The organ' },
};

/** The reports on a clearance's page, and the page on what is reported. */
export const REPORT_WORDS = {
  title: { ja: '事情の変更の報告', en: 'Reports of changes' },
  titleOwn: { ja: 'あなたについての報告', en: 'Reports about you' },
  introOwn: {
    ja: 'あなたの報告と、ほかの人の報告のうち、担当者が確認してお知らせできるものです。',
    en: 'Your own reports, and those by others that somebody has looked at and that you may be told of.',
  },
  receipt: { ja: '受付番号', en: 'Receipt' },
  kind: { ja: '内容', en: 'About' },
  by: { ja: '報告した人', en: 'Reported by' },
  standing: { ja: '取扱い', en: 'What became of it' },
  open: { ja: '確認しています', en: 'Being looked at' },
  waits: { ja: '確認待ち', en: 'Waits to be looked at' },
  noDoubt: { ja: '確認が終わり、疑いは生じませんでした', en: 'Looked at: it raised no doubt' },
  reassessed: { ja: '再評価が告知されました', en: 'A reassessment was notified' },
  afterEnd: { ja: '効力が終わった後に、取扱いを終えました', en: 'Closed: the clearance had ended' },
  sealed: { ja: '本人に知らせない期間の終わり', en: 'Kept from the holder until the end of' },
  verdict: { ja: '確認の結果', en: 'What it came to' },
  reportable: { ja: '報告が必要なこと', en: 'What is to be reported' },
  reportableIntro: {
    ja: '誓約により、次のような事情の変更は速やかに報告していただきます。迷うときは担当者にお尋ねください。このページを見たことは記録されません。',
    en: 'By your pledge, changes like these are to be reported promptly. If in doubt, ask the case officer. That you looked at this page is kept nowhere.',
  },
  must: { ja: '報告してください', en: 'Report it' },
  need: { ja: '報告は要りません', en: 'No need to report' },
  never: {
    ja: '報告しないでください。お尋ねしてはならない事柄です',
    en: 'Do not report it: nobody may ask about this',
  },
  situation: { ja: 'こんなとき', en: 'If this happened' },
  whetherTo: { ja: '報告するか', en: 'Whether to report it' },
  toReportable: {
    ja: '報告が必要かどうかを例で確かめる',
    en: 'See by examples whether it is to be reported',
  },
} as const satisfies Record<string, Word>;
