import { describe, expect, it } from 'vitest';
import { wordsOf } from './words.js';

const forms = (text: string) => wordsOf(text).map(({ form }) => form);

describe('wordsOf', () => {
  it.each([
    ['Hello, World!', ['hello', 'world']],
    ["I don't know Anna's friend’s dog", ['i', "don't", 'know', 'anna', 'friend', 'dog']],
    ['Café, CAFE\u0301 and cafe', ['cafe', 'cafe', 'and', 'cafe']],
    ['ＦＵＬＬ ｗｉｄｔｈ ﬁnd', ['full', 'width', 'find']],
    ['Straße STRASSE', ['strasse', 'strasse']],
    ['ΟΔΥΣΣΕΥΣ Οδυσσεύς', ['οδυσσευσ', 'οδυσσευσ']],
    ['İstanbul', ['istanbul']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['well-known 3.5 km x²', ['well', 'known', '3', '5', 'km', 'x2']],
    ['한국어 문장', ['한국어', '문장']],
    ['🎉 ok', ['🎉', 'ok']],
    [' \n\0--- ', []],
    ['', []],
  ])('splits %j', (text, expected) => {
    expect(forms(text)).toEqual(expected);
  });

  it('takes characters and their neighbours where a script has no spaces', () => {
    expect(forms('記憶する AI技術')).toEqual([
      ...['記', '憶', '記憶', 'す', '憶す', 'る', 'する'],
      ...['ai', '技', '術', '技術'],
    ]);
    expect(forms('猫')).toEqual(['猫']);
    expect(forms('𠮷野')).toEqual(['𠮷', '野', '𠮷野']);
    expect(forms('กา')).toEqual(['ก', 'า', 'กา']);
  });

  it('takes a capital within a sentence for a name, and one at a beginning not', () => {
    const names = (text: string) =>
      wordsOf(text).flatMap(({ form, kind }) => (kind === 'name' ? [form] : []));
    expect(names('When did Zoë meet Kenji? Yesterday. “Soon”, said Éva: Maybe NASA knows')).toEqual(
      ['zoe', 'kenji', 'eva'],
    );
    expect(names('Lisbon')).toEqual([]);
  });
});
