import type { UserId } from '../ids.js';
import type { NewMemory } from '../ports/memory-store.js';
import { announcement } from './announcement.js';
import { embedForWrite } from './embedding.js';
import type { Memory, Metadata } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { orNothing, presentMemory, sealMemories } from './sealing.js';

/** A new memory before its texts are sealed. */
export interface PlainMemory
  extends Omit<
    NewMemory,
    'ownerId' | 'sealedText' | 'sealedMetadata' | 'createdAt' | 'updatedAt' | 'embedding'
  > {
  readonly text: string;
  readonly metadata: Metadata | undefined;
}

interface InsertOptions {
  readonly signal: AbortSignal | undefined;
  /** Writes the memories, and returns those that were written. */
  readonly insert: (memories: readonly NewMemory[]) => Promise<readonly NewMemory[]>;
}

/** Seals, embeds and inserts new memories of distinct ids, and announces them. Returns those that were inserted, in order. */
export async function insertMemories(
  context: MemoryContext,
  ownerId: UserId,
  items: readonly PlainMemory[],
  { signal, insert }: InsertOptions,
): Promise<readonly Memory[]> {
  const [sealed, embeddings] = await Promise.all([
    sealMemories(
      context,
      items.map(({ id, text, metadata }) => ({
        ownerId,
        id,
        text,
        metadata: orNothing(metadata),
      })),
    ),
    embedForWrite(
      context,
      items.map(({ text }) => text),
      signal,
    ),
  ]);
  const now = context.clock.now();
  const memories = items.map(({ text: _, metadata: __, ...item }, index): NewMemory => {
    const { sealedText, sealedMetadata } = sealed[index] ?? {};
    if (!sealedText) throw new Error('a text was not sealed');
    return {
      ...item,
      ownerId,
      sealedText,
      sealedMetadata,
      createdAt: now,
      updatedAt: now,
      embedding: embeddings[index],
    };
  });
  const inserted = await insert(memories);
  context.store.changes.publish(inserted.flatMap((after) => announcement('created', { after })));
  if (inserted.some(({ embedding }) => embedding === undefined)) context.onPending();
  const plainOf = new Map(items.map((item) => [item.id, item]));
  return inserted.map(({ embedding, ...memory }) => {
    const { text = '', metadata = {} } = plainOf.get(memory.id) ?? {};
    const stored = { ...memory, embeddingModel: embedding?.model };
    return presentMemory(context, ownerId, stored, { text, metadata });
  });
}
