import type { BreakGlassState } from '../../domain/break-glass.js';
import type { Word } from '../language.js';

/** What the pages say of break-glass. Our drafts. */
export const BREAK_GLASS_WORDS = {
  title: { ja: '緊急の閲覧', en: 'Break-glass' },
  intro: {
    ja: '担当でない一件の記録を、二人の判断により、限られた時間に限って閲覧できるようにします。同意の前や取下げの後の記録、苦情、家族の情報、封じられたものは、これによっても閲覧できません。',
    en: 'One case is opened for reading to one officer who has no part in it, by the word of two, for hours. It opens nothing before a consent or after its withdrawal, no grievance, and nothing that is sealed.',
  },
  list: { ja: '緊急の閲覧の記録', en: 'What was asked and opened' },
  none: { ja: '記録はありません。', en: 'Nothing was.' },
  openNow: { ja: '現在閲覧できるもの', en: 'Open now' },
  case: { ja: '案件', en: 'Case' },
  state: { ja: '状態', en: 'State' },
  ground: { ja: '事由', en: 'Ground' },
  asked: { ja: '求めた人', en: 'Asked by' },
  approved: { ja: '承認した人', en: 'Approved by' },
  until: { ja: 'いつまで', en: 'Until' },
  ask: { ja: '緊急の閲覧を求める', en: 'Ask' },
  approve: { ja: '承認する', en: 'Approve' },
  end: { ja: '終える', en: 'End' },
  told: { ja: '緊急の閲覧', en: 'Opened to an officer with no part in it' },
  between: { ja: '期間', en: 'From and until' },
} as const satisfies Record<string, Word>;

export const BREAK_GLASS_STATE_WORDS: Readonly<Record<BreakGlassState, Word>> = {
  ASKED: { ja: '承認待ち', en: 'Waits for approval' },
  LAPSED: { ja: '承認されなかった', en: 'Not approved in time' },
  OPEN: { ja: '閲覧できる', en: 'Open' },
  OVER: { ja: '終わった', en: 'Over' },
};
