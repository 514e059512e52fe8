import { expect } from 'vitest';
import type { Finding } from '../finding.js';

/** Asserts that every problem comes with advice. */
export function expectAdvice(findings: readonly Finding[]): void {
  for (const { state, advice } of findings) {
    if (state === 'warn' || state === 'FAIL') expect(advice).toMatch(/\w{3}/);
  }
}
