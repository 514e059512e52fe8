import type { MemoryStore } from '../../ports/memory-store.js';
import type { TotalsStore } from '../../ports/totals-store.js';
import type { UserStore } from '../../ports/user-store.js';

export function totals(users: UserStore, memories: MemoryStore): TotalsStore {
  return {
    async read() {
      const accounts = await users.list({ limit: Number.POSITIVE_INFINITY });
      const byModel = await memories.countByModel();
      return {
        users: accounts.length,
        activeUsers: accounts.filter(({ isActive }) => isActive).length,
        memories: byModel.reduce((sum, { count }) => sum + count, 0),
        isMemoriesEstimate: false,
        pendingEmbeddings: byModel.find(({ model }) => model === undefined)?.count ?? 0,
      };
    },
  };
}
