import type { Matter, Treatment, Viewpoint } from '../../domain/worksheet.js';
import type { Word } from '../language.js';

/** Our drafts, after the viewpoints of the Standards. */
export const VIEWPOINT_WORDS: Readonly<Record<Viewpoint, Word>> = {
  NATURE: { ja: '性質・程度', en: 'Nature and gravity' },
  BACKGROUND: { ja: '背景・理由', en: 'Background' },
  FREQUENCY_AND_TIME: { ja: '頻度・時期', en: 'Frequency and time' },
  AGE_THEN: { ja: '当時の年齢', en: 'Age at the time' },
  VOLUNTARINESS: { ja: '自発性', en: 'Voluntariness' },
  RECURRENCE: { ja: '再び起きる見込み', en: 'Likelihood of recurrence' },
};

export const TREATMENT_WORDS: Readonly<Record<Treatment, Word>> = {
  NOTHING: { ja: '検討することがない', en: 'Nothing to weigh' },
  WITHOUT_ANSWER: { ja: '回答のないまま判断する', en: 'Judged without the answer' },
  WEIGHED: { ja: 'すべての視点から検討した', en: 'Weighed from every viewpoint' },
};

export const MATTER_WORDS: Readonly<Record<Matter, Word>> = {
  TO_WEIGH: { ja: '申告または記録があります', en: 'Something was stated or is on record' },
  UNANSWERED: { ja: '回答のない照会があります', en: 'A question went unanswered' },
};

export const SHEET_WORDS = {
  title: { ja: '評価書', en: 'Worksheet' },
  intro: {
    ja: '事項ごとに、懸念と、それを和らげる事情の両方を、視点ごとに書きます。点数はありません。空欄があると決定できません。認められないという決定の前には、本人の説明をうかがい、第二の判断者が確かめます。',
    en: 'Item by item and viewpoint by viewpoint, the concern and what speaks against it. There is no score. A blank stops the decision. Before a negative one the person is heard, and a second person reads it.',
  },
  notAsked: {
    ja: 'この事項については、どこにも照会していません。',
    en: 'Nobody was asked about this item.',
  },
  treatment: { ja: '扱い', en: 'Treatment' },
  concern: { ja: '懸念', en: 'Concern' },
  mitigation: { ja: '和らげる事情', en: 'Mitigation' },
  note: { ja: '回答がなくても判断できる理由', en: 'Why it can be judged without the answer' },
  viewpoints: { ja: '視点ごとの検討', en: 'By viewpoint' },
  noneHint: { ja: 'なければ「なし」と書いてください。', en: 'Where there is none, say so.' },
} as const satisfies Record<string, Word>;
