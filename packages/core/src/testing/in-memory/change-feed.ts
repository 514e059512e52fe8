import type { ChangeFeed, MemoryChanged } from '../../ports/change-feed.js';

export function inMemoryChangeFeed(): ChangeFeed {
  const listeners = new Set<{ readonly hear: (change: MemoryChanged) => void }>();

  return {
    publish(changes) {
      for (const change of changes) {
        for (const { hear } of [...listeners]) {
          try {
            hear(change);
          } catch {
            // One listener's failure is not the writer's, nor the other listeners'.
          }
        }
      }
    },
    subscribe(hear) {
      const listener = { hear };
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
