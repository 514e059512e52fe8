import type { UserId } from '../ids.js';
import { limits } from '../limits.js';
import type { StoredMemory } from '../ports/memory-store.js';
import { foldCase } from './label.js';
import type { Memory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { listPage, type OpenedPage, type PageSource, positionOf } from './page.js';

/** Memories that are opened at a time. */
const step = 200;

/** After so long, a page ends where it is. */
const timeMs = 1_000;

/** The words of a text as they are compared: each once, by full Unicode case folding. */
export function wordsOf(text: string): readonly string[] {
  return [...new Set(comparable(text).split(/\p{White_Space}+/u))]
    .filter((word) => word !== '')
    .sort();
}

function comparable(text: string): string {
  return foldCase(text.normalize('NFC')).normalize('NFC');
}

/**
 * A page of the memories whose text contains all words, wherever in it. Texts are sealed, so they have to be opened
 * to be looked through: so many for each page and for so long, after which the page ends, short or empty, and the next one
 * continues after the last memory that was examined.
 */
export async function listContaining(
  context: MemoryContext,
  viewerId: UserId,
  { words, page, candidates }: PageSource & { readonly words: readonly string[] },
): Promise<OpenedPage> {
  const until = context.clock.now().getTime() + timeMs;
  const found: Memory[] = [];
  let after = page.after;
  for (let opened = 0; ; ) {
    const seen = new Map<string, StoredMemory>();
    const part = await listPage(context, viewerId, {
      page: { ...page, limit: step, ...(after && { after }) },
      async candidates(selection) {
        const stored = await candidates(selection);
        for (const memory of stored) seen.set(`${memory.ownerId} ${memory.id}`, memory);
        return stored;
      },
    });
    for (const memory of part.memories) {
      const text = comparable(memory.text);
      if (!words.every((word) => text.includes(word))) continue;
      found.push(memory);
      if (found.length < page.limit) continue;
      const isLast = !part.last && memory === part.memories.at(-1);
      return {
        memories: found,
        last: isLast ? undefined : seen.get(`${memory.userId} ${memory.id}`),
      };
    }
    opened += step;
    if (!part.last) return { memories: found, last: undefined };
    if (opened >= limits.containsCandidates || context.clock.now().getTime() >= until) {
      return { memories: found, last: part.last };
    }
    after = positionOf(page, part.last);
  }
}
