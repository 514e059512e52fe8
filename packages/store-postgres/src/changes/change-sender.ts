import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger, MemoryChanged } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { payloadsOf } from './notification.js';

export interface ChangeSenderOptions {
  readonly database: Database;
  readonly channel: string;
  /** Names this instance. */
  readonly origin: string;
  readonly logger: Logger;
}

/** Publishes changes to the other instances, in the background. */
export interface ChangeSender {
  /**
   * Never throws and does not wait. Changes that arrive while a message is sent are added to the next one.
   */
  send(changes: readonly MemoryChanged[]): void;
  /** Resolves when everything was sent or given up. */
  drain(): Promise<void>;
}

/** More than this cannot wait for a database that does not answer. */
const maxWaiting = 10_000;

export function changeSender({
  database,
  channel,
  origin,
  logger,
}: ChangeSenderOptions): ChangeSender {
  let waiting: MemoryChanged[] = [];
  let sending: Promise<void> | undefined;
  let number = 0;

  async function sendWaiting(): Promise<void> {
    await nextTurn();
    while (waiting.length > 0) {
      const changes = waiting;
      waiting = [];
      number += 1;
      try {
        await database.query({
          name: 'notify-changes',
          text: 'select pg_notify($1, payload) from unnest($2::text[]) as payload',
          values: [channel, payloadsOf({ origin, number, changes })],
        });
      } catch (error) {
        logger.warn(
          { err: error, lost: changes.length },
          'other instances were not told of changes',
        );
      }
    }
    sending = undefined;
  }

  return {
    send(changes) {
      if (waiting.length + changes.length > maxWaiting) {
        logger.warn({ lost: changes.length }, 'other instances were not told of changes: too many');
        return;
      }
      waiting = waiting.concat(changes);
      if (waiting.length > 0) sending ??= sendWaiting();
    },
    async drain() {
      await sending;
    },
  };
}
