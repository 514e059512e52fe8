import type { UserId } from '../../ids.js';
import { mayRead } from '../../permission/permission.js';
import type { GroupStore } from '../../ports/group-store.js';
import type { MemoryFilter } from '../../ports/memory-store.js';
import type { MemoryRow } from './memory-rows.js';

/** The condition that a viewer may read a row: the domain's own decision. */
export async function readableBy(
  groups: GroupStore,
  viewerId: UserId,
): Promise<(row: MemoryRow) => boolean> {
  const viewer = { userId: viewerId, groupIds: new Set(await groups.idsOf(viewerId)) };
  return (row) => mayRead(row, viewer);
}

/** The condition that a row which the viewer may read also passes a filter. */
export function matching(
  viewerId: UserId,
  filter: MemoryFilter,
  now: Date,
): (row: MemoryRow) => boolean {
  return (row) =>
    inScope(row, viewerId, filter.scope) &&
    (filter.ownerId === undefined || row.ownerId === filter.ownerId) &&
    (filter.permission === undefined || row.permission === filter.permission) &&
    (filter.category === undefined || row.category === filter.category) &&
    (filter.tags ?? []).every((tag) => row.tags.includes(tag)) &&
    (filter.createdAfter === undefined || row.createdAt >= filter.createdAfter) &&
    (filter.createdBefore === undefined || row.createdAt < filter.createdBefore) &&
    (filter.expired ? row.ownerId === viewerId && isExpired(row, now) : !isExpired(row, now));
}

export function isExpired(row: Pick<MemoryRow, 'expiresAt'>, now: Date): boolean {
  return row.expiresAt !== undefined && row.expiresAt <= now;
}

function inScope(row: MemoryRow, viewerId: UserId, scope: MemoryFilter['scope']): boolean {
  if (scope === 'own') return row.ownerId === viewerId;
  return scope === 'visible' || row.permission === 'public';
}
