import type { MemoryContext } from './memory-context.js';
import { embedPending } from './pending-embeddings.js';

export interface ReembedOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each step with how many memories are done. */
  readonly onProgress?: (embedded: number) => void;
}

/**
 * Embeds every memory that has no embedding of the current model, while the service keeps running. Until its
 * turn comes, a memory is found by filters but not by meaning. Safe to stop and restart.
 *
 * @throws PicardError `unavailable` when the embedding service fails; what is done stays done.
 */
export async function reembed(
  context: Pick<MemoryContext, 'store' | 'cipher' | 'embedder' | 'clock' | 'logger'>,
  { signal, onProgress }: ReembedOptions = {},
): Promise<{ readonly embedded: number }> {
  let embedded = 0;
  while (!signal?.aborted) {
    const step = await embedPending(context, { stale: true, signal });
    embedded += step.embedded;
    if (step.failure !== undefined) throw step.failure;
    if (step.claimed === 0) break;
    onProgress?.(embedded);
  }
  return { embedded };
}
