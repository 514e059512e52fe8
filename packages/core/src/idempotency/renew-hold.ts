import type { Clock } from '../ports/clock.js';
import type { Hold, IdempotencyStore } from '../ports/idempotency-store.js';
import type { Logger } from '../ports/logger.js';

export interface RenewHoldOptions {
  readonly idempotency: IdempotencyStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly hold: Hold;
  readonly leaseMs: number;
}

/** Renews the lease of a call while its attempt runs, which may take longer than one lease. */
export function renewHold({ idempotency, clock, logger, hold, leaseMs }: RenewHoldOptions): {
  stop(): void;
} {
  const extend = (): void => {
    const until = new Date(clock.now().getTime() + leaseMs);
    idempotency
      .holdUntil(hold, until)
      .catch((err: unknown) => logger.warn({ err }, 'the lease of a call could not be renewed'));
  };
  const timer = setInterval(extend, leaseMs / 3).unref();
  return { stop: () => clearInterval(timer) };
}
