import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz';

/** Words of twelve letters that stand nowhere else in the world. */
export function rareWords(count: number): readonly string[] {
  return Array.from({ length: count }, () =>
    Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join(''),
  );
}

/** Those of `words` that `bytes` holds, in any letter case, as text or as the hexadecimal of a text. */
export function wordsIn(bytes: Buffer, words: readonly string[]): readonly string[] {
  const text = bytes.toString('latin1').toLowerCase();
  return words.filter(
    (word) => text.includes(word) || text.includes(Buffer.from(word).toString('hex')),
  );
}
