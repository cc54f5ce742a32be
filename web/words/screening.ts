import { type ScreeningGround, STRUCK, type Verdict } from '../../domain/questionnaire/screening.js';
import type { Word } from '../language.js';

/** What becomes of a passage, and why (domain/questionnaire/screening.ts). */
export const VERDICT_WORDS: Readonly<Record<Verdict, Word>> = {
  STRIKE: { ja: '消す', en: 'Strike it' },
  STRIKE_SENTENCE: { ja: '文ごと消す', en: 'Strike its sentence' },
  STAND: { ja: '残す', en: 'Let it stand' },
};
export const SCREENING_GROUND_WORDS: Readonly<Record<ScreeningGround, Word>> = {
  MAY_NOT_BE_ASKED: {
    ja: '調査してはならないことが書かれている',
    en: 'it tells of what may not be investigated',
  },
  LETS_IT_BE_GUESSED: {
    ja: 'そのものではないが、読めば分かる',
    en: 'it does not say it, but lets it be guessed',
  },
  MEANS_SOMETHING_ELSE: {
    ja: 'ここでは別の意味で使われている',
    en: 'the words mean something else here',
  },
  IS_ASKED_FOR: {
    ja: 'この事項がたずねていることそのものである',
    en: 'it is what this item asks for',
  },
  IS_COMPLAINED_OF: {
    ja: 'たずねられたこと自体への申立てである',
    en: 'it complains that somebody asked about it',
  },
  SAYS_NOTHING_OF_ANYBODY: {
    ja: '場所や行事などで、だれの信条や活動も示さない',
    en: 'a place or an occasion, which says nothing of anybody’s belief or activity',
  },
};

export const SCREENING_WORDS = {
  title: { ja: '質問票の記載の確認', en: 'Screening of a questionnaire' },
  intro: {
    ja: '本人が残すことにした箇所です。調査してはならないことを読ませないよう、案件に関わる人より先に、一つずつ、消すか残すかを決めてください。前後の言葉からも分かるときは、文ごと消してください。確認を終えると、消した言葉は元に戻せません。だれの質問票かは、お知らせしません。',
    en: 'Passages that their author chose to keep. Decide of each whether it is struck, before anybody who works on the case reads it; with its sentence, if the words around it tell it as well. Once you have finished, struck words cannot be brought back. You are not told whose questionnaire it is.',
  },
  bars: {
    ja: 'これを読んだ後は、この案件に、ほかの役割では関われません。',
    en: 'Having read this, you can have no other part in this case.',
  },
  passage: (n: number): Word => ({ ja: `${n}か所目`, en: `Passage ${n}` }),
  pointedAt: { ja: '指摘された事柄', en: 'Pointed at as' },
  verdict: { ja: 'この箇所をどうしますか', en: 'What becomes of this passage?' },
  named: (id: string): Word => ({ ja: `質問票 ${id}`, en: `Questionnaire ${id}` }),
  keep: {
    ja: '指摘された箇所を、そのまま残して提出します',
    en: 'I submit the passages that were pointed out as they are',
  },
  keepHint: {
    ja: '案件に関わらない担当者が先に確認し、残してはならないところを消します。それまで、ほかの人は読めません。',
    en: 'Somebody who has no part in your case looks at them first and strikes what may not be kept. Until then nobody else can read them.',
  },
  struckTitle: { ja: '一部を消した答え', en: 'Answers of which a part was struck' },
  struckIntro: {
    ja: 'おたずねしてはならないことが書かれていたため、次の問いへの答えの一部を消しました。あなたに不利な扱いではありません。消した言葉は案件の記録に残りません。',
    en: 'Some of what you wrote to these questions may not be kept, and was struck. It does not count against you. The words are no part of the file.',
  },
  inTheFile: {
    ja: `${STRUCK}は、案件に関わらない担当者が、残してはならない記載を消したところです。推測や問い合わせをしないでください。`,
    en: `${STRUCK} marks where somebody who has no part in the case struck what may not be kept. Do not guess at it, and do not ask.`,
  },
} as const;
