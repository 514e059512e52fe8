import type { ChangeFeed, MemoryChanged } from '../../ports/change-feed.js';
import type { Logger } from '../../ports/logger.js';

export function changeFeed(logger: Logger): ChangeFeed {
  const subscriptions = new Set<{ readonly listener: (change: MemoryChanged) => void }>();
  return {
    publish(changes) {
      for (const change of changes) {
        for (const { listener } of [...subscriptions]) {
          try {
            listener(change);
          } catch (error) {
            logger.error({ err: error }, 'a listener failed on a change of a memory');
          }
        }
      }
    },
    subscribe(listener) {
      const subscription = { listener };
      subscriptions.add(subscription);
      return () => {
        subscriptions.delete(subscription);
      };
    },
  };
}
