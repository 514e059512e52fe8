import type { FoundMemory } from '../memory-service/tools.js';
import { type Nearness, nearnessOf } from './nearness.js';
import { type Terms, termsIn } from './words.js';

/** Why a search found a memory. */
export interface WhyFound {
  readonly nearness: Nearness;
  /** Cosine similarity, from -1 to 1. */
  readonly score: number;
  /** Words of the question, as they were typed, that occur in the text in whatever form. */
  readonly words: readonly string[];
  /** Its tags that have a word of the question in them. */
  readonly tags: readonly string[];
  /** Its category, if it has a word of the question in it. */
  readonly category: string | undefined;
}

export function whyFound(
  { score, text, tags, category }: Pick<FoundMemory, 'score' | 'text' | 'tags' | 'category'>,
  terms: Terms,
): WhyFound {
  const hasTerm = (value: string) => termsIn(terms, value).length > 0;
  return {
    nearness: nearnessOf(score),
    score,
    words: termsIn(terms, text),
    tags: tags.filter(hasTerm),
    category: category !== null && hasTerm(category) ? category : undefined,
  };
}
