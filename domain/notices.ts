import { ITEMS, type Item } from './checks.js';
import type { Ground } from './stages.js';

/** The seven items in words, as notices and pages name them. Our drafts. */
export const ITEM_NAMES: Readonly<Record<Item, { readonly ja: string; readonly en: string }>> = {
  FOREIGN_HARMFUL_ACTIVITY: {
    ja: '重要経済基盤毀損活動との関係（家族・同居人の氏名、生年月日、国籍、住所を含む）',
    en: 'Ties to activities harming important economic infrastructure, with name, birth date, nationality and address of family and housemates',
  },
  CRIMINAL_DISCIPLINARY: { ja: '犯罪及び懲戒の経歴', en: 'Criminal and disciplinary record' },
  INFO_HANDLING_MISCONDUCT: { ja: '情報の取扱いに係る非違の経歴', en: 'Misconduct in handling information' },
  DRUG_ABUSE: { ja: '薬物の濫用及び影響', en: 'Drug abuse and its effects' },
  MENTAL_DISORDER: { ja: '精神疾患', en: 'Mental disorder' },
  ALCOHOL_MODERATION: { ja: '飲酒についての節度', en: 'Moderation in drinking' },
  FINANCIAL_CIRCUMSTANCES: {
    ja: '信用状態その他の経済的な状況',
    en: 'Credit standing and other financial circumstances',
  },
};

export interface NoticeText {
  readonly version: string;
  readonly ja: readonly string[];
  readonly en: readonly string[];
}

const WHY: Readonly<Record<Ground, { ja: string; en: string }>> = {
  NEW_HANDLER: {
    ja: '新たに重要経済安保情報を取り扱う見込みがあるため、適性評価を行います（第12条第1項第1号）。',
    en: 'You are expected to handle important economic security information for the first time (Art. 12(1)(i)).',
  },
  RENEWAL: {
    ja: '前回の結果の通知から十年が近づいているため、改めて適性評価を行います（同項第2号）。',
    en: 'Ten years since your last result are nearly over, so a new assessment is made (Art. 12(1)(ii)).',
  },
  DOUBT: {
    ja: '引き続き漏らすおそれがないと認めることについて疑いを生じさせる事情があるため、再評価を行います（同項第3号）。この告知の時から取扱いはできません。',
    en: 'Circumstances raise doubt about your earlier result, so a reassessment is made (Art. 12(1)(iii)). From this notice on you may not handle the information.',
  },
};

/** The notice of Art. 12(3), before any consent: what, how, and on which ground. A draft of this project, no official text. */
export function noticeText(ground: Ground): NoticeText {
  return {
    version: `notice-${ground.toLowerCase().replaceAll('_', '-')}-2025-05-16`,
    ja: [
      WHY[ground].ja,
      '次の七つの事項を調査します。七つは一体であり、一部だけに同意することはできません。',
      ...ITEMS.map((item, i) => `${i + 1}. ${ITEM_NAMES[item].ja}`),
      '調査のため、あなたに質問し、資料の提出を求め、また公務所若しくは公私の団体に照会することがあります（第12条第6項）。照会への同意は問いごとに選べ、断っても不利益はありません。',
      '同意は任意です。同意しないこと、又は結果の通知までに取り下げることができ、それを理由とする不利益な取扱いは禁じられています（第16条）。',
    ],
    en: [
      WHY[ground].en,
      'Seven items are investigated. They stand or fall together: you cannot consent to some of them only.',
      ...ITEMS.map((item, i) => `${i + 1}. ${ITEM_NAMES[item].en}`),
      'You may be asked questions and for documents, and public offices and public or private organisations may be asked about you (Art. 12(6)). You choose question by question; declining one is never held against you.',
      'Consent is free. You may refuse, or withdraw until you are notified of the result, and nobody may treat you worse for it (Art. 16).',
    ],
  };
}
