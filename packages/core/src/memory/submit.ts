import type { z } from 'zod';
import { type MemoryId, newId, type UserId } from '../ids.js';
import { invalidField, parseInput } from '../invalid-input.js';
import type { Permission, SharedWith } from '../permission/permission.js';
import type { NewMemory } from '../ports/memory-store.js';
import { announcement } from './announcement.js';
import type { Action } from './batch.js';
import { embedForWrite } from './embedding.js';
import { submitInput } from './input.js';
import type { Memory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { presentMemory, sealMemories } from './sealing.js';
import { sharingCheck } from './sharing.js';

type Prepared = Omit<
  z.output<typeof submitInput>,
  'sharedWith' | 'permission' | 'expirationDate'
> & {
  readonly id: MemoryId;
  readonly permission: Permission;
  readonly expirationDate: Date | undefined;
  readonly sharedWith: SharedWith;
};

type Wish = Pick<z.output<typeof submitInput>, 'permission' | 'expirationDate'>;

/** Fills in what a new memory leaves to its owner's settings, which are read at most once for a call. */
function defaultsOf({ settingsOf, clock }: MemoryContext, ownerId: UserId) {
  let settings: ReturnType<typeof settingsOf> | undefined;
  return async ({ permission, expirationDate }: Wish) => {
    if (permission !== undefined && expirationDate !== undefined) {
      return { permission, expirationDate: expirationDate ?? undefined };
    }
    settings ??= settingsOf(ownerId);
    const { defaultPermission, defaultExpiryDays } = await settings;
    return {
      permission: permission ?? defaultPermission,
      expirationDate:
        expirationDate === undefined
          ? daysFrom(clock.now(), defaultExpiryDays)
          : (expirationDate ?? undefined),
    };
  };
}

const dayMs = 24 * 3600 * 1000;

function daysFrom(time: Date, days: number | undefined): Date | undefined {
  return days === undefined ? undefined : new Date(time.getTime() + days * dayMs);
}

/** Keeps new memories: all of a call, or none. */
export function submitAction(
  context: MemoryContext,
  ownerId: UserId,
  signal: AbortSignal | undefined,
): Action<unknown, Prepared, Memory> {
  const checkSharing = sharingCheck(context.store.groups, ownerId);
  const withDefaults = defaultsOf(context, ownerId);
  return {
    async prepare(input) {
      const wish = { ...parseInput(submitInput, input) };
      requireFuture(context, wish.expirationDate);
      const decided = await withDefaults(wish);
      return {
        ...wish,
        ...decided,
        id: newId<MemoryId>(),
        sharedWith: await checkSharing({ ...wish, ...decided }),
      };
    },
    async apply(items) {
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
          tags: item.tags ?? [],
          category: item.category,
          sealedText,
          sealedMetadata,
          createdAt: now,
          updatedAt: now,
          embedding: embeddings[index],
        };
      });
      const kept = await context.store.memories.insert(memories);
      context.store.changes.publish(kept.flatMap((after) => announcement('created', { after })));
      if (embeddings.includes(undefined)) context.onPending();
      return kept.map(({ embedding, ...memory }, index) => ({
        ok: true,
        value: presentMemory(
          context,
          ownerId,
          { ...memory, embeddingModel: embedding?.model },
          { text: items[index]?.text ?? '', metadata: items[index]?.metadata ?? {} },
        ),
      }));
    },
  };
}

/** @throws PicardError `invalid_input` for a time that has passed. */
export function requireFuture(
  { clock }: Pick<MemoryContext, 'clock'>,
  date: Date | null | undefined,
): void {
  if (date && date <= clock.now()) throw invalidField('expirationDate', 'must lie in the future');
}

/** Empty metadata is kept as none. */
export function orNothing<Value extends object>(
  value: Value | undefined | null,
): Value | undefined {
  return value && Object.keys(value).length > 0 ? value : undefined;
}
