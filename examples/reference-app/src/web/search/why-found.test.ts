import { describe, expect, it } from 'vitest';
import { whyFound } from './why-found.js';
import { termsOf } from './words.js';

const memory = {
  score: 0.42,
  text: 'Prefers window seats on long flights.',
  tags: ['travel', 'flight plans', 'health'],
  category: 'Seating',
};

describe('why a memory was found', () => {
  it('names the words, the tags and the category that fit', () => {
    expect(whyFound(memory, termsOf('Which seat on a flight?'))).toEqual({
      nearness: 'close',
      score: 0.42,
      words: ['seat', 'flight'],
      tags: ['flight plans'],
      category: 'Seating',
    });
  });

  it('is its meaning alone where no word fits', () => {
    const { words, tags, category } = whyFound(memory, termsOf('a place in an aeroplane'));
    expect({ words, tags, category }).toEqual({ words: [], tags: [], category: undefined });
  });

  it.each([
    [0.9, 'veryClose'],
    [0.5, 'veryClose'],
    [0.3, 'close'],
    [0.15, 'related'],
    [0.149, 'distant'],
    [-0.2, 'distant'],
  ])('is put into a word: %d is %s', (score, nearness) => {
    expect(whyFound({ ...memory, score }, termsOf('x')).nearness).toBe(nearness);
  });
});
