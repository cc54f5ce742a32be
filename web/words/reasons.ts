import { type Told, WITHHOLDING_GROUNDS, type WithholdingGround } from '../../domain/reasons.js';
import type { Language, Word } from '../language.js';

export const SENTENCE_WORDS = {
  intro: {
    ja: '一文を一行に書きます。一つの欄に数行を書けば、それぞれが一文になります。認められないという決定では、本人に知らせない文に、その根拠を選んでください（法第13条第4項）。少なくとも一文は本人に知らせます。',
    en: 'One sentence a line; several lines in one field are as many sentences. Of a negative decision, choose for what the person is not to be told the ground on which it is withheld (Art. 13(4)). At least one sentence is for the person.',
  },
  told: { ja: '本人に知らせる', en: 'For the person' },
  treatment: { ja: '本人への通知', en: 'Told to the person' },
  add: { ja: '行を増やす', en: 'More rows' },
  show: { ja: '本人に届く文を見る', en: 'Show what the person will read' },
  preview: { ja: '本人に届く理由', en: 'The reasons as the person will read them' },
  nothingTold: { ja: '本人に知らせる文がまだありません。', en: 'Nothing is for the person yet.' },
  withheld: { ja: '本人に知らせない', en: 'Withheld from the person' },
} as const satisfies Record<string, Word>;

/** That something is withheld, and on which grounds. One sentence, whatever there is of it. */
export function withheldWord(grounds: readonly WithholdingGround[]): Word {
  const of = (language: Language) => grounds.map((ground) => WITHHOLDING_GROUNDS[ground][language]);
  return {
    ja: `理由の一部は、次の根拠により通知していません（法第13条第4項）：${of('ja').join('、')}。`,
    en: `Part of the reasons is withheld under Art. 13(4), because ${of('en').join('; ')}.`,
  };
}

/** The reasons as a letter has them. */
export function reasonsTold({ text, withheld }: Told, language: Language): string {
  return withheld.length === 0 ? text : `${text}\n\n${withheldWord(withheld)[language]}`;
}
