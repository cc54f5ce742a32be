import type { Topic } from '../../domain/forbidden-topics.js';
import { itemArticle, itemName } from '../../domain/policy-words.js';
import type { FaultCode } from '../../domain/questionnaire/faults.js';
import type { AskedPlace } from '../../domain/questionnaire/returned.js';
import type { Section } from '../../domain/questionnaire/shape.js';
import type { Word } from '../language.js';

const FAMILY: Word = { ja: '家族・同居人', en: 'Family and cohabitants' };

/** The parts of the questionnaire: the items, and family. */
export function sectionWord(section: Section): Word {
  return section === 'FAMILY' ? FAMILY : itemName(section);
}

/** What a part is asked under: its item, and that the person may be asked. Family is a part of the first item. */
export function sectionArticle(section: Section): string {
  const item = section === 'FAMILY' ? 'Art. 12(2)(i)' : itemArticle(section);
  return item === undefined ? 'Art. 12(6)' : `${item}, 12(6)`;
}

/** Above a question of which some fields came back. */
export const SOME_FIELDS: Word = {
  ja: '書き直しを求められている欄だけを記入してください。ほかは提出したままです。',
  en: 'Only the fields that came back can be written anew. The others stay as you submitted them.',
};

/** A question that can be returned, under its item (“anything else” is asked of each), and below it each field that was filled in. */
export function placeWords({
  place,
  item,
  topic: { ask },
  fields,
}: AskedPlace): { value: string; word: Word }[] {
  const asked = { ja: `${itemName(item).ja} – ${ask.ja}`, en: `${itemName(item).en} – ${ask.en}` };
  return [
    { value: place, word: asked },
    ...fields.map(({ place: value, row, field: { label } }) => ({
      value,
      word: {
        ja: `└ ${row + 1}件目の「${label.ja}」だけ`,
        en: `└ in no. ${row + 1} only “${label.en}”`,
      },
    })),
  ];
}

/** What may not be investigated (domain/forbidden-topics.ts). */
export const TOPIC_WORDS: Readonly<Record<Topic, Word>> = {
  CREED: { ja: '思想・信条', en: 'Thought and creed' },
  POLITICS: { ja: '政治活動', en: 'Political activity' },
  UNION: { ja: '組合活動', en: 'Union activity' },
};

/** What is wrong with an answer; of a gap the page says from when to when. */
export const FAULT_WORDS: Readonly<Record<Exclude<FaultCode, 'GAP'>, Word>> = {
  MISSING: { ja: '記入してください。', en: 'Please fill this in.' },
  NOT_ASKED: {
    ja: '前の問いに「はい」と答えた場合にだけ記入します。',
    en: 'This is asked only after a “yes” to the question before it.',
  },
  CONTRADICTS: { ja: 'ほかの答えと食い違っています。', en: 'This contradicts another answer.' },
  IN_FUTURE: { ja: '先の年月です。', en: 'This lies in the future.' },
  BEFORE_BIRTH: { ja: 'お生まれになる前の年月です。', en: 'This lies before your birth.' },
  NOT_RETURNED: { ja: '書き直しを求められていない答えです。', en: 'This was not returned to you.' },
  ENDS_BEFORE_IT_BEGINS: { ja: '始まりより前に終わっています。', en: 'This ends before it begins.' },
};

/** `2019-04` in words. */
export function monthWord(month: string): Word {
  const [year = '', of = ''] = month.split('-');
  return { ja: `${Number(year)}年${Number(of)}月`, en: month };
}

export function gapWord(from: string, to: string): Word {
  const [first, last] = [monthWord(from), monthWord(to)];
  return {
    ja: `${first.ja}から${last.ja}までについて記入がありません。`,
    en: `Nothing is stated from ${first.en} to ${last.en}.`,
  };
}
