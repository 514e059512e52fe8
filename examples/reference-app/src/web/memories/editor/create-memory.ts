import type { MemoryService } from '../../memory-service/memory-service.js';
import { ServiceError } from '../../memory-service/service-error.js';
import type { Memory } from '../../memory-service/tools.js';
import { currentOf, sharingFields } from './change-memory.js';
import { differingParts, type MemoryState, type Part, stateOf } from './memory-state.js';

export type Creation =
  /** The memory was created now, or by the same submission before. */
  | { readonly outcome: 'created' }
  /** The same submission created a memory with other content before. */
  | { readonly outcome: 'different'; readonly memory: Memory }
  /** The id is taken by something that the visitor cannot see. */
  | { readonly outcome: 'taken' };

/**
 * Creates a memory under the id of its submission, so that the same submission makes one memory, however often it is
 * sent.
 *
 * @param given The parts that the visitor chose; the server's settings decide the others.
 * @throws ServiceError
 */
export async function createMemory(
  memory: MemoryService,
  submissionId: string,
  wish: MemoryState,
  given: readonly Part[],
): Promise<Creation> {
  try {
    const { text, tags, category, expiresAt, sharing } = wish;
    const there = await memory.call('submit_memory', {
      id: submissionId,
      text,
      tags,
      ...(category !== undefined && { category }),
      ...(given.includes('expiresAt') && { expiration_date: expiresAt ?? null }),
      ...(given.includes('sharing') && sharingFields(sharing)),
    });
    // An absent category is not compared by the server.
    const isOther = !there.created && differingParts(stateOf(there), wish).includes('category');
    return isOther ? { outcome: 'different', memory: there } : { outcome: 'created' };
  } catch (error) {
    if (!(error instanceof ServiceError) || error.code !== 'conflict') throw error;
    const there = currentOf(error);
    return there ? { outcome: 'different', memory: there } : { outcome: 'taken' };
  }
}
