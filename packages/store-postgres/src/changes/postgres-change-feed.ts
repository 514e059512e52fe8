import { randomUUID } from 'node:crypto';
import type { Logger } from '@picard-mcp/core/ports';
import type pg from 'pg';
import type { Database } from '../database/database.js';
import { changeSender } from './change-sender.js';
import { channelListener } from './channel-listener.js';
import type { ClosableChangeFeed } from './closable-change-feed.js';
import { messageReader } from './notification.js';
import { subscribers } from './subscribers.js';

export interface PostgresChangeFeedOptions {
  readonly database: Database;
  /** How to connect for hearing. */
  readonly connection: pg.ClientConfig;
  readonly logger: Logger;
}

const channel = 'picard_changes';

/**
 * Changes by all instances on one database, through NOTIFY. Subscribers in this process receive its
 * own changes immediately, without the database; others receive them while they listen. Holds a connection
 * only while someone is subscribed.
 */
export function postgresChangeFeed(options: PostgresChangeFeedOptions): ClosableChangeFeed {
  const { database, connection, logger } = options;
  const origin = randomUUID();
  const listeners = subscribers(logger);
  const sender = changeSender({ database, channel, origin, logger });
  const read = messageReader();
  const listener = channelListener({
    connection,
    channel,
    logger,
    onPayload(payload) {
      const message = read(payload);
      if (message && message.origin !== origin) listeners.deliver(message.changes);
    },
  });
  let closed = false;

  return {
    publish(changes) {
      listeners.deliver(changes);
      if (!closed) sender.send(changes);
    },
    subscribe(onChange) {
      const remove = listeners.add(onChange);
      if (listeners.count === 1 && !closed) listener.start();
      let subscribed = true;
      return () => {
        if (!subscribed) return;
        subscribed = false;
        remove();
        if (listeners.count === 0) void listener.stop();
      };
    },
    async close() {
      closed = true;
      await Promise.all([listener.stop(), sender.drain()]);
    },
  };
}
