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

/** Holds a call for as long as its attempt is under way, which may be longer than one lease. */
export function renewHold({ idempotency, clock, logger, hold, leaseMs }: RenewHoldOptions): {
  stop(): void;
} {
  const extend = (): void => {
    const until = new Date(clock.now().getTime() + leaseMs);
    idempotency
      .holdUntil(hold, until)
      .catch((err: unknown) => logger.warn({ err }, 'a call could not be held for longer'));
  };
  const timer = setInterval(extend, leaseMs / 3).unref();
  return { stop: () => clearInterval(timer) };
}
