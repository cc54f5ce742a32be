import type { Answer, Finding, Item } from './checks.js';
import type { Ground } from './stages.js';

/**
 * Of which items something was learnt beside what was stated and found: an interview that was recorded, a document that
 * was handed in, an answer to the concerns, a source's words beside its answer (a superior's form, say), and those of an
 * earlier investigation. A person weighs it, or says that there is nothing to weigh in it.
 */

/** Answers beside which words tell something. Those of a source that declined, or could not answer, say why it does not. */
export const TELLING = ['RECORD', 'NO_RECORD'] as const satisfies readonly Answer[];

export function tells(finding: Finding | null): boolean {
  return TELLING.some((one) => one === finding);
}

/** A step as it was recorded, with the items it names. */
export interface Naming {
  readonly action: string;
  readonly items?: readonly Item[] | null | undefined;
}

/** What is learnt by the step is about the items that were named when the person was asked. */
const ASKED_BY: Readonly<Record<string, string>> = {
  recordInterview: 'arrangeInterview',
  provideDocument: 'requestDocument',
  answerConcerns: 'askSubject',
};
/** What names its items itself. */
const BY_ITSELF: readonly string[] = ['fileAnswer', 'startInvestigation'];

/** The steps that are looked at. */
export const LEARNING: readonly string[] = [
  ...BY_ITSELF,
  ...Object.keys(ASKED_BY),
  ...Object.values(ASKED_BY),
];

/** What was put to the person when they were asked last about the concerns; null before that, and of a release that named none. */
export function heardOnIn(steps: readonly Naming[]): readonly Item[] | null {
  return steps.findLast(({ action }) => action === ASKED_BY.answerConcerns)?.items ?? null;
}

/**
 * In the order of the policy. What raised a doubt stands in the notice and in reports on the clearance, in words: it may
 * be about any item.
 */
export function learntIn(
  items: readonly Item[],
  ground: Ground | null,
  steps: readonly Naming[],
): readonly Item[] {
  if (ground === 'DOUBT') return items;
  const learnt = new Set(
    steps.flatMap(({ action, items: named }, n) => {
      if (BY_ITSELF.includes(action)) return named ?? [];
      const asked = ASKED_BY[action];
      return asked === undefined
        ? []
        : (steps.slice(0, n).findLast((one) => one.action === asked)?.items ?? []);
    }),
  );
  return items.filter((item) => learnt.has(item));
}

/** By which way something was learnt, for whoever weighs it. */
export const LEARNT_WAYS = ['INTERVIEW', 'DOCUMENT', 'ANSWER', 'SOURCE', 'EARLIER', 'DOUBT'] as const;
export type LearntWay = (typeof LEARNT_WAYS)[number];

const WAY_OF: Readonly<Record<string, LearntWay>> = {
  recordInterview: 'INTERVIEW',
  provideDocument: 'DOCUMENT',
  answerConcerns: 'ANSWER',
  fileAnswer: 'SOURCE',
  startInvestigation: 'EARLIER',
};

/** Of each item that something was learnt of, by which ways: for the same items as above, one step at a time. */
export function learntFrom(
  items: readonly Item[],
  ground: Ground | null,
  steps: readonly Naming[],
): Readonly<Partial<Record<Item, readonly LearntWay[]>>> {
  const ways = LEARNT_WAYS.filter((way) => way !== 'DOUBT' || ground === 'DOUBT');
  const by = (way: LearntWay): readonly Item[] => {
    if (way === 'DOUBT') return items;
    const last = steps.filter(({ action }) => WAY_OF[action] === undefined || WAY_OF[action] === way);
    return learntIn(items, null, last);
  };
  return Object.fromEntries(
    items
      .map((item) => [item, ways.filter((way) => by(way).includes(item))] as const)
      .filter(([, of]) => of.length > 0),
  );
}
