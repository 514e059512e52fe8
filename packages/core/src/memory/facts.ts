import type { MemoryFacts } from '../ports/memory-store.js';
import { optionalFacts } from './fields.js';

/** Every fact but the tags has an input field, or this does not compile. */
const optionalNames = Object.keys(
  optionalFacts satisfies Record<Exclude<keyof MemoryFacts, 'tags'>, unknown>,
) as readonly Exclude<keyof MemoryFacts, 'tags'>[];

const factNames: readonly (keyof MemoryFacts)[] = ['tags', ...optionalNames];

type Given = { readonly [Fact in keyof MemoryFacts]?: MemoryFacts[Fact] | null | undefined };

/** The facts of a memory: those that are not given are absent. */
export function factsOf(given: Given): MemoryFacts {
  const facts: Record<string, unknown> = {};
  for (const name of factNames) facts[name] = given[name] ?? undefined;
  facts.tags ??= [];
  return facts as unknown as MemoryFacts;
}

/** Returns the facts after a change: an absent field stays unchanged, `null` clears it. */
export function changedFacts(before: MemoryFacts, change: Given): MemoryFacts {
  const facts: Record<string, unknown> = {};
  for (const name of factNames) {
    facts[name] = change[name] === undefined ? before[name] : (change[name] ?? undefined);
  }
  return facts as unknown as MemoryFacts;
}
