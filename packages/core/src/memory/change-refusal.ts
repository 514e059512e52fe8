import type { ChangeRefusal, MemoryChange, StoredMemory } from '../ports/memory-store.js';

/** Why `change` must not be made to `memory` as it is at `now`; `undefined` if it may be made. */
export function changeRefusal(
  memory: Pick<StoredMemory, 'updatedAt' | 'permission' | 'expirationDate'>,
  change: MemoryChange,
  now: Date,
): ChangeRefusal | undefined {
  const { expectedUpdatedAt, permission, sharedWith, expirationDate } = change;
  if (expectedUpdatedAt && expectedUpdatedAt.getTime() !== memory.updatedAt.getTime()) {
    return 'conflict';
  }
  if (sharedWith && permission === undefined && memory.permission !== 'shared') return 'not_shared';
  const isOwnDate = expirationDate?.getTime() === memory.expirationDate?.getTime();
  return expirationDate && expirationDate <= now && !isOwnDate ? 'expiration_passed' : undefined;
}
