import { commonWords } from './common-words.js';
import { stemOf } from './stems.js';

const nameLikeWeight = 0.7;
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
 * How much a word of a question counts, from 0 to 1. It stands in for inverse document frequency,
 * which needs a collection; only questions are weighted so, because in the texts it does harm.
 */
export function queryWeight(stem: string, isNameLike: boolean): number {
  return weights.get(stem) ?? (isNameLike ? nameLikeWeight : 1);
}
