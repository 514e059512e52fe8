import type { MemoryService } from '../../../memory-service/memory-service.js';
import type { Memory } from '../../../memory-service/tools.js';
import { maxTags } from '../list-query.js';
import { noOutcome, type Outcome, withResults } from './outcome.js';

type Tags = readonly string[];

/** How often a memory that somebody else changes meanwhile is tried. */
const attempts = 4;
/** What the memory server takes at once. */
const perBatch = 1_000;

/**
 * Gives each memory the tags that `change` makes of its present ones. What somebody else does to a memory at the same time
 * is kept: the server is told which state is meant, and where it has changed since, the change is made to the new one.
 */
export async function changeTags(
  memory: MemoryService,
  memories: readonly Memory[],
  change: (tags: Tags) => Tags,
): Promise<Outcome> {
  let outcome = noOutcome;
  let waiting = memories;
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const wishes = waiting.map((each) => ({ each, tags: [...new Set(change(each.tags))] }));
    const isNew = ({ each, tags }: (typeof wishes)[number]) => !isSame(each.tags, tags);
    const fitting = wishes.filter((wish) => isNew(wish) && wish.tags.length <= maxTags);
    const same = wishes.filter((wish) => !isNew(wish)).length;
    outcome = {
      ...outcome,
      unchanged: outcome.unchanged + same,
      full: outcome.full + wishes.length - fitting.length - same,
    };
    const again: Memory[] = [];
    for (let start = 0; start < fitting.length; start += perBatch) {
      const { results } = await memory.call('batch_update_memories', {
        atomic: false,
        memories: fitting.slice(start, start + perBatch).map(({ each, tags }) => ({
          memory_id: each.id,
          tags,
          expected_updated_at: each.updated_at,
        })),
      });
      const moved = attempt < attempts ? results.flatMap((result) => currentOf(result)) : [];
      again.push(...moved);
      const ids = new Set(moved.map(({ id }) => id));
      outcome = withResults(
        outcome,
        results.filter(({ error }) => !ids.has(currentId(error?.details) ?? '')),
      );
    }
    waiting = again;
  }
  return outcome;
}

type Details = Readonly<Record<string, unknown>> | undefined;

/** The memory as it is now, of which the server says that it has changed. */
function currentOf(result: {
  readonly error?: { readonly code: string; readonly details?: Details };
}): readonly Memory[] {
  const { error } = result;
  if (error?.code !== 'conflict' || currentId(error.details) === undefined) return [];
  return [error.details?.current as Memory];
}

function currentId(details: Details): string | undefined {
  const current = details?.current as { readonly id?: string } | undefined;
  return current?.id;
}

function isSame(one: Tags, other: Tags): boolean {
  return one.length === other.length && one.every((tag) => other.includes(tag));
}
