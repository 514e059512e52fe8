import { PicardError, type Principal } from '@picard-mcp/core';
import type { Clock, Logger } from '@picard-mcp/core/ports';
import type { RevocationStore } from '../ports/revocation-store.js';
import { type RevokedPrincipals, revokedPrincipals } from './revoked-principals.js';

/** What this instance knows of revocations: never older than a second. */
export interface RevocationList {
  /**
   * Whether the token of a principal was revoked. Returns immediately while the list is fresh;
   * else it asks the store first.
   *
   * @throws PicardError `unavailable`, as a rejection, when the store cannot be asked.
   */
  isRevoked(principal: Principal): boolean | Promise<boolean>;
  /**
   * Reads the list now. Must be called after each revocation.
   *
   * @throws PicardError `unavailable` when the store cannot be asked. What was revoked is revoked all the same.
   */
  refresh(): Promise<void>;
  /** Calls the listener for each revocation, with a test for the principals that it affects. Returns a function that removes the listener. */
  subscribe(listener: (matches: (principal: Principal) => boolean) => void): () => void;
  /** Stops polling the store and waits for the current read. */
  close(): Promise<void>;
}

export interface RevocationListOptions {
  readonly store: RevocationStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

type Listener = Parameters<RevocationList['subscribe']>[0];

interface Reading {
  readonly startedAt: number;
  readonly done: Promise<void>;
}

/** The bound: what was read counts for so long, from the start of the reading. */
const freshMs = 1_000;
/** Well below the bound, so that hardly any verification ever waits for a reading. */
const pollMs = 250;
/** Polling pauses when no token has been verified for this time. */
const idleMs = 60_000;
const forgetEveryMs = 3_600_000;

/**
 * The revocations of a store, polled every 250 ms while tokens are verified or a listener
 * listens, and else when the next token comes. One reading serves everyone who waits for it: the load on
 * the database does not grow with the tokens that are verified.
 *
 * A revoked token is refused on every instance at most one second after the revocation became visible in the store. If
 * the store cannot be read, no token is accepted, because it may have been revoked.
 */
export function createRevocationList(options: RevocationListOptions): RevocationList {
  const { store, clock, logger } = options;
  const revoked = revokedPrincipals();
  const listeners = new Set<Listener>();
  let position = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  let forgottenAt = clock.now().getTime();
  let reading: Reading | undefined;
  /** Begins after `reading`, for those who must know what that one may have missed. */
  let nextReading: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let isFailing = false;

  /** A clock that was set back says nothing about how old the last reading is. */
  const isRecent = (startedAt: number, now: number) =>
    startedAt <= now && now - startedAt < freshMs;

  async function readAll(startedAt: number): Promise<void> {
    const found = await store.after(position);
    const added = revokedPrincipals();
    for (const revocation of found) {
      revoked.add(revocation);
      added.add(revocation);
      position = revocation.position;
    }
    readAt = startedAt;
    if (found.length > 0) tell(added);
    if (startedAt - forgottenAt >= forgetEveryMs) {
      forgottenAt = startedAt;
      revoked.forgetUntil(startedAt);
    }
  }

  function tell({ has }: RevokedPrincipals): void {
    for (const listener of [...listeners]) {
      try {
        listener(has);
      } catch (err) {
        logger.error({ err }, 'a listener to revocations failed');
      }
    }
  }

  function begin(): Reading {
    const startedAt = clock.now().getTime();
    const done = readAll(startedAt)
      .then(
        () => {
          if (isFailing) logger.info({}, 'revocations can be read again');
          isFailing = false;
        },
        (err: unknown) => {
          if (!isFailing) logger.warn({ err }, 'revocations cannot be read: no token is accepted');
          isFailing = true;
          throw unavailable(err);
        },
      )
      .finally(() => {
        reading = undefined;
      });
    reading = { startedAt, done };
    return reading;
  }

  /** Reads what was visible when this was called. */
  function readFromNow(): Promise<void> {
    if (reading === undefined) return begin().done;
    nextReading ??= reading.done
      .catch(() => undefined)
      .then(() => {
        nextReading = undefined;
        // A read that another caller started meanwhile is recent enough; reads never run concurrently.
        return (reading ?? begin()).done;
      });
    return nextReading;
  }

  async function isRevokedByStore(principal: Principal, now: number): Promise<boolean> {
    await (reading && isRecent(reading.startedAt, now) ? reading.done : readFromNow());
    return revoked.has(principal);
  }

  function poll(): void {
    const isWanted = listeners.size > 0 || clock.now().getTime() - askedAt < idleMs;
    if (!isWanted) {
      clearInterval(timer);
      timer = undefined;
      return;
    }
    // Callers that wait receive the failure; a poll has logged it.
    if (reading === undefined) begin().done.catch(() => undefined);
  }

  function startPolling(): void {
    if (timer !== undefined || isClosed) return;
    timer = setInterval(poll, pollMs);
    timer.unref();
  }

  return {
    isRevoked(principal) {
      const now = clock.now().getTime();
      askedAt = now;
      if (timer === undefined) startPolling();
      return isRecent(readAt, now) ? revoked.has(principal) : isRevokedByStore(principal, now);
    },
    refresh: readFromNow,
    subscribe(listener) {
      // One function may listen twice, and stops once for each.
      const own: Listener = (matches) => listener(matches);
      listeners.add(own);
      startPolling();
      return () => void listeners.delete(own);
    },
    async close() {
      isClosed = true;
      clearInterval(timer);
      timer = undefined;
      await (nextReading ?? reading?.done)?.catch(() => undefined);
    },
  };
}

function unavailable(cause: unknown): PicardError {
  return new PicardError('unavailable', 'Tokens cannot be verified at the moment.', { cause });
}
