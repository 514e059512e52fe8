import { createRequire } from 'node:module';
import { modelToEncodingMap } from 'gpt-tokenizer/mapping';
import { tokenUpperBound } from './input-limit.js';
import { knownModel } from './known-models.js';
import { maxPieceLength, pieceEnd } from './text-pieces.js';

/** A vocabulary of the tokenizer. */
type Encoding = 'o200k_base' | 'cl100k_base' | 'p50k_base';

const loadNow = createRequire(import.meta.url);

/**
 * Counts the tokens of a text for a model: exactly for short texts of OpenAI's models, and never fewer than
 * there are. A long text is counted in pieces, with two tokens more for each cut that is not between words.
 *
 * The vocabulary of a model that is not OpenAI's is unknown. Its texts are counted with the smallest one,
 * which makes the most tokens, plus a quarter, plus one for each digit (many models take
 * digits singly); but never more than there are bytes.
 */
export function tokenCounter(model: string): (text: string) => number {
  const encoding = encodingOf(model);
  return encoding === undefined ? countAtWorst : (text) => count(text, encoding);
}

function countAtWorst(text: string): number {
  const digits = text.match(/\p{Nd}/gu)?.length ?? 0;
  return Math.min(tokenUpperBound(text), Math.ceil(count(text, 'p50k_base') * 1.25) + digits);
}

function count(text: string, encoding: Encoding): number {
  // Loading a vocabulary takes up to a third of a second and 70 MB; only those who count need one. The port
  // counts without waiting, hence not by import().
  const { countTokens } = loadNow(`gpt-tokenizer/encoding/${encoding}`) as Tokenizer;
  let tokens = 0;
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = pieceEnd(text, start, maxPieceLength);
    // No word is special in a user's text, not even "<|endoftext|>".
    tokens += countTokens(text.slice(start, end), { disallowedSpecial: new Set() });
    if (end < text.length && !isBetweenWords(text, end)) tokens += 2;
  }
  return tokens;
}

/** Whether a piece that ends here ends where a token surely ends too. */
function isBetweenWords(text: string, end: number): boolean {
  return /^\S \S/.test(text.slice(end - 1, end + 2));
}

type Tokenizer = Pick<typeof import('gpt-tokenizer/encoding/o200k_base'), 'countTokens'>;

function encodingOf(model: string): Encoding | undefined {
  const known = knownModel(model);
  if (known === undefined) return undefined;
  const listed: string | undefined =
    modelToEncodingMap[known.name as keyof typeof modelToEncodingMap];
  if (listed === 'cl100k_base') return listed;
  // What is not listed has the tokenizer of all newer models; `o200k_harmony` adds but special words to it.
  return listed === undefined || listed.startsWith('o200k') ? 'o200k_base' : undefined;
}
