import type { UserId } from '../../ids.js';
import type {
  ActivityCount,
  ActivityEntry,
  ActivityRange,
  ActivityStore,
} from '../../ports/activity-store.js';

export interface InMemoryActivity extends ActivityStore {
  /** Leaves of what the user did when and with what outcome, not from where and to what. */
  forgetUser(userId: UserId): void;
}

export function activity(): InMemoryActivity {
  const stored = new Map<string, ActivityEntry>();
  return {
    async append(entries) {
      for (const entry of entries) {
        if (!stored.has(entry.id)) stored.set(entry.id, structuredClone(entry));
      }
    },
    forgetUser(userId) {
      for (const entry of stored.values()) {
        if (entry.userId !== userId) continue;
        stored.set(entry.id, { ...entry, address: undefined, details: undefined });
      }
    },
    async list({ after, limit, ...range }) {
      return [...stored.values()]
        .filter(
          (entry) => isIn(range, entry) && (after === undefined || newestFirst(after, entry) < 0),
        )
        .sort(newestFirst)
        .slice(0, limit)
        .map((entry) => structuredClone(entry));
    },
    async countByDay(range) {
      const counts = new Map<string, ActivityCount>();
      for (const entry of stored.values()) {
        if (!isIn(range, entry)) continue;
        const day = entry.at.toISOString().slice(0, 10);
        const key = `${day} ${entry.action}`;
        const count = (counts.get(key)?.count ?? 0) + 1;
        counts.set(key, { day, action: entry.action, count });
      }
      return [...counts.values()].sort(
        (a, b) => inOrder(b.day, a.day) || b.count - a.count || inOrder(a.action, b.action),
      );
    },
    async removeBefore(before, limit) {
      const old = [...stored.values()].filter(({ at }) => at < before).sort(newestFirst);
      const removed = old.reverse().slice(0, limit);
      for (const { id } of removed) stored.delete(id);
      return removed.length;
    },
  };
}

function isIn(range: ActivityRange, entry: ActivityEntry): boolean {
  const { userId, clientId, action, since, until } = range;
  return (
    (userId === undefined || entry.userId === userId) &&
    (clientId === undefined || entry.clientId === clientId) &&
    (action === undefined || entry.action === action) &&
    (since === undefined || entry.at >= since) &&
    (until === undefined || entry.at < until)
  );
}

type Place = Pick<ActivityEntry, 'at' | 'id'>;

function newestFirst(a: Place, b: Place): number {
  return b.at.getTime() - a.at.getTime() || inOrder(b.id, a.id);
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
