import type { UserId } from '../ids.js';

/** One thing that somebody did, or tried. Holds no secret, no name and no text of a memory. */
export interface ActivityEntry {
  /** UUID v4. */
  readonly id: string;
  readonly at: Date;
  /** What was done: the name of an operation, or a word such as `login` or `grant_revoked`. */
  readonly action: string;
  readonly outcome: 'success' | 'refused' | 'failed';
  /** Why it was refused or failed: the code of the error. */
  readonly reason: string | undefined;
  /** Who did it; absent when nobody was recognised. */
  readonly userId: UserId | undefined;
  /** The OAuth client by which it was done. */
  readonly clientId: string | undefined;
  /** Network address that the request came from. */
  readonly address: string | undefined;
  readonly durationMs: number | undefined;
  /** Ids, scopes and counts that tell what it was done to. */
  readonly details: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** Which entries are meant: those that every field given is true of. */
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
  /** Begins after this entry, in the order of the list. */
  readonly after?: Pick<ActivityEntry, 'at' | 'id'> | undefined;
  readonly limit: number;
}

/** How often one thing was done on one day. */
export interface ActivityCount {
  /** A day in UTC, as `2030-01-31`. */
  readonly day: string;
  readonly action: string;
  readonly count: number;
}

/** What was done, kept as it was written: no entry is ever changed, and only age removes one. */
export interface ActivityStore {
  /** All of the entries or none. An entry whose id is kept already is left as it is. */
  append(entries: readonly ActivityEntry[]): Promise<void>;
  /** The newest first; those of the same millisecond by descending id. */
  list(query: ActivityQuery): Promise<readonly ActivityEntry[]>;
  /** The last day first; within a day what was done most, then by action. Days with nothing are left out. */
  countByDay(range: ActivityRange): Promise<readonly ActivityCount[]>;
  /** Removes up to `limit` entries from before that time, the oldest first; answers how many. */
  removeBefore(before: Date, limit: number): Promise<number>;
}
