export interface RateLimitPolicy {
  /** Distinguishes its counts from those of other policies. */
  readonly name: string;
  /** So many events are allowed … */
  readonly points: number;
  /** … within so many seconds, counted from the first. */
  readonly seconds: number;
}

/** Counts events of one policy, on all instances together. */
export interface RateLimiter {
  /** Counts one event of `key`. Returns `undefined` if it is allowed, otherwise the number of seconds until the next is allowed. Atomic. */
  consume(key: string): Promise<number | undefined>;
  /** Forgets the events of `key`. */
  reset(key: string): Promise<void>;
}
