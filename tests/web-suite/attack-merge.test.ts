import { expect, it } from 'vitest';
import { mergeTexts } from '../../examples/reference-app/src/web/memories/editor/merge-text.js';

const marks = { yours: 'yours', theirs: 'theirs' };

/** The same numbers each time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Changes a text here and there; what it writes is marked with `side`, and nowhere else in the world. */
function changed(text: string, side: string, random: () => number): string {
  let count = 0;
  const fresh = () => {
    count += 1;
    return `${side}${count}`;
  };
  const pieces = text.split(/(?<=[ \n])/).flatMap((piece) => {
    const luck = random();
    if (luck < 0.06) return [`${fresh()} `, piece];
    if (luck < 0.12) return [`${fresh()}${piece.endsWith('\n') ? '\n' : ' '}`];
    if (luck < 0.16) return [];
    if (luck < 0.2) return [piece, `${fresh()}\n`];
    return [piece];
  });
  return pieces.join('');
}

it('keeps everything that either side wrote, whatever both did to the text', () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const random = numbers(seed);
    const words = ['a', 'b', 'the', 'cat', 'sat.', 'on', 'ä', '日本', '🙂', '- x', '#'];
    const base = Array.from({ length: 3 + Math.floor(random() * 30) }, () => {
      const word = words[Math.floor(random() * words.length)] ?? '';
      return `${word}${random() < 0.25 ? '\n' : ' '}`;
    }).join('');
    const yours = changed(base, 'Y', random);
    const theirs = changed(base, 'T', random);
    const { text } = mergeTexts({ base, yours, theirs }, marks);
    const written = (side: string) => side.match(/[YT]\d+/g) ?? [];
    expect(written(text), JSON.stringify({ seed, base, yours, theirs, text })).toEqual(
      expect.arrayContaining([...written(yours), ...written(theirs)]),
    );
  }
});
