import type { MemoryContext } from './memory-context.js';

const dayMs = 24 * 3600_000;

/** Returns the time until which a memory deleted at `deletedAt` can be restored. */
export function restorableUntil(
  { trashDays }: Pick<MemoryContext, 'trashDays'>,
  deletedAt: Date,
): Date {
  return new Date(deletedAt.getTime() + trashDays * dayMs);
}

/** Memories deleted at or before this time can no longer be restored, even if they have not been removed yet. */
export function trashStart({ trashDays, clock }: Pick<MemoryContext, 'trashDays' | 'clock'>): Date {
  return new Date(clock.now().getTime() - trashDays * dayMs);
}
