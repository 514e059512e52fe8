import { describe, expect, it } from 'vitest';
import { limits } from '../limits.js';
import { distinctLabels, foldCase, labelKey, shownLabel } from './label.js';

/** Texts that full case folding makes equal, from CaseFolding.txt and SpecialCasing.txt. */
const equal: readonly (readonly string[])[] = [
  ['straße', 'STRASSE', 'stra\u1e9ee'],
  ['\u0130', 'i\u0307', 'I\u0307'],
  ['ς', 'σ', 'Σ'],
  ['ΟΔΟΣ', 'οδος', 'οδοσ'],
  ['K', '\u212a', 'k'],
  ['\u212b', '\u00e5', 'A\u030a'],
  ['\u017f', 's', 'S'],
  ['\ufb03', 'FFI', 'ffi'],
  ['\u0149', '\u02bcN', '\u02bcn'],
  ['\u0390', '\u1fd3', '\u03aa\u0301', '\u03b9\u0308\u0301'],
  ['\u1fb3', '\u1fbc', 'ΑΙ', 'αι'],
  ['\u0345', 'ι', '\u1fbe'],
  ['\u13a0', '\uab70'],
  ['\u{10400}', '\u{10428}'],
  ['\u01c4', '\u01c5', '\u01c6'],
];

const different: readonly (readonly [string, string])[] = [
  ['\u0130stanbul', 'istanbul'],
  ['Kap\u0131', 'kapi'],
  ['\u0131', 'I'],
  ['é', 'e'],
  ['\uff21', 'A'],
  ['a b', 'ab'],
  ['\u200b', ''],
];

describe('the key of a label', () => {
  it.each(equal)('is the same for %j and %j', (...labels) => {
    expect(new Set(labels.map(labelKey)).size).toBe(1);
  });

  it.each(different)('tells %j from %j', (one, other) => {
    expect(labelKey(one)).not.toBe(labelKey(other));
  });

  it('is the key of the key, and of what is shown', () => {
    for (const label of [...equal.flat(), ...different.flat(), '  Two \t words ']) {
      expect(labelKey(labelKey(label))).toBe(labelKey(label));
      expect(labelKey(shownLabel(label))).toBe(labelKey(label));
    }
  });

  it('may be longer than a label', () => {
    expect(labelKey('\u0390'.repeat(limits.tag))).toHaveLength(limits.tag);
    expect(labelKey('\ufb03'.repeat(limits.tag))).toHaveLength(3 * limits.tag);
  });
});

describe('what is shown of a label', () => {
  it.each([
    ['  a  ', 'a'],
    ['a\u00a0\u2003\t\r\n b', 'a b'],
    ['\u0085a\u2028', 'a'],
    ['e\u0301', 'é'],
    [' ', ''],
    ['\u3000', ''],
    ['\ufeffa', '\ufeffa'],
  ])('is composed, trimmed and has single spaces: %j', (text, shown) => {
    expect(shownLabel(text)).toBe(shown);
  });

  it('is not composed where it is too long for a label in any case', () => {
    const marks = '\u0301\u0316'.repeat(500_000);
    expect(shownLabel(marks, limits.tag)).toBe(marks);
    expect(shownLabel('a '.repeat(500_000), limits.tag)).toHaveLength(999_999);
  });
});

it('folds a long text as it folds each of its characters', () => {
  const text = equal.flat().join(' ');
  expect(foldCase(text)).toBe([...text].map(foldCase).join(''));
});

it('keeps the first spelling of each label', () => {
  expect(distinctLabels(['b', 'A', 'a ', 'B', '__proto__', '__PROTO__'])).toEqual([
    'b',
    'A',
    '__proto__',
  ]);
});
