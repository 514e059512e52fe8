import type { MemoryId, Permission, UserId } from '@picard-mcp/core';
import {
  type LabelKind,
  type LabelRename,
  labelKey,
  type RelabelledMemory,
  shownLabel,
} from '@picard-mcp/core/ports';
import type { Database, Queryable } from '../../database/database.js';
import { sharedWithColumn, sharesOf } from '../memory-row.js';
import { keyAllLabels } from './key-labels.js';
import { labelsMark } from './label-columns.js';
import { spellLabels } from './spell-labels.js';

interface RenamedRow {
  readonly owner_id: UserId;
  readonly id: MemoryId;
  readonly permission: Permission;
  readonly shared_with: string | null;
}

/** Whether `memories m` carries the label with the key `$2`. */
const carries: Readonly<Record<LabelKind, string>> = {
  tag: 'm.tag_keys @> array[$2::text]',
  category: 'm.category_key = $2',
};

/**
 * What becomes of the labels of `memories m`: the label `$2` gets the key `$3` and the spelling `$4`. A tag that is there
 * twice then stays where it comes first.
 */
const renamedLabels: Readonly<Record<LabelKind, string>> = {
  tag: `select array_agg(shown order by place) as tags, array_agg(key order by place) as tag_keys,
      m.category, m.category_key
    from (
      select distinct on (key) key, shown, place from (
        select case when key = $2 then $3 else key end as key,
          case when key in ($2, $3) then $4 else label end as shown, place
        from unnest(m.tag_keys, m.tags) with ordinality as carried (key, label, place)
      ) replaced order by key, place
    ) tag`,
  category: `select m.tags, m.tag_keys, $4::text as category, $3::text as category_key
    where m.category_key = $2`,
};

/** See `MemoryStore.renameLabel`. Locks labels before memories, as every write does. */
export async function renameLabel(
  database: Database,
  ownerId: UserId,
  { kind, from, to, now }: LabelRename,
): Promise<readonly RelabelledMemory[] | undefined> {
  const [fromKey, toKey] = [labelKey(from), labelKey(to)];
  // Only what has its keys can be renamed by them.
  await keyAllLabels(database);
  if (!(await isCarried(database, ownerId, kind, fromKey))) return undefined;
  const rows = await database.transaction(async (transaction) => {
    await lockLabels(transaction, ownerId, kind, [fromKey, toKey]);
    const shown = await shownAfter(transaction, ownerId, { kind, from, to });
    const locked = await lockCarriers(transaction, ownerId, kind, fromKey);
    return rewrite(transaction, kind, [ownerId, fromKey, toKey, shown, now, locked]);
  });
  return rows.map((row) => ({
    ownerId: row.owner_id,
    id: row.id,
    permission: row.permission,
    sharedWith: sharesOf(row),
  }));
}

/** In the order of their keys; see `spellLabels`. */
async function lockLabels(
  transaction: Queryable,
  ownerId: UserId,
  kind: LabelKind,
  keys: readonly string[],
): Promise<void> {
  await transaction.query({
    name: 'labels_lock',
    text: `select from labels where owner_id = $1 and kind = $2 and key = any ($3)
      order by owner_id, kind, key for update`,
    values: [ownerId, kind, keys],
  });
}

async function lockCarriers(
  transaction: Queryable,
  ownerId: UserId,
  kind: LabelKind,
  key: string,
): Promise<readonly MemoryId[]> {
  const { rows } = await transaction.query<{ id: MemoryId }>({
    name: `memories_lock_${kind}`,
    text: `select m.id from memories m where m.owner_id = $1 and ${carries[kind]}
      order by m.id for update`,
    values: [ownerId, key],
  });
  return rows.map(({ id }) => id);
}

/** Sets and stores the new spelling of the label. */
async function shownAfter(
  transaction: Queryable,
  ownerId: UserId,
  { kind, from, to }: Pick<LabelRename, 'kind' | 'from' | 'to'>,
): Promise<string> {
  const [fromKey, key] = [labelKey(from), labelKey(to)];
  const label = { ownerId, kind, key, shown: shownLabel(to) };
  const item = kind === 'tag' ? { tags: [label.shown] } : { category: label.shown };
  const spelled = (await spellLabels(transaction, [label]))(ownerId, item);
  const known = ('tags' in spelled ? spelled.tags?.[0] : spelled.category) ?? label.shown;
  const merges = fromKey !== key && (await isCarried(transaction, ownerId, kind, key));
  const shown = merges ? known : label.shown;
  await transaction.query({
    name: 'labels_rename',
    text: `with gone as (delete from labels where owner_id = $1 and kind = $2 and key = $5 and key <> $3)
      update labels set shown = $4 where owner_id = $1 and kind = $2 and key = $3 and shown <> $4`,
    values: [ownerId, kind, key, shown, fromKey],
  });
  return shown;
}

async function isCarried(
  database: Queryable,
  ownerId: UserId,
  kind: LabelKind,
  key: string,
): Promise<boolean> {
  const { rows } = await database.query({
    name: `memories_carry_${kind}`,
    text: `select from memories m where m.owner_id = $1 and ${carries[kind]} limit 1`,
    values: [ownerId, key],
  });
  return rows.length > 0;
}

async function rewrite(
  transaction: Queryable,
  kind: LabelKind,
  values: readonly unknown[],
): Promise<readonly RenamedRow[]> {
  const { rows } = await transaction.query<RenamedRow>({
    name: `memories_rename_${kind}`,
    text: `update memories m set ann = false, tags = new.tags, tag_keys = new.tag_keys, category = new.category,
        category_key = new.category_key, keyed_labels = ${labelsMark('new.tags', 'new.category')},
        updated_at = greatest($5, m.updated_at + interval '1 millisecond')
      from (
        select m.id, after.* from memories m cross join lateral (${renamedLabels[kind]}) after
        where m.id = any ($6::uuid[]) and m.owner_id is not distinct from $1
      ) new
      where m.id = new.id and m.owner_id is not distinct from $1
        and (m.tags, m.category) is distinct from (new.tags, new.category)
      returning m.owner_id, m.id, m.permission, ${sharedWithColumn}`,
    values,
  });
  return rows;
}
