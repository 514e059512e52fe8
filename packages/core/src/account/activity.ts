import type { ActivityCount, ActivityEntry } from '../ports/activity-store.js';
import type { ActivityInput } from './activity-input.js';

export interface ActivityPage {
  /** The newest first. */
  readonly entries: readonly ActivityEntry[];
  /** Opaque; pass it back as `cursor` with the same input for the next page. Absent on the last page. */
  readonly nextCursor: string | undefined;
  /** The number of actions of each kind per UTC day, latest day first; the same on every page. */
  readonly counts: readonly ActivityCount[];
}

/** What was done in the principal's name. Errors are `PicardError`s. */
export interface ActivityService {
  /** Holds what this instance did up to now; what others did in the last moment may be missing. */
  list(input?: ActivityInput): Promise<ActivityPage>;
}
