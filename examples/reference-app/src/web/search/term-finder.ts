import type { Finder } from '../memories/mark-words.js';
import { partsOf, stemOf, type Terms, wordPattern } from './words.js';

/** Finds the words in which a term occurs, in whatever form. */
export function termFinder(terms: Terms): Finder {
  return (text) =>
    [...text.matchAll(wordPattern)].flatMap(({ 0: written, index }) => {
      let at = index;
      return partsOf(written).flatMap((word) => {
        const from = at;
        at += word.length;
        return terms.has(stemOf(word)) ? [[from, at] as const] : [];
      });
    });
}
