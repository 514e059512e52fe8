import type { UserId } from '../ids.js';

/** One action, attempted or completed. Contains no secret, no name and no text of a memory. */
export interface ActivityEntry {
  /** UUID v4. */
  readonly id: string;
  readonly at: Date;
  /** The name of an operation, or an event such as `login` or `grant_revoked`. */
  readonly action: string;
  readonly outcome: 'success' | 'refused' | 'failed';
  /** The error code, if the action was refused or failed. */
  readonly reason: string | undefined;
  /** The user who acted. Absent if no user was identified. */
  readonly userId: UserId | undefined;
  /** The OAuth client that made the request. */
  readonly clientId: string | undefined;
  /** The network address of the request. */
  readonly address: string | undefined;
  readonly durationMs: number | undefined;
  /** Ids, scopes and counts that identify what the action affected. */
  readonly details: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Selects the entries that match every given field. */
export interface ActivityRange {
  readonly userId?: UserId | undefined;
  readonly clientId?: string | undefined;
  readonly action?: string | undefined;
  /** Inclusive. */
  readonly since?: Date | undefined;
  /** Exclusive. */
  readonly until?: Date | undefined;
}

export interface ActivityQuery extends ActivityRange {
  /** Starts after this entry, in list order. */
  readonly after?: Pick<ActivityEntry, 'at' | 'id'> | undefined;
  readonly limit: number;
}

/** The number of times an action occurred on one day. */
export interface ActivityCount {
  /** A day in UTC, as `2030-01-31`. */
  readonly day: string;
  readonly action: string;
  readonly count: number;
}

/** The activity log. Entries are append-only: they are removed by age, and only an erasure changes them. */
export interface ActivityStore {
  /** Appends all entries or none. An entry whose id already exists is ignored. */
  append(entries: readonly ActivityEntry[]): Promise<void>;
  /** Returns entries newest first; those of the same millisecond by descending id. */
  list(query: ActivityQuery): Promise<readonly ActivityEntry[]>;
  /** Returns the latest day first; within a day the highest count first, then by action. Days without entries are omitted. */
  countByDay(range: ActivityRange): Promise<readonly ActivityCount[]>;
  /** Removes up to `limit` entries older than that time, oldest first. Returns the number removed. */
  removeBefore(before: Date, limit: number): Promise<number>;
}
