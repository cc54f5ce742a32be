import { type Told, WITHHOLDING_GROUNDS, type WithholdingGround } from '../../domain/reasons.js';
import type { Language, Word } from '../language.js';

export const SENTENCE_WORDS = {
  intro: {
    ja: '一文を一行に書きます。一つの欄に数行を書けば、それぞれが一文になります。認められないという決定では、本人に知らせない文に、その根拠を選んでください（法第13条第4項）。少なくとも一文は本人に知らせます。',
    en: 'One sentence a line; several lines in one field are as many sentences. Of a negative decision, choose for what the person is not to be told the ground on which it is withheld (Art. 13(4)). At least one sentence is for the person.',
  },
  introAgainst: {
    ja: '一文を一行に書きます。一つの欄に数行を書けば、それぞれが一文になります。本人に知らせない文には、その根拠を選んでください（法第13条第4項に準じた取扱い）。少なくとも一文は本人に知らせます。',
    en: 'One sentence a line; several lines in one field are as many sentences. For what the holder is not to be told, choose the ground on which it is withheld (as under Art. 13(4)). At least one sentence is for the holder.',
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
export function withheldWord(
  grounds: readonly WithholdingGround[],
  of: 'RESULT' | 'REVOCATION' = 'RESULT',
): Word {
  const why = (language: Language) => grounds.map((ground) => WITHHOLDING_GROUNDS[ground][language]);
  // Of a result it is the law’s word; of a revocation our reading, after it.
  const [ja, en] =
    of === 'RESULT'
      ? ['法第13条第4項', 'under Art. 13(4)']
      : ['法第13条第4項に準じた取扱い', 'as under Art. 13(4)'];
  return {
    ja: `理由の一部は、次の根拠により通知していません（${ja}）：${why('ja').join('、')}。`,
    en: `Part of the reasons is withheld ${en}, because ${why('en').join('; ')}.`,
  };
}

/** The reasons as a letter has them. */
export function reasonsTold({ text, withheld }: Told, language: Language): string {
  return withheld.length === 0 ? text : `${text}\n\n${withheldWord(withheld)[language]}`;
}
