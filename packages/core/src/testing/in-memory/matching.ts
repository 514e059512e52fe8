import { mayRead, type Viewer } from '../../permission/permission.js';
import type { MemoryFilter, NewMemory } from '../../ports/memory-store.js';
import { carries } from './labels.js';

/** Whether the memory has expired at `now`. */
export function isExpired(memory: Pick<NewMemory, 'expirationDate'>, now: Date): boolean {
  return memory.expirationDate !== undefined && memory.expirationDate <= now;
}

/** Whether the viewer may read the memory at `now`: an expired one is its owner's alone. */
export function isReadable(memory: NewMemory, viewer: Viewer, now: Date): boolean {
  return mayRead(memory, viewer) && (memory.ownerId === viewer.userId || !isExpired(memory, now));
}

/** Whether the memory is among those that the viewer asks for and may read. */
export function matches(
  memory: NewMemory,
  viewer: Viewer,
  filter: MemoryFilter,
  now: Date,
): boolean {
  return (
    isReadable(memory, viewer, now) &&
    isInScope(memory, viewer, filter.scope) &&
    isAsked(memory, viewer, filter.expired, now) &&
    (filter.ownerId === undefined || memory.ownerId === filter.ownerId) &&
    (filter.permission === undefined || memory.permission === filter.permission) &&
    (filter.memoryIds === undefined || filter.memoryIds.includes(memory.id)) &&
    hasLabels(memory, filter) &&
    hasExpiry(memory, filter) &&
    (filter.createdAfter === undefined || memory.createdAt >= filter.createdAfter) &&
    (filter.createdBefore === undefined || memory.createdAt < filter.createdBefore)
  );
}

function hasLabels(
  memory: NewMemory,
  { tags = [], anyTags = [], withoutTags = [], category, hasCategory }: MemoryFilter,
): boolean {
  const hasTag = (tag: string) => carries(memory, 'tag', tag);
  return (
    tags.every(hasTag) &&
    (anyTags.length === 0 || anyTags.some(hasTag)) &&
    !withoutTags.some(hasTag) &&
    (category === undefined || carries(memory, 'category', category)) &&
    (hasCategory === undefined || (memory.category !== undefined) === hasCategory)
  );
}

function hasExpiry(
  { expirationDate }: NewMemory,
  { expiresBefore, hasExpiry: expires }: MemoryFilter,
): boolean {
  return (
    (expires === undefined || (expirationDate !== undefined) === expires) &&
    (expiresBefore === undefined ||
      (expirationDate !== undefined && expirationDate < expiresBefore))
  );
}

function isAsked(
  memory: NewMemory,
  viewer: Viewer,
  expired: MemoryFilter['expired'],
  now: Date,
): boolean {
  if (expired === 'any') return memory.ownerId === viewer.userId;
  return isExpired(memory, now) === (expired ?? false);
}

function isInScope(memory: NewMemory, viewer: Viewer, scope: MemoryFilter['scope']): boolean {
  switch (scope) {
    case 'own':
      return memory.ownerId === viewer.userId;
    case 'public':
      return memory.permission === 'public';
    case 'visible':
      return true;
  }
}
