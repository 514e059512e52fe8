import type { ConnectedVisit } from '../../../http/visit.js';
import type { MemoryService } from '../../../memory-service/memory-service.js';
import { ServiceError } from '../../../memory-service/service-error.js';
import { changedList, type ListQuery, wholeList } from '../list-query.js';

export type LabelKind = 'tag' | 'category';

/** A tag or category of the visitor's memories. */
export interface Label {
  readonly name: string;
  readonly count: number;
}

/** All labels of a kind, the most used first. */
export async function readLabels(
  memory: MemoryService,
  kind: LabelKind,
): Promise<readonly Label[]> {
  if (kind === 'tag') {
    const { tags } = await memory.call('list_tags', {});
    return tags.map(({ tag, count }) => ({ name: tag, count }));
  }
  const { categories } = await memory.call('list_categories', {});
  return categories.map(({ category, count }) => ({ name: category, count }));
}

/**
 * Renames a label on all memories at once.
 *
 * @returns how many memories changed; `undefined`: none has the label.
 */
export async function renameLabel(
  memory: MemoryService,
  kind: LabelKind,
  names: { readonly from: string; readonly to: string },
): Promise<number | undefined> {
  try {
    const operation = kind === 'tag' ? 'rename_tag' : 'rename_category';
    return (await memory.call(operation, names)).renamed;
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'not_found') return undefined;
    throw error;
  }
}

/** Whether two names are of one label, as the server tells them apart. */
export function isSameLabel(one: string, other: string): boolean {
  return folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The list of the memories that have a label. */
export function listOf(kind: LabelKind, name: string): ListQuery {
  return changedList(wholeList(), kind === 'tag' ? { tags: [name] } : { category: name });
}

/** The page that renames or removes a label. */
export function editPath(kind: LabelKind, name?: string): string {
  const path = `/memories/tags/edit${kind === 'tag' ? '' : '-category'}`;
  return name === undefined ? path : `${path}?${new URLSearchParams({ name })}`;
}

/** What the application says of a kind of labels. */
export function labelText({ text }: Pick<ConnectedVisit, 'text'>, kind: LabelKind) {
  return text.memories[kind === 'tag' ? 'tags' : 'categories'];
}
