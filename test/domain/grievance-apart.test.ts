import { expect, test } from '@jest/globals';
import type { Draft } from '../../api/questionnaire/draft.js';
import type { Facts } from '../../domain/facts.js';
import type { EarlierResult, OutcomeView } from '../../domain/outward.js';
import type { EarlierInvestigation } from '../../domain/reuse.js';

/**
 * Art. 14, to nobody's disadvantage: what a later case takes over from one before has no place for a grievance. The compiler
 * sees it; that nothing is told otherwise is compared in bytes (test/access/grievances.test.ts).
 */
type KeysWithin<T> = T extends readonly (infer One)[]
  ? KeysWithin<One>
  : T extends object
    ? { [Key in keyof T & string]: Key | KeysWithin<T[Key]> }[keyof T & string]
    : never;
type OfGrievance<T> = Extract<KeysWithin<T>, `${string}${'G' | 'g'}rievance${string}`>;
function hasNoPlaceFor<T>(..._: [OfGrievance<T>] extends [never] ? [] : [reached: OfGrievance<T>]): boolean {
  return true;
}

test('what a later case takes over has no field of a grievance, by its type', () => {
  // An investigation that is used again, what was stated before, the result that stands, what an employer was told.
  expect(hasNoPlaceFor<EarlierInvestigation>()).toBe(true);
  expect(hasNoPlaceFor<Pick<Draft, 'answers' | 'family' | 'confirmed' | 'drifts' | 'returned'>>()).toBe(true);
  expect(hasNoPlaceFor<EarlierResult>()).toBe(true);
  expect(hasNoPlaceFor<OutcomeView>()).toBe(true);
  // @ts-expect-error the facts of the case that a grievance is about do: or this would prove nothing
  hasNoPlaceFor<Facts>();
});
