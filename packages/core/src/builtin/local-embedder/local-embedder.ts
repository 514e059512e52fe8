import { setImmediate as nextTurn } from 'node:timers/promises';
import { PicardError } from '../../errors.js';
import type { Embedder, EmbedOptions } from '../../ports/embedder.js';
import { queryWeight } from './query-weights.js';
import { isStopWord, stemOf } from './stems.js';
import { type TermFeatures, termFeatures } from './term-features.js';
import { type Word, wordsOf } from './words.js';

const dimensions = 1536;
/**
 * Texts, and only texts, have this value in the first dimension before they are scaled to unit length.
 * It makes lengths of short texts matter little and those of long texts in full: cosine similarity
 * alone would prefer a greeting of two words to the sentence that holds the answer.
 */
const textMass = 4;
const textMassDimension = 0;
/** How fast a word's weight in a text grows with the logarithm of its occurrences. */
const repetitionWeight = 0.25;
/** Texts are embedded for this many characters at a stretch before others get their turn. */
const charactersPerTurn = 4_000;

const featuresOf = termFeatures(textMassDimension + 1, dimensions);

/**
 * An embedder that needs no service and no model file: it compares words, not meanings. Words are
 * reduced to stems without stop words (English) and hashed, with their parts, into 1536 dimensions;
 * scripts without spaces are compared by characters. It finds what shares words with the question,
 * whatever their form, and tolerates misspellings; it knows no synonyms.
 *
 * Deterministic: the same text gives the same vector on every machine. A question and a text get
 * different vectors. Every vector has unit length.
 */
export function localEmbedder(): Embedder {
  return { model: 'picard-local-1', dimensions, embed };
}

async function embed(
  texts: readonly string[],
  { purpose, signal }: EmbedOptions,
): Promise<readonly Float32Array[]> {
  const vectors: Float32Array[] = [];
  let characters = 0;
  for (const text of texts) {
    if (signal?.aborted) throw new PicardError('cancelled', 'The embedding was cancelled.');
    vectors.push(purpose === 'query' ? embedQuery(text) : embedText(text));
    characters += text.length;
    if (characters >= charactersPerTurn) {
      characters = 0;
      await nextTurn();
    }
  }
  return vectors;
}

function embedText(text: string): Float32Array {
  const vector = hashed(text, (_, count) => 1 + repetitionWeight * Math.log(count));
  vector[textMassDimension] = textMass;
  return toUnitLength(vector);
}

function embedQuery(text: string): Float32Array {
  return toUnitLength(hashed(text, (word, _, stem) => queryWeight(stem, word.kind)));
}

/** The sum of the features of a text's words, each stem weighted once. Never the zero vector. */
function hashed(
  text: string,
  weigh: (word: Word, count: number, stem: string) => number,
): Float32Array {
  const words = wordsOf(text);
  const telling = words.filter((word) => !isStopWord(word.form));
  const terms = new Map<string, { readonly word: Word; count: number }>();
  for (const word of telling.length > 0 ? telling : words) {
    const stem = stemOf(word.form);
    const term = terms.get(stem);
    if (term) term.count += 1;
    else terms.set(stem, { word, count: 1 });
  }
  const vector = new Float32Array(dimensions);
  for (const [stem, { word, count }] of terms) {
    add(vector, featuresOf(stem), weigh(word, count, stem));
  }
  // Texts of punctuation alone, or of nothing, are like nothing but themselves.
  if (squaresOf(vector) === 0) add(vector, featuresOf(`text ${text}`), 1);
  return vector;
}

function add(vector: Float32Array, { dimensions, values }: TermFeatures, weight: number): void {
  for (let at = 0; at < dimensions.length; at += 1) {
    const dimension = dimensions[at] ?? 0;
    vector[dimension] = (vector[dimension] ?? 0) + weight * (values[at] ?? 0);
  }
}

function toUnitLength(vector: Float32Array): Float32Array {
  const length = Math.sqrt(squaresOf(vector));
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
  return vector;
}

function squaresOf(vector: Float32Array): number {
  let squares = 0;
  for (let at = 0; at < vector.length; at += 1) squares += (vector[at] ?? 0) ** 2;
  return squares;
}
