import { stemmer } from '@orama/stemmers/english';
import { stopwords } from '@orama/stopwords/english';
import { LRUCache } from 'lru-cache';
import { irregularForms } from './irregular-forms.js';

/** The published list lacks these two. */
const stopWords = new Set([...stopwords, 'a', 'whose']);
/** Longer "words" are identifiers or encoded data; a stemmer's patterns are not made for them. */
const maxStemmedLength = 32;
const stems = new LRUCache<string, string>({ max: 20_000 });
const irregularStems = new Map<string, string>();

for (const line of irregularForms.trim().split('\n')) {
  const [base = '', ...forms] = line.trim().split(' ');
  for (const form of forms) irregularStems.set(form, stemmer(base));
}

/** Whether a word (in lower case) is so common in English that it says nothing. */
export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

/**
 * What an English word (in lower case) has in common with its other forms: "painted" with "painting",
 * "bought" with "buy".
 */
export function stemOf(word: string): string {
  if (word.length > maxStemmedLength) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = irregularStems.get(word) ?? stemmer(word);
  stems.set(word, stem);
  return stem;
}
