import { describe, expect, it } from 'vitest';
import { random } from '../testing/memory-store-contract/random.js';
import { citationFilter, withoutCitations } from './citations.js';

const given = new Set(['m1', 'm2', 'm3']);

function filtered(pieces: readonly string[], labels = given) {
  const filter = citationFilter(labels);
  const shown = pieces.map((piece) => filter.push(piece));
  shown.push(filter.end());
  return { text: shown.join(''), shown, cited: filter.cited };
}

describe('citations of an answer', () => {
  it.each([
    ['Tea [m1].', 'Tea [m1].', ['m1']],
    ['Tea [ m1 ,m3 ] and [M2].', 'Tea [m1, m3] and [m2].', ['m1', 'm3', 'm2']],
    ['Tea [m2; m2][m1].', 'Tea [m2][m1].', ['m2', 'm1']],
    ['Tea 【m1】 or ［ｍ２］.', 'Tea [m1] or [m2].', ['m1', 'm2']],
    ['Tea [m\u200b1].', 'Tea [m1].', ['m1']],
    ['Tea [m1-m3].', 'Tea [m1, m3].', ['m1', 'm3']],
    ['See [1], [2024] and [link](x).', 'See [1], [2024] and [link](x).', []],
    ['An array a[m] and [my note].', 'An array a[m] and [my note].', []],
  ])('in %j are kept in one form', (answer, text, cited) => {
    expect(filtered([answer])).toMatchObject({ text, cited });
  });

  it.each([
    ['Tea [m4].', 'Tea.'],
    ['Tea [m1, m9].', 'Tea [m1].'],
    ['Tea [m01] [m٣].', 'Tea.'],
    ['Tea [м7] and 【m8】 and ［ｍ９］.', 'Tea and and.'],
    ['Tea [m\u2060\u{e0031}9].', 'Tea.'],
    ['Tea [m9]\n\nMilk [m10]', 'Tea\n\nMilk'],
  ])('in %j are removed when the memory was not given', (answer, text) => {
    expect(filtered([answer]).text).toBe(text);
  });

  it('do not come about by the removal of another', () => {
    for (const answer of ['[m[m9]7]', '[m[m8][m9]7]', '[[m9]m7]', '[m7[m9]]', '[m[m[m9]9]7]']) {
      const { text } = filtered([answer]);
      expect(filtered([text]).text, answer).toBe(text);
      expect(text).not.toMatch(/\[m[789]\]/);
    }
  });

  it('are the same however the answer is cut into pieces, and only of what was given', () => {
    const chance = random(20_301);
    const parts = [
      '[',
      ']',
      'm',
      '1',
      '2',
      '9',
      ', ',
      ' ',
      '\n',
      '【',
      '】',
      'м',
      'Tea',
      '[m1]',
      '[m9]',
      '[m2, m9]',
      '\u200b',
      '；',
      '?',
      '［m',
      '👩‍🚀',
      ')',
    ];
    for (let round = 0; round < 3_000; round += 1) {
      const answer = Array.from({ length: 1 + chance.integer(14) }, () => chance.pick(parts)).join(
        '',
      );
      const whole = filtered([answer]);
      const pieces: string[] = [];
      for (let at = 0; at < answer.length; ) {
        const end = at + 1 + chance.integer(4);
        pieces.push(answer.slice(at, end));
        at = end;
      }
      const cut = filtered(pieces);
      expect(cut.text, JSON.stringify(answer)).toBe(whole.text);
      expect(cut.cited).toEqual(whole.cited);
      expect(whole.text).toBe(whole.text.trim());
      const visible = whole.text
        .normalize('NFKC')
        .replace(/\p{Default_Ignorable_Code_Point}/gu, '');
      for (const [, inner = ''] of visible.matchAll(/[[【]([mм\d\s,;]*)[\]】]/giu)) {
        const labels = inner.match(/[mм]\d+/giu) ?? [];
        for (const label of labels) expect(['m1', 'm2', 'm3']).toContain(label);
      }
    }
  });

  it('hold back no more than what may become a citation', () => {
    expect(filtered(['Likes', ' green', ' tea', ' [m', '1', ']', '.']).shown).toEqual([
      'Likes',
      ' green',
      ' tea',
      '',
      '',
      ' [m1]',
      '.',
      '',
    ]);
    expect(filtered(['a [not a label', ' b']).shown).toEqual(['a [not a label', ' b', '']);
  });

  it('are found in a long answer of white space and brackets without delay', () => {
    const answer = `${' '.repeat(200_000)}x${'['.repeat(200_000)}${'[m1'.repeat(50_000)}]`;
    expect(filtered([answer]).cited).toEqual(['m1']);
  });
});

describe('a text without citations', () => {
  it('keeps its words, and nothing that looks like a label in brackets', () => {
    expect(withoutCitations('As said in [m2] and 【m3，m4】 [see 1].')).toBe(
      'As said in (m2) and (m3，m4) [see 1].',
    );
  });
});
