import type { Word } from '../language.js';

/** Single texts of which passages wait to be screened: the list of them, and one. */
export const TEXT_SCREENING_WORDS = {
  title: { ja: '書き込みの確認', en: 'Texts to be screened' },
  intro: {
    ja: '調査してはならないこと（思想・信条、適法な政治活動、組合活動）に触れていると示され、書いた人が残した箇所や、書き直せない書面・回答の箇所です。古いものから並んでいます。だれのことか、何のために書かれたかは、お知らせしません。',
    en: 'Passages that touch what may not be investigated (thought and creed, lawful politics, unions), which their author kept, or which came on paper or from a source and cannot be written anew. The oldest first. You are not told of whom they are, nor what they were written for.',
  },
  none: { ja: '確認を待っている書き込みはありません。', en: 'No text waits to be screened.' },
  number: { ja: '番号', en: 'Number' },
  since: { ja: '待ち始めた日', en: 'Waits since' },
  one: { ja: '書き込みの確認', en: 'Screening of a text' },
  oneIntro: {
    ja: '示された箇所と、その前後の文です。一つずつ、消すか残すかを決めてください。前後の言葉からも分かるときは、文ごと消してください。消した言葉は元に戻せません。',
    en: 'Each passage that was pointed at, between the sentences around it. Decide of each whether it is struck; with its sentence, if the words around it tell it as well. Struck words cannot be brought back.',
  },
  bars: {
    ja: 'これを読んだ後は、この書き込みがある案件に、ほかの役割では関われません。だれのことか分かったときは、何もせずにこのページを閉じ、ほかの担当者に任せてください。',
    en: 'Having read this, you can have no other part in the case it belongs to. If you recognise who it is about, close this page and leave it to somebody else.',
  },
  by: { ja: '確認の期限', en: 'To be screened by' },
  case: { ja: '案件', en: 'Case' },
  late: { ja: '（期限を過ぎています）', en: '(overdue)' },
  holdsUp: {
    ja: '調査してはならない記載がないか、確認を待っている書き込みがあります。案件に関わらない担当者が確認します。終わるまで、決定はできません。',
    en: 'Words wait to be screened for what may not be investigated. Somebody who has no part in the case looks at them: until then nothing can be decided.',
  },
  screenBy: { ja: '確認の期限：', en: 'To be screened by' },
  overdue: { ja: '確認が期限を過ぎている書き込み', en: 'Texts whose screening is overdue' },
  overdueIntro: {
    ja: '調査してはならない記載がないかの確認が、期限までに終わっていない案件です。書かれていることは、確認の担当者のほかは読めません。担当者の手が足りているか、確かめてください。',
    en: 'Cases on which words have not been screened by the day they were meant to be. Nobody but a screening officer reads them. See whether there are enough of these officers.',
  },
  send: { ja: '確認を終える', en: 'Finish the screening' },
  missing: {
    ja: '送信されていません。すべての箇所について、一つずつお選びください。',
    en: 'Nothing was sent. Choose for each passage, please.',
  },
  waits: {
    ja: '□□は、調査してはならない記載がないか、案件に関わらない担当者の確認を待っているところです。確認が終わるまで、決定はできません。推測や問い合わせをしないでください。',
    en: '□□ marks where words wait for somebody who has no part in the case to look whether they may be kept. Until then nothing can be decided. Do not guess at them, and do not ask.',
  },
  waitsOwn: {
    ja: '□□は、おたずねしてはならないことが書かれていないか、案件に関わらない担当者が確認しているところです。あなたに不利な扱いではありません。',
    en: '□□ marks where somebody who has no part in your case looks whether it tells of what nobody may ask you. It does not count against you.',
  },
  struckOwn: {
    ja: '■■は、おたずねしてはならないことが書かれていたため、消したところです。あなたに不利な扱いではありません。',
    en: '■■ marks where something was struck that nobody may ask you. It does not count against you.',
  },
} as const satisfies Record<string, Word>;
