import type { PendingEmbedding } from '../ports/memory-store.js';
import { embedTexts } from './embedding.js';
import type { MemoryContext } from './memory-context.js';

type Context = Pick<MemoryContext, 'store' | 'cipher' | 'embedder' | 'clock' | 'logger'>;

export interface EmbedPendingOptions {
  /** Also memories that another model embedded. */
  readonly stale: boolean;
  readonly signal?: AbortSignal | undefined;
}

const batchSize = 64;
const leaseMs = 120_000;
const firstRetryMs = 5_000;
const lastRetryMs = 600_000;

export interface EmbedPendingResult {
  readonly claimed: number;
  readonly embedded: number;
  /** Why some were not embedded. They wait longer with each attempt. */
  readonly failure?: unknown;
}

/** Takes one lease of memories without an embedding and embeds them. Several instances may do so at once. */
export async function embedPending(
  context: Context,
  { stale, signal }: EmbedPendingOptions,
): Promise<EmbedPendingResult> {
  const claimed = await context.store.memories.claimPending({
    model: context.embedder.model,
    stale,
    limit: batchSize,
    leaseMs,
    now: context.clock.now(),
  });
  // After two failures the items are tried one by one, so that a bad one does not hold up the others.
  const single = claimed.some(({ attempts }) => attempts >= 2);
  const parts = single ? claimed.map((item) => [item]) : [claimed];
  let embedded = 0;
  let failure: unknown;
  for (const items of parts.filter(({ length }) => length > 0)) {
    try {
      await embedItems(context, items, signal);
      embedded += items.length;
    } catch (error) {
      failure = error;
      await release(context, items);
    }
  }
  return { claimed: claimed.length, embedded, ...(failure !== undefined && { failure }) };
}

async function embedItems(
  { store, cipher, embedder }: Context,
  items: readonly PendingEmbedding[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const texts = await cipher.open(
    items.map(({ ownerId, id, sealedText }) => ({
      ownerId,
      memoryId: id,
      field: 'text',
      sealed: sealedText,
    })),
  );
  const embeddings = await embedTexts(embedder, texts, { purpose: 'document', signal });
  await store.memories.saveEmbeddings(
    items.flatMap(({ ownerId, id, textRevision }, index) => {
      const embedding = embeddings[index];
      return embedding ? [{ ownerId, id, textRevision, embedding }] : [];
    }),
  );
}

async function release(
  { store, clock }: Context,
  items: readonly PendingEmbedding[],
): Promise<void> {
  const attempts = Math.max(...items.map((item) => item.attempts));
  const wait = Math.min(firstRetryMs * 2 ** Math.min(attempts, 20), lastRetryMs);
  await store.memories.releasePending(items, new Date(clock.now().getTime() + wait));
}
