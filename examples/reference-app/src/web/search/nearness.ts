/** How near in meaning a memory is to a question, in a word. */
export type Nearness = 'veryClose' | 'close' | 'related' | 'distant';

/**
 * Above which score a memory is as near. Models differ: the memory server's built-in one reaches 0.5 only for nearly the
 * same words, neural ones for the same matter in other words; below 0.15 both rather guess.
 */
const bands: readonly (readonly [score: number, nearness: Nearness])[] = [
  [0.5, 'veryClose'],
  [0.3, 'close'],
  [0.15, 'related'],
];

/** What is less near is left out, unless the visitor wants to see it too. */
export const minScore = 0.05;

export function nearnessOf(score: number): Nearness {
  return bands.find(([least]) => score >= least)?.[1] ?? 'distant';
}
