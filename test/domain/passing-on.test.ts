import { describe, expect, test } from '@jest/globals';
import { notConductedOverAt } from '../../domain/outward.js';
import { tellingsOfCase } from '../../domain/passing-on.js';
import { policies } from '../../domain/policy.js';

describe('what a contractor passes on of a case', () => {
  test('is nothing from the day on which the contractor is told no more, a void notice included', () => {
    const openedAt = '2026-05-10T03:00:00.000Z';
    const voidNotices = [{ notifiedAt: '2026-07-01T03:00:00.000Z', voidedAt: '2026-07-08T03:00:00.000Z' }];
    for (const { periods } of policies())
      for (const endedAt of ['2026-07-09T00:00:00.000Z', '2028-02-28T00:00:00.000Z']) {
        const notConductedReason = 'WITHDRAWN' as const;
        const of = { openedAt, endedAt, notifiedAt: null, decision: null, notConductedReason, voidNotices };
        const over = notConductedOverAt(openedAt, endedAt, periods);
        const before = new Date(Date.parse(over) - 1).toISOString();
        expect(tellingsOfCase(of, periods, before).map(({ told }) => told)).toEqual([
          'NOTICE_VOID',
          'NOT_CONDUCTED',
        ]);
        expect(tellingsOfCase(of, periods, over)).toEqual([]);
      }
  });
});
