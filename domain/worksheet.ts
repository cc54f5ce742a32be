import {
  type Asking,
  type CheckCode,
  checkIn,
  type Finding,
  type InquiryConsent,
  type Item,
  needsPerson,
} from './checks.js';

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

/**
 * How an item was treated: nothing to weigh; without the answer, and why that is right; not asked, for want of a consent
 * that nobody owes; weighed from every viewpoint.
 */
export const TREATMENTS = ['NOTHING', 'WITHOUT_ANSWER', 'NOT_ASKED', 'WEIGHED'] as const;
export type Treatment = (typeof TREATMENTS)[number];
/** A worksheet without its words: these are sealed, and whether one is missing is asked where they come in. */
export type Worksheet = Readonly<Record<Item, Treatment>>;

/** What there is to weigh, item by item. */
export interface ToWeigh {
  readonly matters: Matters;
  /** Items of which something was learnt otherwise (learnt.ts). Null: of a decision from before that was asked. */
  readonly learnt: readonly Item[] | null;
  /** Items of which a question was not put to anybody, because the person did not consent to it. */
  readonly unasked: readonly Item[];
}

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

/**
 * Items with a question that has no answer because it was not consented to. One that would not have been asked anyway,
 * for want of a statement, is not missing; one that was answered before it was taken back is not either.
 */
export function unaskedIn(
  { checks }: Asking,
  consent: InquiryConsent,
  stated: readonly Item[],
  found: readonly FoundOn[],
): Item[] {
  const items = checks.flatMap(({ code, item, onlyIfStated }) => {
    const wanted = !onlyIfStated || stated.includes(item);
    return wanted && consent[code] !== true && !found.some((one) => one.code === code) ? [item] : [];
  });
  return [...new Set(items)];
}

/**
 * What a worksheet may say of an item. Where a question was not consented to, the item is not a clean one; and where
 * nothing else is known of it either, there is nothing to weigh: to decline an inquiry is held against nobody.
 */
export function treatmentsOf(item: Item, { matters, learnt, unasked }: ToWeigh): readonly Treatment[] {
  const matter = matters[item];
  if (matter === 'TO_WEIGH') return ['WEIGHED'];
  if (matter === 'UNANSWERED') return ['WITHOUT_ANSWER', 'WEIGHED'];
  if (!unasked.includes(item)) return ['NOTHING', 'WITHOUT_ANSWER', 'WEIGHED'];
  return learnt?.includes(item) ? ['NOT_ASKED', 'WEIGHED'] : ['NOT_ASKED'];
}

/** Of the items that are investigated those a worksheet passes over: a blank one, or one treated as if there were less in it than there is. */
export function passedOver(
  items: readonly Item[],
  worksheet: Worksheet | undefined,
  toWeigh: ToWeigh,
): Item[] {
  return items.filter((item) => {
    const treatment = worksheet?.[item];
    return treatment === undefined || !treatmentsOf(item, toWeigh).includes(treatment);
  });
}

/**
 * The items a decision against somebody can rest on: weighed, and something was stated, is on record or was learnt. A
 * question that nobody answered, or that nobody was asked, bears none.
 */
export function bearing(
  items: readonly Item[],
  worksheet: Worksheet | undefined,
  { matters, learnt }: ToWeigh,
): Item[] {
  return items.filter(
    (item) =>
      worksheet?.[item] === 'WEIGHED' && (matters[item] === 'TO_WEIGH' || learnt?.includes(item) === true),
  );
}
