/** A word of a text, in the form in which words are compared. */
export interface Word {
  readonly form: string;
  /**
   * `name`: written with a capital although no sentence begins there. `character`: one character of a
   * script without spaces, which says less than a pair of them.
   */
  readonly kind: 'word' | 'name' | 'character';
}

const ascii = /^[\0-\x7f]*$/;
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*|\p{Extended_Pictographic}/gu;
/** Scripts that put no spaces between words. */
const unspacedScripts =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const unspaced = new RegExp(`[${unspacedScripts}]`, 'u');
const runs = new RegExp(`[${unspacedScripts}]+|[^${unspacedScripts}]+`, 'gu');
const sentenceEnd = /(?:^|[.!?:\n]["'”’)]*)\s*["'“‘(]*$/;
const capitalised = /^\p{Lu}\p{Ll}/u;

/**
 * The words of a text in order, without regard to case, width, ligatures and accents. Where a script
 * has no spaces, every character and every pair of neighbours counts as a word: a dictionary would
 * differ from one Node release to the next, and so would the vectors.
 */
export function wordsOf(text: string): Word[] {
  const plain = ascii.test(text) ? text : withoutAccents(text);
  const words: Word[] = [];
  for (const match of plain.matchAll(wordPattern)) {
    const [written] = match;
    if (!ascii.test(written) && unspaced.test(written)) {
      for (const [run] of written.matchAll(runs)) {
        if (unspaced.test(run)) addCharactersAndPairs(words, run);
        else words.push({ form: fold(run), kind: 'word' });
      }
    } else {
      const before = plain.slice(Math.max(0, match.index - 8), match.index);
      const isName = capitalised.test(written) && !sentenceEnd.test(before);
      words.push({ form: fold(written), kind: isName ? 'name' : 'word' });
    }
  }
  return words;
}

/** Compatibility forms resolved (NFKC), and Latin, Greek and Cyrillic letters without their accents. */
function withoutAccents(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
}

function fold(word: string): string {
  return word
    .toLowerCase()
    .replace(/’/g, "'")
    .replace(/'s$/, '')
    .replace(/ß/g, 'ss')
    .replace(/ς/g, 'σ');
}

function addCharactersAndPairs(words: Word[], run: string): void {
  let previous = '';
  for (const character of run) {
    words.push({ form: character, kind: 'character' });
    if (previous) words.push({ form: previous + character, kind: 'word' });
    previous = character;
  }
}
