import type { Office } from '../../domain/handling.js';
import type { Word } from '../language.js';

/** Offices whose holders need no assessment (Art. 11). The names of the Act. */
export const OFFICE_WORDS: Readonly<Record<Office, Word>> = {
  HEAD_OF_ORGAN: { ja: '行政機関の長', en: 'Head of an administrative organ' },
  MINISTER: { ja: '国務大臣', en: 'Minister of State' },
  DEPUTY_CHIEF_CABINET_SECRETARY: { ja: '内閣官房副長官', en: 'Deputy Chief Cabinet Secretary' },
  ADVISER_TO_THE_PRIME_MINISTER: { ja: '内閣総理大臣補佐官', en: 'Special Adviser to the Prime Minister' },
  VICE_MINISTER: { ja: '副大臣', en: 'State Minister' },
  PARLIAMENTARY_VICE_MINISTER: { ja: '大臣政務官', en: 'Parliamentary Vice-Minister' },
  BY_CABINET_ORDER: { ja: '政令で定める職', en: 'An office named by Cabinet Order' },
};

/** What the page on rights without an assessment says. Our drafts. */
export const RECORDED_WORDS = {
  title: { ja: '適性評価を要しない者', en: 'Rights without assessment' },
  intro: {
    ja: '職により適性評価を要しない者（第11条）と、特定秘密保護法による適性評価で認められてから五年を経ない者（第12条第1項第1号ロ）の記録です。記録は実施責任者の責任で行い、理由を残します。',
    en: 'Who needs no assessment for their office (Art. 11), or was found under the 2014 Act not more than five years ago (Art. 12(1)(i)). Recorded by the officer in charge, with a reason.',
  },
  list: { ja: '記録', en: 'On record' },
  none: { ja: '記録はありません。', en: 'There are none.' },
  ground: { ja: '根拠', en: 'Ground' },
  sds: { ja: '特定秘密保護法による結果', en: 'A result under the 2014 Act' },
  from: { ja: '最初の日', en: 'From' },
  until: { ja: '最後の日', en: 'Until' },
  open: { ja: '定めなし', en: 'no last day' },
  ended: { ja: '終了を記録した日', en: 'Ended on' },
} as const satisfies Record<string, Word>;
