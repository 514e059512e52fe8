import { PicardError } from '../errors.js';
import type { Embedder, EmbedOptions } from '../ports/embedder.js';
import type { StoredEmbedding } from '../ports/memory-store.js';
import { untilAborted } from '../until-aborted.js';
import type { MemoryContext } from './memory-context.js';

/**
 * Embeds texts and checks what came back: one finite, non-zero vector of the right length per text.
 *
 * @throws PicardError `unavailable` if the service fails or returns unusable vectors.
 */
export async function embedTexts(
  embedder: Embedder,
  texts: readonly string[],
  options: EmbedOptions,
): Promise<readonly StoredEmbedding[]> {
  const vectors = await embedder.embed(texts, options).catch((error: unknown) => {
    if (error instanceof PicardError) throw error;
    throw new PicardError('unavailable', 'The embedding service failed.', { cause: error });
  });
  if (vectors.length !== texts.length || !vectors.every((vector) => isUsable(vector, embedder))) {
    throw new PicardError('unavailable', 'The embedding service returned an unusable answer.', {
      cause: new Error(
        `${embedder.model}: expected ${texts.length} vectors of ${embedder.dimensions}`,
      ),
    });
  }
  return vectors.map((vector) => ({ model: embedder.model, vector }));
}

function isUsable(vector: Float32Array, { dimensions }: Embedder): boolean {
  if (vector.length !== dimensions) return false;
  let squares = 0;
  // By index: an iterator over 1,536 numbers costs nine times as much.
  for (let index = 0; index < vector.length; index += 1) squares += (vector[index] ?? 0) ** 2;
  return Number.isFinite(squares) && squares > 0;
}

/**
 * Embeds texts that are about to be stored. If the service fails or is slow, the write continues: the
 * memories are stored without a vector and are embedded by the background work.
 *
 * @throws PicardError `cancelled` if the caller closed the connection.
 */
export async function embedForWrite(
  context: MemoryContext,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly (StoredEmbedding | undefined)[]> {
  if (texts.length === 0) return [];
  const deadline = AbortSignal.timeout(context.embeddingDeadlineMs);
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
  try {
    return await untilAborted(
      embedTexts(context.embedder, texts, { purpose: 'document', signal: either }),
      either,
    );
  } catch (error) {
    if (signal?.aborted) throw new PicardError('cancelled', 'The caller closed the connection.');
    context.logger.warn(
      { err: error, model: context.embedder.model, memories: texts.length },
      'embedding failed; the memories are kept and will be embedded later',
    );
    return texts.map(() => undefined);
  }
}
