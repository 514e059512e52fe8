import type { ConnectedVisit } from '../../../http/visit.js';
import type { Memory } from '../../../memory-service/tools.js';
import { readAll } from '../read-all.js';
import { readOwn } from '../read-own.js';
import { type BulkChoice, maxAtOnce, placeQuery } from './bulk-form.js';

/** What somebody chose in the list. */
export interface Chosen {
  readonly ids: readonly string[];
  /** Those of them that are there and the visitor's own. */
  readonly memories: readonly Memory[];
  /** What the visitor should know: there are more, or more than can be taken at once. */
  readonly note?: string;
}

/** The ids that a form names, at most as many as can be taken at once. */
export function idsOf({ which, id, page }: BulkChoice): readonly string[] {
  return (which === 'page' ? page : id).slice(0, maxAtOnce);
}

/** Reads what was chosen: by ids, or by the filters of the list. */
export async function chosenMemories(visit: ConnectedVisit, choice: BulkChoice): Promise<Chosen> {
  const { bulk } = visit.text.memories;
  if (choice.which === 'matching') {
    const { memories, isAll } = await readAll(visit, placeQuery(choice), maxAtOnce);
    const note = memories.length === maxAtOnce ? bulk.tooMany(maxAtOnce) : bulk.notAll;
    return { ids: memories.map(({ id }) => id), memories, ...(!isAll && { note }) };
  }
  const ids = idsOf(choice);
  const isTooMany = (choice.which === 'page' ? choice.page : choice.id).length > maxAtOnce;
  return {
    ids,
    memories: await readOwn(visit, ids),
    ...(isTooMany && { note: bulk.tooMany(maxAtOnce) }),
  };
}
