import { learntFrom } from '../domain/learnt.js';
import type { Role } from '../domain/roles.js';
import type { Facts } from '../domain/rules.js';
import { learningOf } from '../store/to-weigh.js';
import type { CaseSummary } from '../store/views.js';
import type { View } from './case-faces.js';
import type { Call } from './route.js';

type Weighed = Pick<
  View & { view: 'file' },
  'matters' | 'learnt' | 'learntFrom' | 'heardOn' | 'unasked' | 'wordsWaiting'
>;

/** What there is to weigh of a case, item by item: whence it is known, and what was put to the person (decision 53). */
export async function weighedIn(
  { tx }: Call,
  { id, kind, ground }: CaseSummary,
  roles: readonly Role[],
  { items, matters, learnt, unasked, hearing, heardOn, wordsWaiting }: Facts,
): Promise<Weighed> {
  const from = kind === 'application' ? learntFrom(items, ground, await learningOf(tx, id)) : {};
  const entries = Object.entries(matters).flatMap(([item, matter]) =>
    matter ? [[item, matter] as const] : [],
  );
  return {
    matters: Object.fromEntries(entries),
    learnt: [...(learnt ?? [])],
    learntFrom: Object.fromEntries(Object.entries(from).map(([item, ways = []]) => [item, [...ways]])),
    // Of a release before the question it named none: then each counts as put to them.
    heardOn: hearing === 'NONE' ? null : [...(heardOn ?? items)],
    unasked: [...unasked],
    ...(roles.includes('Adjudicator') ? { wordsWaiting } : {}),
  };
}
