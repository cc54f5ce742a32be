import { describe, expect, test } from '@jest/globals';
import { isSealed } from '../../domain/corrections.js';
import type { NotConductedReason } from '../../domain/stages.js';
import { LINES } from './table.js';

describe('what a case gathered', () => {
  const reasons = [...new Set(LINES.flatMap(({ endsAs }) => endsAs ?? []))] as NotConductedReason[];

  test.each(reasons)(
    'of one that ended as %s is sealed if it was about the wrong person, and only then',
    (reason) => {
      expect(isSealed({ notConductedReason: reason })).toBe(reason === 'MISTAKEN');
    },
  );

  test('of one that goes on, or came to a result, is not', () => {
    expect(isSealed({ notConductedReason: null })).toBe(false);
  });
});
