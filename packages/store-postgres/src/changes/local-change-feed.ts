import type { Logger } from '@picard-mcp/core/ports';
import type { ClosableChangeFeed } from './closable-change-feed.js';
import { subscribers } from './subscribers.js';

/** Changes within this process: all there is for a database that serves one process. */
export function localChangeFeed(logger: Logger): ClosableChangeFeed {
  const listeners = subscribers(logger);
  return { publish: listeners.deliver, subscribe: listeners.add, close: async () => undefined };
}
