import type { AccessPart } from '../../domain/accesses.js';
import type { Purpose } from '../../domain/purposes.js';
import type { Word } from '../language.js';

export const ACCESS_WORDS = {
  title: { ja: 'だれがこの記録を見たか', en: 'Who opened this file' },
  intro: {
    ja: 'あなたについての記録を、あなた以外のだれが、いつ、何のために、どの部分を見たかを、新しいものから順に示します。個人の名前ではなく、職名で示します。',
    en: 'Who other than you looked at what is held about you: when, for what, and which parts; the newest first. Offices are named, not people.',
  },
  link: { ja: 'だれがこの記録を見たかを見る', en: 'See who opened this file' },
  none: { ja: 'まだだれも見ていません。', en: 'Nobody has looked at it yet.' },
  at: { ja: '日時', en: 'When' },
  role: { ja: '見た者', en: 'Who' },
  purpose: { ja: '目的', en: 'For what' },
  parts: { ja: '見た部分', en: 'Which parts' },
  older: { ja: 'もっと前の記録', en: 'Older' },
  back: { ja: '案件のページに戻る', en: 'Back to the case' },
  wrong: {
    ja: '心当たりのないものがあるときは、苦情を申し出ることができます。そのことで不利益な扱いを受けることはありません。',
    en: 'If something here should not be, you may file a grievance. You are not treated worse for it.',
  },
} as const satisfies Record<string, Word>;

export const ACCESS_PART_WORDS: Readonly<Record<AccessPart, Word>> = {
  FILE: { ja: '案件の記録', en: 'The file' },
  OUTCOME: { ja: '結果だけ', en: 'The outcome alone' },
  COURSE: { ja: '経過の説明', en: 'The explanation of its course' },
  DOCUMENT: { ja: '書面', en: 'A document' },
  CONSENT: { ja: '同意の記録', en: 'The record of consent' },
  PASSAGES: { ja: '確認を要する記載', en: 'Passages that had to be looked at first' },
  PAPER: { ja: '署名のある書面', en: 'A signed paper' },
  IDENTITY: { ja: '照会に必要な本人の情報', en: 'What identifies you, for an inquiry' },
  PASSKEYS: { ja: 'パスキーの登録の状況', en: 'Whether you have a passkey' },
  NAME: {
    ja: '氏名だけ（利害関係を申告するため）',
    en: 'The name alone, to say whether they are tied to you',
  },
  EMERGENCY: {
    ja: '案件の記録（担当でない者が、緊急に、二人の判断で閲覧）',
    en: 'The file, opened by two people in an emergency to an officer with no part in it',
  },
  MEASURES: {
    ja: '苦情への対応（だれの苦情かは示さない）',
    en: 'What follows from a grievance, not whose it is',
  },
};

export const PURPOSE_WORDS: Readonly<Record<Purpose, Word>> = {
  ASSESSMENT: { ja: '適性評価の実施', en: 'The assessment' },
  SCREENING: { ja: '尋ねてはならない事柄の確認', en: 'Striking what may not be asked' },
  OWN_FILE: { ja: '本人による閲覧', en: 'People’s own look' },
  PROTECTION: { ja: '情報を取り扱えるかどうかの確認', en: 'Whether the information may be handled' },
  GRIEVANCE: { ja: '苦情の処理', en: 'A grievance' },
  AUDIT: { ja: '監査', en: 'Audit' },
  OPERATION: { ja: 'システムの運用', en: 'Keeping the system going' },
};
