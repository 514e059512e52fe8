import type { Logger, MemoryChanged } from '@picard-mcp/core/ports';

type Listener = (change: MemoryChanged) => void;

/** The subscribers of changes in this process. */
export interface Subscribers {
  /** Returns a function that unsubscribes. Calling it twice is harmless. */
  add(listener: Listener): () => void;
  /** Calls all listeners. The failure of one is logged and does not affect the others. */
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
