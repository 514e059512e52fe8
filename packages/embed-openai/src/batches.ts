import { tokenUpperBound } from './input-limit.js';

/**
 * Texts in order, in batches of at most `maxItems` texts and `maxTokens` tokens. A text alone above
 * `maxTokens` makes a batch of its own.
 */
export function batchesOf(
  texts: readonly string[],
  limits: { readonly maxItems: number; readonly maxTokens: number; readonly maxTextTokens: number },
): readonly (readonly string[])[] {
  const batches: string[][] = [];
  let batch: string[] = [];
  let tokens = 0;
  for (const text of texts) {
    const size = Math.min(tokenUpperBound(text), limits.maxTextTokens);
    if (batch.length > 0 && (batch.length >= limits.maxItems || tokens + size > limits.maxTokens)) {
      batches.push(batch);
      batch = [];
      tokens = 0;
    }
    batch.push(text);
    tokens += size;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
