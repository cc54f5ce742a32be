import type { LearntWay } from '../../domain/learnt.js';
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
  NOT_ASKED: { ja: '同意がなく照会していない', en: 'Not asked, for want of consent' },
  WEIGHED: { ja: 'すべての視点から検討した', en: 'Weighed from every viewpoint' },
};

export const MATTER_WORDS: Readonly<Record<Matter, Word>> = {
  TO_WEIGH: { ja: '申告または記録があります。', en: 'Something was stated or is on record.' },
  UNANSWERED: { ja: '回答のない照会があります。', en: 'A question went unanswered.' },
};

/** Beside them: what was learnt otherwise, and what could not be asked. */
export const BESIDE_WORDS = {
  learnt: {
    ja: '面接、資料、本人の説明または回答に添えられた言葉で分かったことがあります。検討するか、検討することがないかを選んでください。',
    en: 'Something was learnt in an interview, from a document, from the person’s answer or beside a source’s. Weigh it, or say that there is nothing to weigh.',
  },
  unasked: {
    ja: '本人の同意がないため、照会していない問いがあります。何もなかったことにはならず、不利に扱うこともできません。',
    en: 'A question was not asked, as the person did not consent to it. That is no clean answer, and nothing against them.',
  },
  doubt: {
    ja: '再評価のきっかけとなった事情が、この事項に関わるかもしれません。告知の理由と報告を読み、検討するか、検討することがないかを選んでください。',
    en: 'What raised the doubt may be about this item. Read the reasons of the notice and the reports; weigh it, or say that there is nothing to weigh.',
  },
} as const satisfies Record<string, Word>;

/** Whence it is known. */
export const WAY_WORDS: Readonly<Record<LearntWay, Word>> = {
  INTERVIEW: { ja: '面接の記録', en: 'the record of an interview' },
  DOCUMENT: { ja: '提出された資料', en: 'a document that was handed in' },
  ANSWER: { ja: '本人の説明', en: 'the person’s answer to the concerns' },
  SOURCE: { ja: '照会先の回答に添えられた言葉', en: 'words beside a source’s answer' },
  EARLIER: { ja: '以前の調査', en: 'an earlier investigation' },
  DOUBT: { ja: '再評価のきっかけとなった事情', en: 'what raised the doubt' },
};

/** What stands between the reader and a decision, before they write one. */
export const BLOCK_WORDS = {
  title: { ja: '決定の前に残っていること', en: 'What still stands before a decision' },
  from: { ja: '分かった経緯', en: 'Known from' },
  heard: {
    ja: '本人に示し、説明を求めました。',
    en: 'This was put to the person.',
  },
  unheard: {
    ja: '本人にはまだ示していません。この事項だけを根拠に、認められないという決定をすることはできません。',
    en: 'This was not put to the person. A negative decision cannot rest on it alone.',
  },
  wordsWaiting: {
    ja: '確認を待っている言葉があります。それが終わるまで、どちらの決定もできません。',
    en: 'Words of the file wait to be screened. Nothing is decided until they are.',
  },
  weigh: {
    ja: '申告または記録があり、すべての視点からの検討を要する事項',
    en: 'Stated or on record, and to be weighed from every viewpoint',
  },
  unanswered: {
    ja: '回答のない照会があり、回答のないまま判断できる理由か検討を要する事項',
    en: 'With a question that went unanswered: to be weighed, or why it can be judged without',
  },
  learnt: {
    ja: '聴取などで分かったことがあり、検討するかどうかを選ぶ事項',
    en: 'Something was learnt: to be weighed, or said to hold nothing to weigh',
  },
  none: { ja: 'ありません', en: 'none' },
  bears: {
    ja: '認められないという決定を支えることができる事項（本人に示したもの）',
    en: 'Items a negative decision can rest on, as they were put to the person',
  },
  nobodyHeard: {
    ja: '本人の説明をまだ求めていません。認められないという決定は、その後でなければできません。',
    en: 'The person was not asked yet: no negative decision before that.',
  },
  nothingKnown: {
    ja: '申告も記録も、ほかに分かったこともありません。認められないという決定はできません。',
    en: 'Nothing was stated, found or learnt: no negative decision can be made.',
  },
} as const satisfies Record<string, Word>;

export const SHEET_WORDS = {
  title: { ja: '評価書', en: 'Worksheet' },
  intro: {
    ja: '事項ごとに、懸念と、それを和らげる事情の両方を、視点ごとに書きます。点数はありません。空欄があると決定できません。認められないという決定は、申告、記録または聴取などで分かったことを検討した事項がなければできません。その前に本人の説明をうかがい、第二の判断者が確かめます。',
    en: 'Item by item and viewpoint by viewpoint, the concern and what speaks against it. There is no score. A blank stops the decision. A negative one needs an item in which something was stated, found or learnt, and weighed; before it the person is heard, and a second person reads it.',
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
