import type { Contractor, Organ } from './shapes.js';

/** Ids are literal so that one found in a log can be searched for here. */
export const organIds = {
  kiban: '5240fc01-b21a-565f-9aa1-b4cc08b22fd8',
  kaiyo: '723fc3b7-15cd-530b-a465-b42363b7e4a8',
} as const;

export const contractorIds = {
  asanagi: '035089a4-703e-53df-9e5f-f6b8e0885aa5',
  tsukimi: 'd1d41e12-8433-5e2d-bfa9-523a22e4e17d',
  tsukimiCustody: '0f5dc7da-0e5e-5473-aeb2-b263ff9de8fc',
} as const;

export const organs: readonly Organ[] = [
  {
    id: organIds.kiban,
    code: 'kiban',
    name: {
      ja: '経済基盤省 基盤保全局',
      en: 'Infrastructure Protection Bureau, Ministry of Economic Infrastructure',
    },
  },
  {
    id: organIds.kaiyo,
    code: 'kaiyo',
    name: { ja: '海洋技術庁', en: 'Ocean Technology Agency' },
  },
];

export const contractors: readonly Contractor[] = [
  {
    id: contractorIds.asanagi,
    name: { ja: 'あさなぎ海底通線株式会社', en: 'Asanagi Subsea Lines Co., Ltd.' },
    certifiedBy: [organIds.kiban, organIds.kaiyo],
    decertified: false,
  },
  {
    id: contractorIds.tsukimi,
    name: { ja: 'つきみ量子計測株式会社', en: 'Tsukimi Quantum Instruments Co., Ltd.' },
    certifiedBy: [organIds.kiban],
    decertified: false,
  },
  {
    id: contractorIds.tsukimiCustody,
    name: { ja: 'つきみデータ保管株式会社', en: 'Tsukimi Data Custody Co., Ltd.' },
    certifiedBy: [organIds.kiban],
    decertified: true,
  },
];
