import { diff3Merge } from 'node-diff3';

/** Words that stand around the two versions of a place that both sides changed. */
export interface Marks {
  readonly yours: string;
  readonly theirs: string;
}

/** Pieces that go into the result, or those of both sides and what they were made from. */
interface Region {
  readonly ok?: string[];
  readonly conflict?: { readonly a: string[]; readonly o: string[]; readonly b: string[] };
}

interface Versions {
  readonly base: string;
  readonly yours: string;
  readonly theirs: string;
}

const [begin, middle, end] = ['<<<<<<<', '=======', '>>>>>>>'];

/** Line breaks, and words and signs with the spaces before them. */
const pieces = /\n|[^\S\n]*(?:[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_])|[^\S\n]+/gu;

/** Pairs of equal pieces that are compared at most: the library's time grows with them, and everybody waits for it. */
const maxPairs = 200_000;

/**
 * One text out of two that were made from the same one. Changes of different places are both kept; where the two
 * changed the same words in different ways, both versions of the lines stand there between marks.
 */
export function mergeTexts(
  versions: Versions,
  marks: Marks,
): { readonly text: string; readonly conflicts: number } {
  const { base, yours, theirs } = versions;
  if (theirs === base || theirs === yours) return { text: yours, conflicts: 0 };
  if (yours === base) return { text: theirs, conflicts: 0 };
  const whole: Region = {
    conflict: { a: linesOf(yours), o: linesOf(base), b: linesOf(theirs) },
  };
  let conflicts = 0;
  const merged = (mergeWith(linesOf, versions) ?? [whole]).flatMap(({ ok = [], conflict }) => {
    if (conflict === undefined) return ok;
    const [mine = '', before = '', other = ''] = [conflict.a, conflict.o, conflict.b].map((lines) =>
      lines.join('\n'),
    );
    const words = mergeWords({ base: before, yours: mine, theirs: other });
    if (words !== undefined) return linesOf(words);
    conflicts += 1;
    return [
      `${begin} ${marks.yours}`,
      ...conflict.a,
      middle,
      ...conflict.b,
      `${end} ${marks.theirs}`,
    ];
  });
  return { text: merged.join('\n'), conflicts };
}

/** Whether marks of `mergeTexts` are still in a text. */
export function hasMarks(text: string, marks: Marks): boolean {
  const lines = linesOf(text).map((line) => line.trimEnd());
  return lines.includes(`${begin} ${marks.yours}`) || lines.includes(`${end} ${marks.theirs}`);
}

/** Lines that both changed, in different words; nothing when they changed the same words. */
function mergeWords(versions: Versions): string | undefined {
  if (versions.base === '') return undefined;
  const regions = mergeWith((text) => text.match(pieces) ?? [], versions);
  if (regions === undefined || regions.some(({ conflict }) => conflict)) return undefined;
  return regions.flatMap(({ ok = [] }) => ok).join('');
}

/** Answers nothing for texts of which it would take too long. */
function mergeWith(
  split: (text: string) => string[],
  { base, yours, theirs }: Versions,
): readonly Region[] | undefined {
  const whole = [split(yours), split(base), split(theirs)] as const;
  const head = commonHead(whole);
  const rest = whole.map((each) => each.slice(head).reverse());
  const tail = commonHead(rest);
  const [mine = [], before = [], other = []] = rest.map((each) => each.slice(tail).reverse());
  if (pairs(mine, before) + pairs(other, before) > maxPairs) return undefined;
  return [
    { ok: whole[0].slice(0, head) },
    ...diff3Merge(mine, before, other, { excludeFalseConflicts: true }),
    { ok: whole[0].slice(whole[0].length - tail) },
  ];
}

/** With how many pieces all begin alike. */
function commonHead([first = [], ...others]: readonly (readonly string[])[]): number {
  const at = first.findIndex((piece, index) => others.some((other) => other[index] !== piece));
  return at < 0 ? first.length : at;
}

function pairs(one: readonly string[], other: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const piece of other) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return one.reduce((sum, piece) => sum + (counts.get(piece) ?? 0), 0);
}

function linesOf(text: string): string[] {
  return text.split('\n');
}
