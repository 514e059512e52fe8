import type { ConnectedVisit } from '../../../http/visit.js';
import { maxAtOnce } from '../bulk/bulk-form.js';
import { changeTags } from '../bulk/change-tags.js';
import { noOutcome, type Outcome, withResults } from '../bulk/outcome.js';
import { changedList } from '../list-query.js';
import { readAll } from '../read-all.js';
import { isSameLabel, type LabelKind, listOf } from './label.js';

/** Takes a label away from the memories that have it, as many as can be changed at once; expired ones too. */
export async function removeLabel(
  visit: ConnectedVisit,
  kind: LabelKind,
  name: string,
): Promise<{ readonly outcome: Outcome; readonly isAll: boolean }> {
  const current = listOf(kind, name);
  const expired = changedList(current, { expiry: 'expired' });
  const found = await Promise.all(
    [current, expired].map((query) => readAll(visit, query, maxAtOnce)),
  );
  const all = found.flatMap(({ memories }) => memories);
  const memories = all.slice(0, maxAtOnce);
  const isAll = memories.length === all.length && found.every((each) => each.isAll);
  if (memories.length === 0) return { outcome: noOutcome, isAll };
  if (kind === 'tag') {
    const without = (tags: readonly string[]) => tags.filter((tag) => !isSameLabel(tag, name));
    return { outcome: await changeTags(visit.memory, memories, without), isAll };
  }
  const { results } = await visit.memory.call('batch_update_memories', {
    memories: memories.map(({ id, updated_at }) => ({
      memory_id: id,
      category: null,
      expected_updated_at: updated_at,
    })),
  });
  return { outcome: withResults(noOutcome, results), isAll };
}
