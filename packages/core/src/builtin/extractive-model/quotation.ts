import { overlap, type Topic } from './relevance.js';

const longest = 400;

/**
 * Returns the part of a text that is most relevant to the topic, on one line between quotation marks: the whole text if
 * it is short, otherwise from the sentence that matches best. Only white space is changed; “…” marks
 * what is left out.
 */
export function quotation(text: string, topic: Topic): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return `“${line}”`;
  const starts = sentenceStarts(line);
  let best = 0;
  let bestWeight = -1;
  for (const [index, start] of starts.entries()) {
    const weight = overlap(topic, line.slice(start, starts[index + 1]));
    if (weight > bestWeight) [best, bestWeight] = [start, weight];
  }
  const end = cutAt(line, best + longest);
  return `“${best > 0 ? '…' : ''}${line.slice(best, end)}${end < line.length ? '…' : ''}”`;
}

function sentenceStarts(line: string): number[] {
  return [
    0,
    ...[...line.matchAll(/[.!?][”"’')\]]*\s|[。！？]/g)].map(
      ({ index, 0: end }) => index + end.length,
    ),
  ].filter((start) => start < line.length);
}

/** Returns the end of the last complete word before `max`, or `max` in a text without spaces. */
function cutAt(line: string, max: number): number {
  if (line.length <= max) return line.length;
  const space = line.lastIndexOf(' ', max);
  if (space > max - 60) return space;
  return /[\ud800-\udbff]/.test(line.charAt(max - 1)) ? max - 1 : max;
}
