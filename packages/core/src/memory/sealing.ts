import { PicardError } from '../errors.js';
import type { MemoryId, UserId } from '../ids.js';
import type { StoredMemory } from '../ports/memory-store.js';
import type { TextPlace } from '../ports/text-cipher.js';
import { factsOf } from './facts.js';
import type { Memory, Metadata } from './memory.js';
import type { MemoryContext } from './memory-context.js';

type Context = Pick<MemoryContext, 'cipher' | 'clock' | 'embedder' | 'logger'>;

interface Plain {
  readonly ownerId: UserId;
  readonly id: MemoryId;
  readonly text: string | undefined;
  readonly metadata: Metadata | undefined;
}

interface Sealed {
  readonly sealedText: Uint8Array | undefined;
  readonly sealedMetadata: Uint8Array | undefined;
}

/** Seals the texts and metadata that are there, one result per item, in order. */
export async function sealMemories(
  { cipher }: Context,
  items: readonly Plain[],
): Promise<readonly Sealed[]> {
  const texts = items.flatMap(({ ownerId, id, text, metadata }) => {
    const place = { ownerId, memoryId: id };
    return [
      ...(text === undefined ? [] : [{ ...place, field: 'text' as const, text }]),
      ...(metadata === undefined
        ? []
        : [{ ...place, field: 'metadata' as const, text: JSON.stringify(metadata) }]),
    ];
  });
  const sealed = (await cipher.seal(texts)).values();
  return items.map(({ text, metadata }) => ({
    sealedText: text === undefined ? undefined : sealed.next().value,
    sealedMetadata: metadata === undefined ? undefined : sealed.next().value,
  }));
}

/**
 * Decrypts stored memories for a viewer, in order. Another user's memory that cannot be decrypted is omitted, as
 * if it were not there: it must not spoil what else there is to see. It is logged.
 *
 * @throws PicardError `internal` if one of the viewer's own cannot be decrypted, because it must not appear deleted.
 */
export async function openMemories(
  context: Context,
  viewerId: UserId,
  stored: readonly StoredMemory[],
): Promise<readonly Memory[]> {
  try {
    return await openAll(context, viewerId, stored);
  } catch (error) {
    if (stored.every(({ ownerId }) => ownerId === viewerId)) throw error;
    const opened = await Promise.all(stored.map((memory) => openOne(context, viewerId, memory)));
    return opened.flatMap((memory) => memory ?? []);
  }
}

async function openOne(
  context: Context,
  viewerId: UserId,
  stored: StoredMemory,
): Promise<Memory | undefined> {
  try {
    const [memory] = await openAll(context, viewerId, [stored]);
    return memory;
  } catch (error) {
    const isUnreadable = error instanceof PicardError && error.code === 'internal';
    if (stored.ownerId === viewerId || !isUnreadable) throw error;
    context.logger.error({ err: error, memory: stored.id }, 'a memory does not open');
    return undefined;
  }
}

async function openAll(
  context: Context,
  viewerId: UserId,
  stored: readonly StoredMemory[],
): Promise<readonly Memory[]> {
  const texts: (TextPlace & { readonly sealed: Uint8Array })[] = [];
  for (const { ownerId, id: memoryId, sealedText, sealedMetadata } of stored) {
    texts.push({ ownerId, memoryId, field: 'text', sealed: sealedText });
    if (sealedMetadata)
      texts.push({ ownerId, memoryId, field: 'metadata', sealed: sealedMetadata });
  }
  const opened = (await context.cipher.open(texts)).values();
  return stored.map((memory) => {
    const text = opened.next().value ?? '';
    const metadata = memory.sealedMetadata ? opened.next().value : undefined;
    return presentMemory(context, viewerId, memory, {
      text,
      metadata: metadata === undefined ? {} : (JSON.parse(metadata) as Metadata),
    });
  });
}

/** Returns a memory, given its plain text, as the viewer may see it. */
export function presentMemory(
  { clock, embedder }: Context,
  viewerId: UserId,
  memory: StoredMemory,
  plain: { readonly text: string; readonly metadata: Metadata },
): Memory {
  const { ownerId: userId, permission, expirationDate } = memory;
  return {
    id: memory.id,
    userId,
    text: plain.text,
    permission,
    sharedWith: userId === viewerId && permission === 'shared' ? memory.sharedWith : undefined,
    ...factsOf(memory),
    metadata: plain.metadata,
    createdAt: memory.createdAt,
    updatedAt: memory.updatedAt,
    isExpired: expirationDate !== undefined && expirationDate <= clock.now(),
    embeddingStatus: memory.embeddingModel === embedder.model ? 'ready' : 'pending',
  };
}

/** Empty metadata is stored as none. */
export function orNothing<Value extends object>(
  value: Value | undefined | null,
): Value | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
