import { LRUCache } from 'lru-cache';
import { hashFeature } from './feature-hash.js';

/** Where a stem lies in the vector space: parallel lists of dimensions and values. */
export interface TermFeatures {
  readonly dimensions: readonly number[];
  readonly values: readonly number[];
}

/** A stem goes to several dimensions, so that no two stems are mistaken for each other. */
const placesPerStem = 3;
const ngramLength = 4;
/** Weight of all of a stem's n-grams together. They let a misspelt word still be found. */
const ngramWeight = 1.2;
const maxSpelledLength = 32;

/** Feature hashing of stems and their character n-grams into dimensions from `first` to `end` - 1. */
export function termFeatures(first: number, end: number): (stem: string) => TermFeatures {
  const cache = new LRUCache<string, TermFeatures>({ max: 10_000 });

  function compute(stem: string): TermFeatures {
    const dimensions: number[] = [];
    const values: number[] = [];
    const place = (feature: string, seed: number, value: number): void => {
      const hash = hashFeature(feature, seed);
      dimensions.push(first + ((hash >>> 1) % (end - first)));
      values.push(hash & 1 ? value : -value);
    };
    for (let seed = 0; seed < placesPerStem; seed += 1) {
      place(`word ${stem}`, seed, 1 / Math.sqrt(placesPerStem));
    }
    const ngrams = ngramsOf(stem);
    for (const ngram of ngrams) place(`part ${ngram}`, 0, ngramWeight / Math.sqrt(ngrams.length));
    return { dimensions, values };
  }

  return (stem) => {
    const known = cache.get(stem);
    if (known) return known;
    const features = compute(stem);
    if (stem.length <= maxSpelledLength) cache.set(stem, features);
    return features;
  };
}

function ngramsOf(stem: string): string[] {
  const spelt = `^${stem.slice(0, maxSpelledLength)}$`;
  const ngrams: string[] = [];
  for (let at = 0; at + ngramLength <= spelt.length; at += 1) {
    ngrams.push(spelt.slice(at, at + ngramLength));
  }
  return ngrams;
}
