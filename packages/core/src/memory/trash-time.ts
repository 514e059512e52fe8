import type { MemoryContext } from './memory-context.js';

const dayMs = 24 * 3600_000;

/** Until when a memory that was deleted then can be restored. */
export function restorableUntil(
  { trashDays }: Pick<MemoryContext, 'trashDays'>,
  deletedAt: Date,
): Date {
  return new Date(deletedAt.getTime() + trashDays * dayMs);
}

/** What was deleted at this time or before is gone, though it may still wait for its removal. */
export function trashStart({ trashDays, clock }: Pick<MemoryContext, 'trashDays' | 'clock'>): Date {
  return new Date(clock.now().getTime() - trashDays * dayMs);
}
