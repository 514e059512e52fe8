import { setTimeout as delay } from 'node:timers/promises';
import type { WebLogger } from '../logger.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { ConnectionStore, StoredConnection, Tokens } from './connection-store.js';

export interface FreshTokensOptions {
  readonly connections: ConnectionStore;
  readonly issuer: string;
  /** Asks the server for new tokens; may take longer than any visitor waits. Throws ServiceError. */
  readonly refresh: (connection: StoredConnection) => Promise<Tokens>;
  /** Ends a connection at the server, if that can be reached. */
  readonly revoke: (refreshToken: string) => Promise<boolean>;
  readonly now: () => Date;
  readonly logger: WebLogger;
  readonly limits?: Partial<RefreshLimits>;
}

/** In milliseconds. */
export interface RefreshLimits {
  /** How long one instance may be silent before another takes over its refresh. */
  readonly lease: number;
  /** How long a visitor waits for a refresh. It goes on after that: its answer may hold the only good refresh token. */
  readonly patience: number;
}

/** Access tokens that are good for now. */
export interface FreshTokens {
  /** @throws ServiceError */
  find(userId: string, refused?: string): Promise<string>;
  /** Resolves when no refresh is under way any more, or after a few seconds. */
  settle(): Promise<void>;
}

const usualLimits: RefreshLimits = { lease: 10_000, patience: 15_000 };
const pollMs = 100;
const settlingMs = 5_000;
/** Before each further attempt to keep new tokens. */
const pausesMs: readonly number[] = [200, 1_000, 3_000];

/**
 * Refreshes a token once, however many ask for it: within this process by waiting for the same refresh, among instances
 * by a lease in the database. A refresh token is good for one use, so that a second refresh would end the connection.
 */
export function createFreshTokens(options: FreshTokensOptions): FreshTokens {
  const { connections, issuer, refresh, revoke, now, logger } = options;
  const { lease, patience } = { ...usualLimits, ...options.limits };
  /** What this process refreshes just now, by user. */
  const refreshes = new Map<string, Promise<void>>();
  const searches = new Map<string, Promise<string>>();

  function begin(connection: StoredConnection): void {
    const { userId } = connection;
    const running = run(connection).finally(() => refreshes.delete(userId));
    // Whoever waits hears of it. When all have lost patience, it is told here.
    running.catch((err: unknown) => logger.warn({ err }, 'an access token could not be refreshed'));
    refreshes.set(userId, running);
  }

  async function run(connection: StoredConnection): Promise<void> {
    const { userId, version } = connection;
    const beat = setInterval(() => {
      connections.extendRefresh(userId, version, lease).catch((err: unknown) => {
        logger.warn({ err }, 'the right to refresh an access token could not be kept up');
      });
    }, lease / 3);
    try {
      const tokens = await refresh(connection);
      const isKept = await persistently(() => connections.finishRefresh(userId, version, tokens));
      // The user disconnected or connected anew meanwhile: these tokens are nobody's.
      if (!isKept) await revoke(tokens.refreshToken);
    } catch (error) {
      if (!(error instanceof ServiceError) || error.code !== 'disconnected') {
        await connections.abandonRefresh(userId, version);
        throw error;
      }
      const removed = await connections.remove(userId, version);
      // Otherwise there is another connection already, or none: whoever waits looks again.
      if (removed !== undefined) throw error;
    } finally {
      clearInterval(beat);
    }
  }

  /** New tokens exist once: while the database is away for a moment, keeping them is tried again. */
  async function persistently<Result>(work: () => Promise<Result>): Promise<Result> {
    for (const pause of pausesMs) {
      try {
        return await work();
      } catch (err) {
        logger.warn({ err }, 'refreshed tokens could not be kept; trying again');
        await delay(pause);
      }
    }
    return work();
  }

  async function search(userId: string, refused: string | undefined): Promise<string> {
    const until = performance.now() + patience;
    let seen: number | undefined;
    for (;;) {
      const connection = await connections.find(userId);
      if (connection === undefined || connection.issuer !== issuer) {
        throw new ServiceError('disconnected', 'There is no connection to the memory server.');
      }
      const { accessToken, expiresAt, version } = connection;
      seen ??= version;
      // One that came while this waited is as new as can be, whatever the clocks say.
      const isFresh = version !== seen || expiresAt.getTime() > now().getTime();
      if (isFresh && accessToken !== refused) return accessToken;
      const isFree = !refreshes.has(userId);
      if (isFree && (await connections.beginRefresh(userId, version, lease))) begin(connection);
      await patiently(refreshes.get(userId) ?? delay(pollMs), until);
    }
  }

  return {
    find(userId, refused) {
      // However many wait for another instance, one of them asks the database.
      const key = `${userId} ${refused ?? ''}`;
      const running = searches.get(key);
      if (running) return running;
      const token = search(userId, refused).finally(() => searches.delete(key));
      searches.set(key, token);
      return token;
    },

    async settle() {
      const running = Promise.allSettled(refreshes.values());
      await Promise.race([running, delay(settlingMs, undefined, { ref: false })]);
    },
  };
}

/** @throws ServiceError `slow` when it is not done at `until`, by the clock of `performance`. */
async function patiently(work: Promise<void>, until: number): Promise<void> {
  const done = new AbortController();
  const ended = delay(Math.max(until - performance.now(), 0), undefined, { signal: done.signal });
  try {
    await Promise.race([
      work,
      ended.then(() => {
        throw new ServiceError('slow', 'The memory server did not give a new token in time.');
      }),
    ]);
  } finally {
    done.abort();
    ended.catch(() => undefined);
  }
}
