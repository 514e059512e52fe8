import { mayRead, type Viewer } from '../../permission/permission.js';
import type { MemoryFilter, NewMemory } from '../../ports/memory-store.js';

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
    (filter.category === undefined || memory.category === filter.category) &&
    (filter.tags ?? []).every((tag) => memory.tags.includes(tag)) &&
    (filter.createdAfter === undefined || memory.createdAt >= filter.createdAfter) &&
    (filter.createdBefore === undefined || memory.createdAt < filter.createdBefore)
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
