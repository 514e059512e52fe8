import { describe, expect, it } from 'vitest';
import { termFinder } from './term-finder.js';
import { termsIn, termsOf } from './words.js';

const marked = (question: string, text: string) =>
  termFinder(termsOf(question))(text).map(([from, to]) => text.slice(from, to));

describe('the words of a question', () => {
  it('are found in other forms of theirs', () => {
    expect(marked('window seat flights', 'Seats at the WINDOW, on a flight.')).toEqual([
      'Seats',
      'WINDOW',
      'flight',
    ]);
    expect(marked('planning', 'We planned it: Tom’s plans.')).toEqual(['planned', 'plans']);
  });

  it('are found without regard to accents and genitives', () => {
    expect(marked('Muller cafe', 'Im Café bei Müller')).toEqual(['Café', 'Müller']);
    expect(marked('lisa', "Lisa's birthday")).toEqual(["Lisa's"]);
  });

  it('are none of those that every text has', () => {
    expect([...termsOf('What do I have to do with the seat?').values()]).toEqual(['seat']);
    expect(termsOf('who is it').size).toBe(0);
  });

  it('are named as they were typed, each once, in their order', () => {
    const terms = termsOf('Violins and violin teachers');
    expect(termsIn(terms, 'The teacher of the violin')).toEqual(['Violins', 'teachers']);
  });

  it('are not found inside other words', () => {
    expect(marked('cat', 'concatenate the category')).toEqual([]);
  });

  it('are found in scripts without spaces', () => {
    expect(marked('東京', '私は東京に住んでいます')).toEqual(['東京']);
  });

  it('do not trip over what is no word at all', () => {
    expect(termsOf('?!. \u0000 <b>').size).toBe(0);
    expect(marked('constructor __proto__', 'the constructor')).toEqual(['constructor']);
  });
});
