import type { MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Memory } from '../../memory-service/tools.js';
import { findMemory } from './find-memory.js';
import { differingParts, type MemoryState, type Part, stateOf } from './memory-state.js';

export type Creation =
  /** It is there: made now, or by the same submission before. */
  | { readonly outcome: 'created' }
  /** The same submission has made a memory of something else before. */
  | { readonly outcome: 'different'; readonly memory: Memory }
  /** The id is taken by something that cannot be seen. */
  | { readonly outcome: 'taken' };

/**
 * Makes a memory whose id is the submission's, so that the same submission makes one memory, however often and wherever
 * it is sent, and whatever became of the answers: the server adds an id that it has not, and leaves one that it has
 * alone. (`submit_memory` would make another one each time.)
 *
 * @param compared what has to be alike for a memory to be that of the same submission.
 * @throws ServiceError `invalid_input` with the field at fault, and whatever else the server answers.
 */
export async function createMemory(
  memory: MemoryService,
  submissionId: string,
  wish: MemoryState,
  compared: readonly Part[],
): Promise<Creation> {
  const { imported, refused } = await memory.call('import_memories', {
    format: 'jsonl',
    content: JSON.stringify(recordOf(submissionId, wish)),
  });
  const [refusal] = refused;
  if (refusal) {
    const { message, field } = refusal;
    throw new ServiceError('invalid_input', 'The memory server refused a memory.', {
      said: message,
      details: { ...(field && { field }) },
    });
  }
  if (imported > 0) return { outcome: 'created' };
  const there = await findMemory(memory, submissionId);
  if (there === undefined) return { outcome: 'taken' };
  const different = differingParts(stateOf(there), wish).filter((part) => compared.includes(part));
  return different.length === 0 ? { outcome: 'created' } : { outcome: 'different', memory: there };
}

function recordOf(id: string, { text, tags, category, expiresAt, sharing }: MemoryState) {
  const { permission, userIds, groupIds } = sharing;
  return {
    id,
    text,
    tags,
    permission,
    ...(category !== undefined && { category }),
    ...(expiresAt !== undefined && { expiration_date: expiresAt }),
    ...(permission === 'shared' && { shared_with: { user_ids: userIds, group_ids: groupIds } }),
  };
}
