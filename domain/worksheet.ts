import { type Asking, type CheckCode, checkIn, type Finding, type Item, needsPerson } from './checks.js';

/**
 * How what is known about a person is weighed (Standards: 評価の視点): each item on its own, each fact from every
 * viewpoint and both ways, concern and mitigation. There is no score and no sum: the whole is judged by a person.
 */
export const VIEWPOINTS = [
  'NATURE',
  'BACKGROUND',
  'FREQUENCY_AND_TIME',
  'AGE_THEN',
  'VOLUNTARINESS',
  'RECURRENCE',
] as const;
export type Viewpoint = (typeof VIEWPOINTS)[number];

/** Both ways in which a fact is looked at from each viewpoint. */
export const SIDES = ['concern', 'mitigation'] as const;

/** What an item holds: something stated or on record, or a question whose answer never came as one. */
export type Matter = 'TO_WEIGH' | 'UNANSWERED';
export type Matters = Readonly<Partial<Record<Item, Matter>>>;

/** How an item was treated: nothing to weigh; without the answer, and why that is right; weighed from every viewpoint. */
export const TREATMENTS = ['NOTHING', 'WITHOUT_ANSWER', 'WEIGHED'] as const;
export type Treatment = (typeof TREATMENTS)[number];
/** A worksheet without its words: these are sealed, and whether one is missing is asked where they come in. */
export type Worksheet = Readonly<Record<Item, Treatment>>;

export interface FoundOn {
  readonly code: CheckCode;
  readonly finding: Finding;
  readonly meddledWith: boolean;
}

/**
 * What there is to weigh. A record weighs whatever was answered beside it; a question that failed is answered by nothing
 * but a plain "no record" to the same question.
 */
export function mattersOf(policy: Asking, stated: readonly Item[], found: readonly FoundOn[]): Matters {
  const matters: Partial<Record<Item, Matter>> = {};
  const itemOf = (code: CheckCode) => checkIn(policy, code).item;
  const answered = new Set(found.filter(isPlain).map(({ code }) => code));
  for (const { code } of found) if (!answered.has(code)) matters[itemOf(code)] = 'UNANSWERED';
  for (const { code, finding } of found) if (finding === 'RECORD') matters[itemOf(code)] = 'TO_WEIGH';
  for (const item of stated) matters[item] = 'TO_WEIGH';
  return matters;
}

function isPlain({ finding, meddledWith }: FoundOn): boolean {
  return !needsPerson(finding, meddledWith);
}

/** Of the items that are investigated those a worksheet passes over: a blank one, or one treated as if there were less in it than there is. */
export function passedOver(
  items: readonly Item[],
  worksheet: Worksheet | undefined,
  matters: Matters,
): Item[] {
  return items.filter((item) => !isMet(worksheet?.[item], matters[item]));
}

function isMet(treatment: Treatment | undefined, matter: Matter | undefined): boolean {
  if (matter === 'TO_WEIGH') return treatment === 'WEIGHED';
  if (matter === 'UNANSWERED') return treatment === 'WEIGHED' || treatment === 'WITHOUT_ANSWER';
  return treatment !== undefined;
}
