import type { MemoryId, UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import { announcement } from './announcement.js';
import type { Action } from './batch.js';
import { referenceInput } from './input.js';
import type { MemoryContext } from './memory-context.js';
import { eachOnce, notFound } from './reference.js';

export function removeAction(
  context: MemoryContext,
  ownerId: UserId,
): Action<unknown, MemoryId, { readonly memoryId: MemoryId }> {
  const once = eachOnce();
  return {
    async prepare(input) {
      const named = typeof input === 'string' ? { memoryId: input } : input;
      return once(parseInput(referenceInput, named).memoryId);
    },
    async apply(ids, atomic) {
      const outcomes = await context.store.memories.remove(ownerId, ids, { atomic });
      const gone = outcomes.flatMap((item) => (item.outcome === 'removed' ? [item.before] : []));
      if (!atomic || gone.length === ids.length) {
        context.store.changes.publish(
          gone.flatMap((before) => announcement('deleted', { before })),
        );
      }
      return ids.map((memoryId, index) =>
        outcomes[index]?.outcome === 'removed'
          ? { ok: true, value: { memoryId } }
          : { ok: false, error: notFound() },
      );
    },
  };
}
