/**
 * Why a sentence of the reasons may be kept from the person (Art. 13(4): the reasons are told as far as that does not
 * hinder the smooth conduct of assessments). The list is closed: what fits none of these is told. Words are our drafts;
 * they name the ground and nothing of the sentence.
 */
export const WITHHOLDING_GROUNDS = {
  WOULD_REVEAL_SOURCE: {
    ja: '照会先又は協力者が明らかになるため',
    en: 'it would reveal a source or who helped',
    article: 'Art. 13(4)',
  },
  WOULD_REVEAL_METHOD: {
    ja: '調査の方法が明らかになるため',
    en: 'it would reveal how assessments are made',
    article: 'Art. 13(4)',
  },
  CONCERNS_ANOTHER_PERSON: {
    ja: '本人以外の者に関することであるため',
    en: 'it concerns another person',
    article: 'Art. 13(4); reading: sources would no longer speak of others',
  },
  HINDERS_CONDUCT: {
    ja: '適性評価の円滑な実施の確保を妨げることとなるため',
    en: 'it would otherwise hinder the smooth conduct of assessments',
    article: 'Art. 13(4)',
  },
} as const satisfies Record<string, { ja: string; en: string; article: string }>;

export type WithholdingGround = keyof typeof WITHHOLDING_GROUNDS;
export const GROUNDS_TO_WITHHOLD = Object.keys(WITHHOLDING_GROUNDS) as [
  WithholdingGround,
  ...WithholdingGround[],
];

export const MOST_SENTENCES = 60;

/** One sentence of the reasons: for the person, or withheld under a recorded ground. */
export interface Sentence {
  readonly text: string;
  readonly withheld?: WithholdingGround | undefined;
}

/** How each sentence is marked, in order, without its words: these are sealed. */
export type Marks = readonly (WithholdingGround | null)[];

export function marksOf(sentences: readonly Sentence[]): Marks {
  return sentences.map(({ withheld }) => withheld ?? null);
}

/** Whether there are sentences and none of them is for the person. Where nothing is marked, nothing is withheld. */
export function withholdsAll(marks: Marks): boolean {
  return marks.length > 0 && marks.every((mark) => mark !== null);
}

/** What the person is told: the sentences that are theirs, and under which grounds something is not. Never how much. */
export interface Told {
  readonly text: string;
  readonly withheld: readonly WithholdingGround[];
}

export function toldOf(sentences: readonly Sentence[]): Told {
  const grounds = new Set(marksOf(sentences));
  return {
    text: sentences.flatMap(({ text, withheld }) => (withheld === undefined ? [text] : [])).join('\n'),
    // In the table's order: that of the sentences would tell where they stood.
    withheld: GROUNDS_TO_WITHHOLD.filter((ground) => grounds.has(ground)),
  };
}
