import { labelKey, type MemoryFacts } from '@picard-mcp/core/ports';
import { arrayLiteral } from '../array-literal.js';
import { plain, type WrittenColumn } from '../written-column.js';

type Labelled = Pick<MemoryFacts, 'tags' | 'category'>;

/**
 * The keys of the labels, beside what is shown of them: `tag_keys` in the order of `tags`. They are what filters and
 * counts go by.
 */
export function writtenLabelKeys<Item>(
  of: (item: Item) => Labelled,
): readonly WrittenColumn<Item>[] {
  return [
    {
      name: 'tag_keys',
      parameterType: 'text[]',
      cast: 'text[]',
      values: (items) => items.map((item) => arrayLiteral(of(item).tags.map(labelKey))),
    },
    plain('category_key', 'text', (item) => {
      const { category } = of(item);
      return category === undefined ? undefined : labelKey(category);
    }),
  ];
}

/**
 * A mark of the labels in these columns. A row whose `keyed_labels` is another than that of its labels was written by a
 * version that knows no keys: its keys are yet to be made (`keyLabels`). The index of those rows has this very text.
 */
export function labelsMark(tags: string, category: string): string {
  return `hash_array_extended(array_append(${tags}, ${category}), 0)`;
}

/** Whether the keys of `memories m` are yet to be made. */
export const isUnkeyed = `m.keyed_labels <> ${labelsMark('m.tags', 'm.category')}`;
