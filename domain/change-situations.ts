import type { ChangeKind } from './change-reports.js';

interface Situation {
  readonly ja: string;
  readonly en: string;
  /** As what it is reported; null where it need not be, or must not be asked for at all. */
  readonly report: ChangeKind | null;
  /** Nobody may ask about it (Standards: matters not investigated). */
  readonly nobodys?: true;
}

/**
 * "Must I report this?", answered by examples (Standards: change report, after the 2014 scheme; `memory`, and `reading` for
 * what need not be). Nobody is asked who reads it, and nothing is kept of it.
 */
// biome-ignore format: a table
export const SITUATIONS: readonly Situation[] = [
  { ja: '外国籍の人と結婚した、または同居を始めた', en: 'You married, or began to live with, somebody of foreign nationality', report: 'FOREIGN_TIES' },
  { ja: '外国の人から、仕事の内容や同僚のことを繰り返し尋ねられた', en: 'Somebody from abroad keeps asking about your work or your colleagues', report: 'FOREIGN_TIES' },
  { ja: '休暇で外国へ旅行した', en: 'You travelled abroad on holiday', report: null },
  { ja: '外国籍の友人と食事をした', en: 'You had dinner with a friend of foreign nationality', report: null },
  { ja: '逮捕された、または起訴された', en: 'You were arrested or charged', report: 'CRIMINAL' },
  { ja: '駐車違反で反則金を納めた', en: 'You paid a fine for parking', report: null },
  { ja: '懲戒の対象となることをした、または懲戒処分を受けた', en: 'You did something subject to discipline, or were disciplined', report: 'DISCIPLINE' },
  { ja: '情報を記録した媒体を失くした、または取扱いの規則に反した', en: 'You lost a medium with information on it, or broke a rule of handling it', report: 'INFORMATION_RULES' },
  { ja: '違法な薬物を使った', en: 'You used an illegal drug', report: 'DRUGS' },
  { ja: '医師の処方どおりに薬を飲んでいる', en: 'You take a medicine as prescribed', report: null },
  { ja: '病気のため、判断や記憶に支障が出るようになった', en: 'An illness has begun to affect your judgement or memory', report: 'HEALTH' },
  { ja: '心療内科などに通い始めたが、仕事に支障はない', en: 'You see a doctor for your mental health, and your work is not affected', report: null },
  { ja: '酒に酔って、仕事や人との間で問題を起こした', en: 'Drinking has led to trouble at work or with others', report: 'ALCOHOL' },
  { ja: '宴席で酒を飲んだ', en: 'You drank at a party', report: null },
  { ja: '給与を差し押さえられた、または破産などの手続を始めた', en: 'Your pay was attached, or you began insolvency proceedings', report: 'FINANCES' },
  { ja: '借入れの返済や家賃の支払いが続けて滞っている', en: 'You have fallen behind with a loan or the rent, more than once', report: 'FINANCES' },
  { ja: '住宅ローンを組み、予定どおり返している', en: 'You took out a mortgage and repay it as agreed', report: null },
  { ja: '離婚した、引っ越した（同居する人に外国籍の人はいない）', en: 'You divorced or moved, and nobody of foreign nationality lives with you', report: null },
  { ja: '宗教の行事に参加した、信仰をもった', en: 'You took part in a religious service, or found a faith', report: null, nobodys: true },
  { ja: '投票した、政党に入った、適法な集会や署名に加わった', en: 'You voted, joined a party, or took part in a lawful rally or petition', report: null, nobodys: true },
  { ja: '労働組合に入った、組合の活動をした', en: 'You joined a trade union or took part in its activities', report: null, nobodys: true },
  { ja: 'このどれにも当たらないが、情報を守ることに影響しそうで心配だ', en: 'None of these, but it may bear on protecting the information', report: 'OTHER_DOUBT' },
];
