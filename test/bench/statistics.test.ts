import { describe, expect, test } from '@jest/globals';
import { growth, median, pairedRatios, percentile, spreadOf } from '../../bench/statistics.js';

describe('figures', () => {
  test('a median is the middle value, or between the two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
  test('a percentile is a value that was measured', () => {
    const values = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect(percentile(values, 0.5)).toBe(50);
    expect(percentile(values, 0.95)).toBe(95);
    expect(percentile([7], 0.99)).toBe(7);
    expect(spreadOf(values)).toEqual({ p50: 50, p95: 95, p99: 99 });
  });
  test('ratios are taken inside a round, so that a slow round does not count against one side', () => {
    expect(pairedRatios([8, 4], [10, 5])).toEqual([0.8, 0.8]);
    expect(() => pairedRatios([1], [1, 2])).toThrow();
  });
  test('growth is a share of the first', () => {
    expect(growth(100, 110)).toBeCloseTo(0.1);
    expect(growth(0, 5)).toBe(0);
  });
});
