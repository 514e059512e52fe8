import { describe, expect, it } from 'vitest';
import { isTextNestedBeyond, isValueNestedBeyond } from './nesting.js';

const cases: readonly (readonly [json: string, depth: number])[] = [
  ['1', 0],
  ['"[[[["', 0],
  ['[]', 1],
  ['{"a":[]}', 2],
  ['[[],[],[[]]]', 3],
  ['{"a":{"b":{"c":[1,"}"]}}}', 4],
  ['["\\"[[[[", "\\\\", []]', 2],
];

describe.each(cases)('the nesting of %s', (json, depth) => {
  it(`is ${depth}, in text and value`, () => {
    for (const maxDepth of [0, 1, 2, 3, 4, 5]) {
      const isBeyond = depth > maxDepth;
      expect(isTextNestedBeyond(maxDepth, new TextEncoder().encode(json))).toBe(isBeyond);
      expect(isValueNestedBeyond(maxDepth, JSON.parse(json))).toBe(isBeyond);
    }
  });
});
