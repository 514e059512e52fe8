import { describe, expect, it } from 'vitest';
import { neutralised, restored } from './spreadsheet-formula.js';
import { randomFrom } from './testing/hostile-records.js';

/** What spreadsheets of any locale evaluate, at the place where they see a cell begin. */
const formula = /(?:^|[;\t\r\n])[^\S;\t\r\n]*[=+\-@＝＋－＠]|^[\t\r\n]/;

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ['-5 degrees', "'-5 degrees"],
    ['@home', "'@home"],
    ['\t=1', "'\t'=1"],
    ['\rtext', "'\rtext"],
    ['  =1', "'  =1"],
    ['\u200b=1', "'\u200b=1"],
    ['＝1', "'＝1"],
    ['shopping:\n- milk', "shopping:\n'- milk"],
    ['one;=2', "one;'=2"],
    ["'=1", "''=1"],
    ["it's 1-1, a@b; fine", "it's 1-1, a@b; fine"],
    ["'quoted'", "'quoted'"],
  ])('%j is written as %j and read back', (text, cell) => {
    expect(neutralised(text)).toBe(cell);
    expect(restored(cell)).toBe(text);
  });

  it('is never a formula, and always comes back exactly', () => {
    const pieces = ["'", '=', '+', '-', '@', ';', '\t', '\r', '\n', ' ', 'a', '"', '＝', '\u200b'];
    const random = randomFrom(5);
    for (let round = 0; round < 20_000; round += 1) {
      const text = Array.from({ length: random(9) }, () => pieces[random(pieces.length)]).join('');
      expect(restored(neutralised(text))).toBe(text);
      expect(neutralised(text)).not.toMatch(formula);
    }
  });

  it('of the greatest length takes no time worth the name', () => {
    for (const piece of ["'", ' ', ';', '\n ', "\n'", '\u200b']) {
      const text = piece.repeat(200_000);
      expect(restored(neutralised(text))).toBe(text);
    }
  });
});
