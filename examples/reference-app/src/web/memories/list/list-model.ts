import type { SharingNames } from '../sharing-names.js';
import type { DayErrors, ListQuery } from './list-query.js';
import type { ListPage } from './read-list.js';

/** What the page of a list shows. */
export interface ListModel {
  readonly query: ListQuery;
  readonly errors: DayErrors;
  /** `undefined`: the filters are wrong, and nothing was read. */
  readonly found: ListPage | undefined;
  readonly names: SharingNames;
  /** Labels to choose from. */
  readonly tags: readonly string[];
  readonly categories: readonly string[];
  /** Whose list it is, if not the visitor's own. */
  readonly ownerName?: string | undefined;
}
