export interface RateLimitPolicy {
  /** Tells its counts from those of other policies. */
  readonly name: string;
  /** So many events are allowed … */
  readonly points: number;
  /** … within so many seconds, counted from the first. */
  readonly seconds: number;
}

/** Counts events of one policy, on all instances together. */
export interface RateLimiter {
  /** Counts one event of `key`. Answers `undefined` when it is allowed, else the seconds until one will be. Atomic. */
  consume(key: string): Promise<number | undefined>;
  /** Forgets the events of `key`. */
  reset(key: string): Promise<void>;
}
