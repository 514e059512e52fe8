import type { Logger, MemoryChanged } from '@picard-mcp/core/ports';

type Listener = (change: MemoryChanged) => void;

/** Those in this process who hear of changes. */
export interface Subscribers {
  /** Answers how to stop; stopping twice is stopping once. */
  add(listener: Listener): () => void;
  /** Tells everyone. One listener's failure is logged and keeps nothing from the others. */
  deliver(changes: readonly MemoryChanged[]): void;
  readonly count: number;
}

export function subscribers(logger: Logger): Subscribers {
  // Wrapped, so that one function subscribed twice is two subscriptions.
  const entries = new Set<{ readonly listener: Listener }>();
  return {
    add(listener) {
      const entry = { listener };
      entries.add(entry);
      return () => {
        entries.delete(entry);
      };
    },
    deliver(changes) {
      for (const change of changes) {
        for (const { listener } of [...entries]) {
          try {
            listener(change);
          } catch (error) {
            logger.error({ err: error }, 'a listener failed on a change of a memory');
          }
        }
      }
    },
    get count() {
      return entries.size;
    },
  };
}
