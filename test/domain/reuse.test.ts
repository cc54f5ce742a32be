import { describe, expect, test } from '@jest/globals';
import { policyOn } from '../../domain/policy.js';
import { type EarlierInvestigation, isReusable, reusableUntil } from '../../domain/reuse.js';

const { periods } = policyOn('2026-05-16');
const given = (opinionAt: string): EarlierInvestigation => ({ applicationId: 'a', organId: 'o', opinionAt });
const usable = (
  opinionAt: string,
  now: string,
  ground: 'NEW_HANDLER' | 'RENEWAL' | 'DOUBT' = 'NEW_HANDLER',
) => isReusable(given(opinionAt), { ground, periods, now });

describe('an earlier investigation (Art. 12(7))', () => {
  // In Japan: nine hours ahead of UTC.
  test.each([
    ['of an afternoon: to the end of the same day', '2026-05-16T05:00:00.000Z', '2036-05-16'],
    ['of midnight: that day counts, so a day less', '2026-05-15T15:00:00.000Z', '2036-05-15'],
    ['of the last moment of a day', '2026-05-16T14:59:59.999Z', '2036-05-16'],
    ['of the day before a leap day', '2028-02-28T03:00:00.000Z', '2038-02-28'],
    ['of a leap day', '2028-02-29T03:00:00.000Z', '2038-02-28'],
  ])('may be used for ten years from the day of its opinion: %s', (_, opinionAt, last) => {
    expect(reusableUntil(given(opinionAt), periods)).toBe(last);
    const over = new Date(Date.parse(`${last}T15:00:00.000Z`));
    expect(usable(opinionAt, new Date(over.getTime() - 1).toISOString())).toBe(true);
    expect(usable(opinionAt, over.toISOString())).toBe(false);
  });

  test('serves only somebody who is newly to handle', () => {
    const [opinionAt, now] = ['2026-05-16T05:00:00.000Z', '2026-06-01T05:00:00.000Z'];
    expect(usable(opinionAt, now)).toBe(true);
    expect(usable(opinionAt, now, 'RENEWAL')).toBe(false);
    expect(usable(opinionAt, now, 'DOUBT')).toBe(false);
  });
});
