import type { Item } from '../domain/checks.js';
import type { LearntWay } from '../domain/learnt.js';

/** What there is to weigh of a file besides what was stated and found. */
export interface WeighedShown {
  /** Items of which something was learnt besides, and items with a question that was not consented to. */
  readonly learnt: readonly Item[];
  /** Of these items by which ways, by the item's code. */
  readonly learntFrom: Readonly<Record<string, readonly LearntWay[]>>;
  /** What was put to the person before the decision; null while nothing was. */
  readonly heardOn: readonly string[] | null;
  /** Words of the file wait to be screened: nothing is decided until then. */
  readonly wordsWaiting: boolean;
  readonly unasked: readonly Item[];
}
