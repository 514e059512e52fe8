import type { ChangeFeed } from '@picard-mcp/core/ports';

/** A change feed that may hold a connection. */
export interface ClosableChangeFeed extends ChangeFeed {
  /** Sends what is still to be sent, then releases the connection. */
  close(): Promise<void>;
}
