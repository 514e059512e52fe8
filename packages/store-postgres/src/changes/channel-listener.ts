import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@picard-mcp/core/ports';
import pg from 'pg';

export interface ChannelListenerOptions {
  readonly connection: pg.ClientConfig;
  /** An SQL identifier. */
  readonly channel: string;
  readonly onPayload: (payload: string) => void;
  readonly logger: Logger;
}

/** Listens for notifications on a dedicated connection, which it reopens when it is lost. */
export interface ChannelListener {
  start(): void;
  /** Stops hearing at once; resolves when the connection is closed. Can be started again. */
  stop(): Promise<void>;
}

const firstPauseMs = 100;
const maxPauseMs = 10_000;

/**
 * Without traffic of its own, a connection whose server has vanished would look alive for hours.
 */
const beatMs = 15_000;
const answerWithinMs = 5_000;

export function channelListener(options: ChannelListenerOptions): ChannelListener {
  const running = new Set<Promise<void>>();
  let stopping = new AbortController();

  return {
    start() {
      stopping = new AbortController();
      const run = listenUntil(stopping.signal, options).finally(() => running.delete(run));
      running.add(run);
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

async function listenUntil(signal: AbortSignal, options: ChannelListenerOptions): Promise<void> {
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    try {
      await listenOnce(signal, options, () => {
        pauseMs = firstPauseMs;
      });
    } catch (error) {
      if (signal.aborted) return;
      options.logger.warn({ err: error }, 'cannot receive changes from other instances');
    }
    await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
    pauseMs = Math.min(2 * pauseMs, maxPauseMs);
  }
}

/** Resolves when the connection ended after having listened; rejects when it never came so far. */
async function listenOnce(
  signal: AbortSignal,
  { connection, channel, onPayload, logger }: ChannelListenerOptions,
  onListening: () => void,
): Promise<void> {
  const client = new pg.Client({ ...connection, query_timeout: answerWithinMs });
  const end = () => void client.end();
  const ended = new Promise<void>((resolve) => client.once('end', resolve));
  client.on('error', ({ message }) => {
    if (!signal.aborted)
      logger.warn({ reason: message }, 'lost the connection that receives changes');
  });
  client.on('notification', ({ payload }) => {
    if (!signal.aborted) onPayload(payload ?? '');
  });
  signal.addEventListener('abort', end, { once: true });
  let beat: NodeJS.Timeout | undefined;
  try {
    // A client that is ended while it connects leaves `connect` unanswered for ever.
    await Promise.race([client.connect(), ended]);
    if (signal.aborted) return;
    await client.query(`listen ${channel}`);
    onListening();
    beat = setInterval(() => client.query('select 1').catch(end), beatMs);
    if (!signal.aborted) await ended;
  } finally {
    clearInterval(beat);
    signal.removeEventListener('abort', end);
    await client.end();
  }
}
