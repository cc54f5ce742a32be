import type { DemandAnswer, DemandState } from '../../domain/demands.js';
import type { Word } from '../language.js';

/** What a page of demands for correction says. */
export const DEMAND_WORDS = {
  title: { ja: '是正の求め', en: 'Demands for correction' },
  introAuditor: {
    ja: '独立公文書管理監が行政機関に是正を求め、その回答を確かめます。期限は開庁日で数えます。',
    en: 'The Independent Public Records Administrator demands a correction of an organ and looks at its answer. The time is counted in office days.',
  },
  introInCharge: {
    ja: 'あなたの行政機関に対する是正の求めです。講じた措置、又は是正を行わない理由を記入して回答してください。',
    en: 'Demands made of your organ. Answer with what was done, or with the reasons for not doing it.',
  },
  none: { ja: '是正の求めはありません。', en: 'There are no demands.' },
  fresh: { ja: '新しく是正を求める', en: 'A new demand' },
  organ: { ja: '行政機関', en: 'Organ' },
  about: { ja: '対象の案件', en: 'The case it is about' },
  aboutHint: {
    ja: '案件の番号（記録簿にあるもの）。実務全般についての求めでは空けておきます。',
    en: 'Its number, as in the ledger. Leave it empty for a demand about a practice.',
  },
  practice: { ja: 'なし（実務全般についての求め）', en: 'None: it is about a practice' },
  optional: { ja: '（任意）', en: '(optional)' },
  text: { ja: '求める是正とその理由', en: 'What is to be corrected, and why' },
  answerTitle: { ja: '回答', en: 'Answer' },
  answerHow: { ja: 'どう答えますか', en: 'How is it answered?' },
  answerText: { ja: '講じた措置、又は是正を行わない理由', en: 'What was done, or why it is not' },
  again: { ja: '回答では足りない点', en: 'Why the answer does not suffice' },
  demandedOn: { ja: '求めた日', en: 'Demanded' },
  due: { ja: '回答の期限', en: 'Answer due' },
  state: { ja: '状況', en: 'Where it stands' },
  follows: {
    ja: '前の回答では足りず、再び求めたもの',
    en: 'Demanded again: the answer before did not suffice',
  },
  toDemands: { ja: '是正の求めを見る', en: 'See the demands for correction' },
  waiting: {
    ja: (open: number, overdue: number) =>
      `回答を待っているもの ${open}件（うち期限を過ぎたもの ${overdue}件）`,
    en: (open: number, overdue: number) => `${open} waiting for an answer, ${overdue} of them overdue`,
  },
} as const;

export const DEMAND_STATE_WORDS: Readonly<Record<DemandState | 'REMINDED' | 'OVERDUE', Word>> = {
  OPEN: { ja: '回答を待っています', en: 'Waiting for an answer' },
  REMINDED: { ja: '回答を督促しています', en: 'Reminded of the answer' },
  OVERDUE: { ja: '期限を過ぎています', en: 'Overdue' },
  ANSWERED: { ja: '回答がありました', en: 'Answered' },
  CLOSED: { ja: '終わりました', en: 'Closed' },
};

export const DEMAND_ANSWER_WORDS: Readonly<Record<DemandAnswer, Word>> = {
  ACCEPTED: { ja: '是正した', en: 'Accepted: it was corrected' },
  NOT_ACCEPTED: { ja: '応じない', en: 'Not accepted' },
};

export const DEMAND_BUTTONS = {
  demand: { ja: '是正を求める', en: 'Demand the correction' },
  answer: { ja: '回答する', en: 'Send the answer' },
  repeat: { ja: '再び是正を求める', en: 'Demand again' },
  close: { ja: '終える', en: 'Close' },
} as const satisfies Record<string, Word>;
