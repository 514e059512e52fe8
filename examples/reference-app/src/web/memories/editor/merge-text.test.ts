import { describe, expect, it } from 'vitest';
import { hasMarks, mergeTexts } from './merge-text.js';

const marks = { yours: 'YOURS', theirs: 'THEIRS' };
const merge = (base: string, yours: string, theirs: string) =>
  mergeTexts({ base, yours, theirs }, marks);

describe('two texts out of one', () => {
  it.each([
    ['a\nb\nc', 'A\nb\nc', 'a\nb\nC', 'A\nb\nC'],
    [
      'I like tea in the morning.',
      'I like green tea in the morning.',
      'I like tea in the evening.',
      'I like green tea in the evening.',
    ],
    ['a\nb', 'a\nb', 'a\nb\nc', 'a\nb\nc'],
    ['a\nb', 'a', 'a\nb', 'a'],
    ['a', 'b', 'b', 'b'],
    ['a\nb\nc\nd', 'a\nc\nd', 'a\nb\nc\nd\ne', 'a\nc\nd\ne'],
    ['one two three', 'one three', 'one two three four', 'one three four'],
    ['', 'x', '', 'x'],
  ])('%j, %j and %j come together', (base, yours, theirs, text) => {
    expect(merge(base, yours, theirs)).toEqual({ text, conflicts: 0 });
  });

  it('that changed the same words differently stand there both, between marks', () => {
    const { text, conflicts } = merge(
      'top\nI like tea.\nend',
      'top\nI like coffee.\nend',
      'top\nI like milk.\nend',
    );
    expect(conflicts).toBe(1);
    expect(text).toBe(
      'top\n<<<<<<< YOURS\nI like coffee.\n=======\nI like milk.\n>>>>>>> THEIRS\nend',
    );
  });

  it('lose nothing of either side where they are in conflict', () => {
    const { text } = merge('a\nb\nc', 'a\nmine\nmore\nc', 'theirs\nc');
    for (const piece of ['mine', 'more', 'theirs', 'c']) expect(text).toContain(piece);
  });
});

it('tells marks that are still there, also when spaces came after them', () => {
  expect(hasMarks('a\n<<<<<<< YOURS  \nb', marks)).toBe(true);
  expect(hasMarks('a\n>>>>>>> THEIRS', marks)).toBe(true);
  expect(hasMarks('a\n=======\nb\n<<<<<<< HEAD', marks)).toBe(false);
});

it.each([
  ['empty lines', '\n'.repeat(9_000)],
  ['the same words', 'a b '.repeat(2_500)],
  ['the same sign', '.'.repeat(10_000)],
])('keeps nobody waiting over %s', (_, base) => {
  // Compared piece by piece, each of these would take minutes: the test would time out.
  const { text } = merge(base, `x${base}y`, `z${base}z`);
  expect(text).toContain('x');
  expect(text).toContain('z');
});
