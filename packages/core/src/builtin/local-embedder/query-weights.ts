import { commonWords } from './common-words.js';
import { stemOf } from './stems.js';
import type { Word } from './words.js';

/** For stems that are on no list. */
const weightsByKind = { word: 1, name: 0.7, character: 0.4 } as const;
const weights = new Map<string, number>();

for (const [list, weight] of [
  [commonWords.givenNames, 0.3],
  [commonWords.fairlyCommon, 0.85],
  [commonWords.veryCommon, 0.65],
  [commonWords.mostCommon, 0.4],
] as const) {
  // A stem on several lists gets the weight of the most common one, which comes last.
  for (const word of list.trim().split(/\s+/)) weights.set(stemOf(word), weight);
}

/**
 * Returns the weight of a word of a question, from 0 to 1. It replaces inverse document frequency,
 * which needs a collection; only questions are weighted so, because in the texts it does harm.
 */
export function queryWeight(stem: string, kind: Word['kind']): number {
  return weights.get(stem) ?? weightsByKind[kind];
}
