import type { UserId } from '../ids.js';
import { announcement } from '../memory/announcement.js';
import { embedForWrite } from '../memory/embedding.js';
import type { MemoryContext } from '../memory/memory-context.js';
import { sealMemories } from '../memory/sealing.js';
import type { NewMemory, StoredEmbedding } from '../ports/memory-store.js';
import { derivedId } from './derived-id.js';
import type { OwnedRecord } from './owned-record.js';

/** Writes records with distinct ids in one statement. Returns the number of new memories. */
export type BatchWriter = (records: readonly OwnedRecord[]) => Promise<number>;

/**
 * Embeds with each batch, which is cheaper than to write every row a second time; only new ones, so that
 * to import a file again costs nothing. When the service fails once, it is left alone: the rest of the
 * import waits for the background work instead of for a deadline with each batch.
 */
export function batchWriter(
  context: MemoryContext,
  ownerId: UserId,
  signal: AbortSignal | undefined,
): BatchWriter {
  const { store, clock } = context;
  let isEmbedding = true;

  async function embed(
    records: readonly OwnedRecord[],
  ): Promise<readonly (StoredEmbedding | undefined)[]> {
    if (!isEmbedding) return [];
    const texts = records.map(({ text }) => text);
    const embeddings = await embedForWrite(context, texts, signal);
    isEmbedding = !embeddings.includes(undefined);
    return embeddings;
  }

  /**
   * Returns the records that do not exist yet. An id under which the owner can read another user's memory is not reused,
   * because the two could be confused.
   */
  async function absent(records: readonly OwnedRecord[]): Promise<readonly OwnedRecord[]> {
    const ids = records.map(({ id }) => id);
    const found = await store.memories.find(ownerId, ids, clock.now());
    const idsOf = (isOwn: boolean) =>
      new Set(found.filter((item) => (item.ownerId === ownerId) === isOwn).map(({ id }) => id));
    const [own, foreign] = [idsOf(true), idsOf(false)];
    return records
      .filter(({ id }) => !own.has(id))
      .map((record) =>
        foreign.has(record.id) ? { ...record, id: derivedId(ownerId, record.id) } : record,
      );
  }

  /** The memory is not shared with groups that the owner has left or that were deleted. */
  async function withOwnGroups(records: readonly OwnedRecord[]): Promise<readonly OwnedRecord[]> {
    if (records.every(({ sharedWith }) => sharedWith.groupIds.length === 0)) return records;
    const mine = new Set(await store.groups.idsOf(ownerId));
    return records.map((record) => {
      const groupIds = record.sharedWith.groupIds.filter((id) => mine.has(id));
      return { ...record, sharedWith: { ...record.sharedWith, groupIds } };
    });
  }

  return async (given) => {
    const records = await withOwnGroups(await absent(given));
    if (records.length === 0) return 0;
    const [sealed, embeddings] = await Promise.all([
      sealMemories(
        context,
        records.map(({ id, text, metadata }) => ({ ownerId, id, text, metadata })),
      ),
      embed(records),
    ]);
    const memories = records.map(({ text: _, metadata: __, ...record }, index): NewMemory => {
      const { sealedText, sealedMetadata } = sealed[index] ?? {};
      if (!sealedText) throw new Error('a text was not sealed');
      return { ...record, ownerId, sealedText, sealedMetadata, embedding: embeddings[index] };
    });
    const inserted = await store.memories.insertAbsent(memories, { replaceTrashed: true });
    store.changes.publish(inserted.flatMap((after) => announcement('created', { after })));
    if (inserted.some(({ embedding }) => embedding === undefined)) context.onPending();
    return inserted.length;
  };
}
