import type { Embedder } from '@picard-mcp/core/ports';
import { dimensions, vectorOf } from './theme.js';

/**
 * An embedder that looks vectors up: what is measured is Picard, not the making of vectors. A text that
 * comes for the first time has its vector made; the warm-up sees to that.
 */
export function preparedEmbedder(): Embedder {
  const prepared = new Map<string, Float32Array>();
  const find = (text: string): Float32Array => {
    const known = prepared.get(text);
    if (known) return known;
    const made = vectorOf(text);
    prepared.set(text, made);
    return made;
  };
  return { model: 'prepared', dimensions, embed: async (texts) => texts.map(find) };
}
