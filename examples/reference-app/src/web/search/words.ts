import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';

const stopWords = new Set(stopwords);
/** Words, with an apostrophe inside, in every script. */
export const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu;
/** Scripts that put no spaces between words. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
/** Longer "words" are identifiers or encoded data. */
const maxStemmedLength = 32;

/** The words of a question that say something, by what they have in common with their other forms. */
export type Terms = ReadonlyMap<string, string>;

/** What a word has in common with its other forms: "Flights" with "flight", "Müller" with "muller". */
export function stemOf(word: string): string {
  const plain = folded(word);
  return /^[a-z]+$/.test(plain) && plain.length <= maxStemmedLength ? stemmer(plain) : plain;
}

/** The terms of a question, each with the word as it was typed. Words that every text has are none. */
export function termsOf(question: string): Terms {
  const terms = new Map<string, string>();
  for (const word of wordsOf(question)) {
    const plain = folded(word);
    if (stopWords.has(plain) || plain.length < 2) {
      // A single letter says nothing; one character of a script without spaces is a whole word.
      if (!unspaced.test(word)) continue;
    }
    const stem = stemOf(word);
    if (!terms.has(stem)) terms.set(stem, word);
  }
  return terms;
}

/** Which of the terms, as they were typed, occur in a text in whatever form. */
export function termsIn(terms: Terms, text: string): readonly string[] {
  const found = new Set<string>();
  for (const word of wordsOf(text)) {
    const term = terms.get(stemOf(word));
    if (term !== undefined) found.add(term);
    if (found.size === terms.size) break;
  }
  return [...terms.values()].filter((term) => found.has(term));
}

/** The words of a text in order, as they are written. */
export function wordsOf(text: string): readonly string[] {
  return [...text.matchAll(wordPattern)].flatMap(([written]) => partsOf(written));
}

/** What is between two spaces may be a whole sentence. */
export function partsOf(written: string): readonly string[] {
  if (!unspaced.test(written)) return [written];
  return [...segmenter.segment(written)].map(({ segment }) => segment);
}

/** Without regard to case, accents, width and a genitive's ending. */
function folded(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/'s$/, '')
    .replace(/ß/g, 'ss');
}
