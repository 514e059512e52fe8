import { describe, expect, it } from 'vitest';
import { excerpt } from './excerpt.js';

describe('an excerpt', () => {
  it.each([
    ['Likes the window seat', 'Likes the window seat'],
    ['# Travel\n\n- window  seat\n', 'Travel - window seat'],
    ['> - quoted', 'quoted'],
    ['-5 degrees', '-5 degrees'],
    ['#family', '#family'],
    ['---', '---'],
    ['   \n ', ''],
  ])('is one line of %j', (text, line) => {
    expect(excerpt(text, 80)).toBe(line);
  });

  it('keeps a text that just fits', () => {
    expect(excerpt('abcde', 5)).toBe('abcde');
  });

  it('marks where it was cut, within its length', () => {
    expect(excerpt('abcdef', 5)).toBe('abcd…');
    expect(excerpt('abc def', 5)).toBe('abc…');
  });

  it('cuts between characters as a reader sees them', () => {
    expect(excerpt('👩‍👩‍👧🇫🇷e\u0301xyz', 4)).toBe('👩‍👩‍👧🇫🇷e\u0301…');
  });
});
