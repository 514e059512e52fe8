import { setImmediate as nextTurn } from 'node:timers/promises';
import { maxPieceLength, pieceEnd } from './text-pieces.js';

/** An upper bound on the number of tokens of a text: each token covers at least one byte of UTF-8. */
export function tokenUpperBound(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/**
 * The beginning of a text that surely has no more than `limit` tokens of OpenAI's embedding models
 * (cl100k_base); `limit` is at least 16. In a text without spaces a few tokens too many are counted.
 */
export async function fitToLimit(text: string, limit: number): Promise<string> {
  if (tokenUpperBound(text) <= limit) return text;
  // Loading the vocabulary takes memory and time, and most processes never meet a text that long.
  const { encode } = await import('gpt-tokenizer/encoding/cl100k_base');
  // A quarter of the limit always fits, so that something of the text is left.
  const pieceLength = Math.min(maxPieceLength, Math.floor(limit / 4));
  let tokens = 0;
  let end = 0;
  while (end < text.length) {
    const next = pieceEnd(text, end, pieceLength);
    // No word is special in a user's text, not even "<|endoftext|>".
    tokens += encode(text.slice(end, next), { disallowedSpecial: new Set() }).length;
    if (tokens > limit) break;
    end = next;
  }
  await nextTurn();
  return text.slice(0, end);
}
