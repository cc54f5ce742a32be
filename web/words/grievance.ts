import type { FollowUp, GrievanceMatter, GrievanceOutcome } from '../../domain/grievance.js';
import type { Word } from '../language.js';

/** What a grievance is about (Art. 14). */
export const MATTER_WORDS: Readonly<Record<GrievanceMatter, Word>> = {
  RESULT: { ja: '結果について', en: 'The result' },
  CONDUCT: { ja: '手続の進め方について', en: 'The conduct of the assessment' },
};

export const GRIEVANCE_OUTCOME_WORDS: Readonly<Record<GrievanceOutcome, Word>> = {
  UPHELD: { ja: '申出に理由があると認める', en: 'Upheld' },
  PARTLY: { ja: '申出の一部に理由があると認める', en: 'Upheld in part' },
  NOT_UPHELD: { ja: '申出に理由があるとは認められない', en: 'Not upheld' },
  NOT_EXAMINED: { ja: '期間を過ぎた申出であり、取り上げない', en: 'Filed late, and not examined' },
};

export const FOLLOW_UP_WORDS: Readonly<Record<FollowUp, Word>> = {
  NEW_DECISION: {
    ja: '先の判断に関わらなかった者が改めて判断し、新しい結果を通知します。それまでは、先に通知した結果のままです。',
    en: 'Somebody who had no part in the earlier decision decides anew, and the new result is notified. Until then the one that was notified stands.',
  },
  NEW_ASSESSMENT: {
    ja: '同じ記録により改めて判断することはできません。改めて適性評価を受けることを希望されるときは、所属先又は担当の窓口に申し出てください。',
    en: 'The same file cannot be decided on again. Whoever wishes to be assessed anew tells their employer or the office in charge.',
  },
};

export const GRIEVANCE_WORDS = {
  title: { ja: '苦情の処理', en: 'The grievance' },
  about: { ja: '何についての苦情か', en: 'About' },
  of: { ja: '対象の案件', en: 'The case it is about' },
  received: { ja: '受理した日', en: 'Received on' },
  answerBy: { ja: '回答の目安の日', en: 'Answer meant by' },
  answered: { ja: '回答した日', en: 'Answered on' },
  outcome: { ja: '処理の結果', en: 'Outcome' },
  outcomeHint: {
    ja: '結果についての苦情では、「申出に理由があると認める」を選んだときに限り、結果が改めて判断されます。一部に理由があると認める場合でも、判断のやり直しが必要であれば「申出に理由があると認める」を選び、認めなかった部分は理由に記入してください。',
    en: 'A result is decided anew only where a grievance about it is upheld. Where a part is right and the decision has to be taken again, choose “Upheld”, and say in the reasons which part is not.',
  },
  state: { ja: '状況', en: 'State' },
  open: { ja: '処理中', en: 'Being handled' },
  overdue: { ja: '目安の日を過ぎています', en: 'The day meant for an answer has passed' },
  noClosing: {
    ja: '目安の日を過ぎても、処理が打ち切られることはありません。',
    en: 'It is never closed because that day passes.',
  },
  late: {
    ja: '結果等のお知らせから一定の期間を過ぎた申出です。取り上げるかどうかは、担当者が判断します。',
    en: 'It came a certain time after the result was told. A person decides whether to go into it.',
  },
  papers: {
    ja: '受理と処理の結果の通知書は、適性評価の案件の書面として印刷できます。',
    en: 'The receipt and the notice of the outcome are printed with the papers of the assessment.',
  },
  reasons: { ja: '理由', en: 'Reasons' },
  measures: { ja: '今後の対応', en: 'What follows' },
  measuresHint: {
    ja: '手続の進め方に問題があったと認めたときに限り記入してください。本人と実施責任者に知らされます。だれの苦情かが分かることは書かないでください。',
    en: 'Only where conduct was found wanting. It is told to the person and to the officer in charge: write nothing by which the latter could tell whose grievance it was.',
  },
  followUp: { ja: '今後について', en: 'What follows' },
  overseen: { ja: '苦情の処理状況', en: 'Grievances to see to' },
  overseenIntro: {
    ja: '回答の目安の日を過ぎた苦情と、手続の進め方に問題があったと認められた苦情への対応です。だれの、どの案件についての苦情かは、お知らせしません。',
    en: 'Grievances whose answer is overdue, and measures that are to follow. You are not told whose they are, nor about which case.',
  },
} as const satisfies Record<string, Word>;
