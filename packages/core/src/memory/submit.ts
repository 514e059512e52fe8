import type { z } from 'zod';
import { type MemoryId, newId, type UserId } from '../ids.js';
import { parseInput } from '../invalid-input.js';
import type { Action, Outcome } from './batch.js';
import { requireFuture } from './expiration.js';
import { factsOf } from './facts.js';
import { submitInput } from './input.js';
import { insertMemories } from './insert-memories.js';
import type { SubmittedMemory } from './memory.js';
import type { MemoryContext } from './memory-context.js';
import { sharingCheck } from './sharing.js';
import { type Submission, submitOnce } from './submit-once.js';

type Defaultable = Pick<z.output<typeof submitInput>, 'permission' | 'expirationDate'>;

/** Fills in the fields of a new memory that default to its owner's settings, which are read at most once per call. */
function defaultsOf({ settingsOf, clock }: MemoryContext, ownerId: UserId) {
  let settings: ReturnType<typeof settingsOf> | undefined;
  return async ({ permission, expirationDate }: Defaultable) => {
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

/** Stores new memories. Without ids of the caller's choice: all of a call, or none. */
export function submitAction(
  context: MemoryContext,
  ownerId: UserId,
  signal: AbortSignal | undefined,
): Action<unknown, Submission, SubmittedMemory> {
  const checkSharing = sharingCheck(context.store.groups, ownerId);
  const withDefaults = defaultsOf(context, ownerId);
  return {
    async prepare(input) {
      const { id, ...given } = parseInput(submitInput, input);
      // A repeated call may come after the expiration date: what is stored is looked up first.
      if (id === undefined) requireFuture(context.clock, given.expirationDate);
      const decided = await withDefaults(given);
      const sharedWith = await checkSharing({ ...given, ...decided });
      return {
        memory: {
          ...factsOf({ ...given, ...decided }),
          text: given.text,
          permission: decided.permission,
          id: (id as MemoryId | undefined) ?? newId<MemoryId>(),
          metadata: given.metadata,
          sharedWith,
        },
        given:
          id === undefined ? undefined : { ...given, sharedWith: given.sharedWith && sharedWith },
      };
    },
    async apply(items, atomic): Promise<readonly Outcome<SubmittedMemory>[]> {
      if (items.some(({ given }) => given)) {
        return submitOnce(context, ownerId, items, { atomic, signal });
      }
      const memories = items.map(({ memory }) => memory);
      const inserted = await insertMemories(context, ownerId, memories, {
        signal,
        insert: context.store.memories.insert,
      });
      return inserted.map((memory) => ({ ok: true, value: { ...memory, created: true } }));
    },
  };
}
