import { describe, expect, it } from 'vitest';
import { findWords, foldedWords } from './words.js';

const found = (text: string, typed: string) =>
  findWords(text, foldedWords(typed)).map(([from, to]) => text.slice(from, to));

describe('words', () => {
  it.each([
    ['Crème brûlée', 'CREME', ['Crème']],
    ['Cre\u0300me', 'crème', ['Cre\u0300me']],
    ['STRASSE und Straße', 'strass', ['STRASS']],
    ['Ὀδυσσεύς', 'οδυσσευσ', ['Ὀδυσσεύς']],
    ['ﬁve ＦＩＶＥ five', 'five', ['ﬁve', 'ＦＩＶＥ', 'five']],
    ['İstanbul', 'istanbul', ['İstanbul']],
    ['서울 시', '서울', ['서울']],
    ['👩‍🚀 in space 👩‍🚀', 'space', ['space']],
    ['banana', 'ana', ['ana']],
    ['abcabc', 'abc bca', ['abcabc']],
    ['one two', 'two one', ['one', 'two']],
    ['nothing', 'else', []],
    ['(a+b)*', '(a+b)*', ['(a+b)*']],
  ])('of %j are found by %j', (text, typed, expected) => {
    expect(found(text, typed)).toEqual(expected);
  });
});
