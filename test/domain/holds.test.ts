import { describe, expect, test } from '@jest/globals';
import { mayBeReviewedOn } from '../../domain/holds.js';
import { policyOn } from '../../domain/policy.js';

const { periods } = policyOn('2026-01-01');
/** Ten in the evening of 27 February in Japan. */
const NOW = '2028-02-27T13:00:00.000Z';
const may = (day: string, now = NOW) => mayBeReviewedOn(day, now, periods);

describe('a legal hold is looked at again', () => {
  test('after today: on no day that has begun', () => {
    expect(['2028-02-26', '2028-02-27', '2028-02-28'].map((day) => may(day))).toEqual([false, false, true]);
    // In Japan the next day has begun.
    expect(may('2028-02-28', '2028-02-27T15:00:00.000Z')).toBe(false);
  });

  test('within twelve months, the last day included', () => {
    expect(periods.HOLD_REVIEW_WITHIN).toBe('P12M');
    expect(['2029-02-27', '2029-02-28'].map((day) => may(day))).toEqual([true, false]);
    // From a leap day to the last day of February.
    expect(['2029-02-28', '2029-03-01'].map((day) => may(day, '2028-02-29T01:00:00.000Z'))).toEqual([
      true,
      false,
    ]);
  });
});
