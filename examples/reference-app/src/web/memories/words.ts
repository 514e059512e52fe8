/** A part of a text: from the first character to before the last one. */
export type Range = readonly [from: number, to: number];

/** More only cost time. */
const maxWords = 20;

/** What is looked for, without differences that nobody means: of letter case, accents, widths. */
export function foldedWords(typed: string): readonly string[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return [...new Set(words)].slice(0, maxWords);
}

/** Where the words occur in the text, in order; places that touch are one. */
export function findWords(text: string, words: readonly string[]): readonly Range[] {
  const { folded, origins } = foldWithOrigins(text);
  const found = words.flatMap((word) => occurrences(folded, word));
  const ranges = found
    .map(([from, to]): Range => [origins[from]?.[0] ?? 0, origins[to - 1]?.[1] ?? text.length])
    .sort(([left], [right]) => left - right);
  const joined: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = joined.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function occurrences(folded: string, word: string): readonly Range[] {
  const found: Range[] = [];
  if (word === '') return found;
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
    found.push([at, at + word.length]);
  }
  return found;
}

function fold(text: string): string {
  return text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replaceAll('ς', 'σ');
}

/** The folded text, and for each unit of it which part of the text it comes from. */
function foldWithOrigins(text: string) {
  let folded = '';
  const origins: Range[] = [];
  let at = 0;
  for (const char of text) {
    const end = at + char.length;
    const piece = fold(char);
    // An accent of its own belongs to the letter before it.
    const last = origins.at(-1);
    if (piece === '' && last) origins[origins.length - 1] = [last[0], end];
    folded += piece;
    for (let unit = 0; unit < piece.length; unit += 1) origins.push([at, end]);
    at = end;
  }
  return { folded, origins };
}
