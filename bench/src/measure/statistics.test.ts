import { describe, expect, it } from 'vitest';
import { median, quantile } from './statistics.js';

describe('quantiles', () => {
  it('lie between the values that they fall between', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(quantile([10, 20, 30, 40, 50], 0.25)).toBe(20);
    expect(quantile([0, 100], 0.99)).toBeCloseTo(99);
  });

  it('are of no number where there are no values', () => {
    expect(median([])).toBeNaN();
  });
});
