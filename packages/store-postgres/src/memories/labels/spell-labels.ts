import type { UserId } from '@picard-mcp/core';
import { type LabelKind, labelKey, type MemoryFacts } from '@picard-mcp/core/ports';
import type { Queryable, Statement } from '../../database/database.js';

/** What may carry labels: a new memory, or a change of one. */
export interface Labelled {
  readonly ownerId: UserId;
  readonly tags?: MemoryFacts['tags'] | undefined;
  readonly category?: MemoryFacts['category'] | null;
}

/** One label of an owner, as entered. */
export interface NamedLabel {
  readonly ownerId: UserId;
  readonly kind: LabelKind;
  readonly key: string;
  readonly shown: string;
}

/** The labels of all items, each once, in the spelling that comes first, in the order in which they are locked. */
export function labelsOf(items: readonly Labelled[]): readonly NamedLabel[] {
  const named = new Map<string, NamedLabel>();
  for (const { ownerId, tags = [], category } of items) {
    const labels: readonly (readonly [LabelKind, string])[] = [
      ...tags.map((tag) => ['tag', tag] as const),
      ...(typeof category === 'string' ? [['category', category] as const] : []),
    ];
    for (const [kind, shown] of labels) {
      const label = { ownerId, kind, key: labelKey(shown), shown };
      const place = placeOf(label);
      if (!named.has(place)) named.set(place, label);
    }
  }
  return [...named.values()];
}

/** How labels are to be written. */
export type Spelling = <Item extends Omit<Labelled, 'ownerId'>>(
  ownerId: UserId,
  item: Item,
) => Item;

/**
 * Determines the spelling of labels, in the transaction that writes them: as their owner first wrote them, which is
 * as they are here if they are new. Until the transaction ends, none of them is renamed.
 *
 * To be called before memories are locked, because renaming locks labels first. In the order of the keys, so that
 * of two transactions one waits for the other and neither deadlocks.
 */
export async function spellLabels(
  transaction: Queryable,
  labels: readonly NamedLabel[],
): Promise<Spelling> {
  const shown = new Map<string, string>();
  let missing = labels;
  while (missing.length > 0) {
    const { rows } = await transaction.query<LabelRow>(spellStatement(missing));
    for (const row of rows) {
      shown.set(placeOf({ ownerId: row.owner_id, kind: row.kind, key: row.key }), row.shown);
    }
    // What another transaction added meanwhile is there at the next look.
    missing = missing.filter((label) => !shown.has(placeOf(label)));
  }
  return (ownerId, item) => {
    const spell = (kind: LabelKind, label: string) =>
      shown.get(placeOf({ ownerId, kind, key: labelKey(label) })) ?? label;
    return {
      ...item,
      ...(item.tags && { tags: eachOnce(item.tags.map((tag) => spell('tag', tag))) }),
      ...(typeof item.category === 'string' && { category: spell('category', item.category) }),
    };
  };
}

interface LabelRow {
  readonly owner_id: UserId;
  readonly kind: LabelKind;
  readonly key: string;
  readonly shown: string;
}

function spellStatement(labels: readonly NamedLabel[]): Statement {
  return {
    name: 'labels_spell',
    text: `with named as (${namedLabels(1)}), known as materialized (
        select l.* from labels l join named using (owner_id, kind, key)
        order by l.owner_id, l.kind, l.key for share of l
      ), added as (
        insert into labels (owner_id, kind, key, shown)
        select owner_id, kind, key, shown from named
        where not exists (
          select from known
          where (known.owner_id, known.kind, known.key) = (named.owner_id, named.kind, named.key)
        )
        order by owner_id, kind, key
        on conflict do nothing returning owner_id, kind, key, shown
      )
      select * from known union all select * from added`,
    values: labelValues(labels),
  };
}

/**
 * The tables `named` and `held`: labels that parameters from `$first` on hold, and those of them that their owners spell
 * like that. These are not renamed before the transaction ends.
 */
export function asSpelled(first: number): readonly string[] {
  return [
    `named as materialized (${namedLabels(first)})`,
    `held as materialized (
      select l.key from labels l join named using (owner_id, kind, key, shown)
      order by l.owner_id, l.kind, l.key for share of l
    )`,
  ];
}

/** Whether all labels of `asSpelled` are spelled like that. */
export const whereSpelled = 'where (select count(*) from held) = (select count(*) from named)';

/** Selects the labels that parameters from `$first` on hold. */
function namedLabels(first: number): string {
  const types = ['uuid[]', 'text[]', 'text[]', 'text[]'];
  const arrays = types.map((type, index) => `$${first + index}::${type}`);
  return `select * from unnest(${arrays.join(', ')}) as named (owner_id, kind, key, shown)`;
}

/** The parameters of `namedLabels`. */
export function labelValues(labels: readonly NamedLabel[]): readonly (readonly string[])[] {
  return [
    labels.map(({ ownerId }) => ownerId),
    labels.map(({ kind }) => kind),
    labels.map(({ key }) => key),
    labels.map(({ shown }) => shown),
  ];
}

function placeOf({ ownerId, kind, key }: Omit<NamedLabel, 'shown'>): string {
  return `${ownerId} ${kind} ${key}`;
}

function eachOnce(tags: readonly string[]): readonly string[] {
  return [...new Set(tags)];
}
