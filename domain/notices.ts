import type { Item } from './checks.js';

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
