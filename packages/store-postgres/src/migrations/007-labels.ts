import { keyAllLabels } from '../memories/labels/key-labels.js';
import { isUnkeyed } from '../memories/labels/label-columns.js';
import type { MigrationStep } from './schema-migration.js';

/**
 * One identity for labels. Filters go by keys that lie beside what is shown: case is folded in code, because what the
 * database does depends on its locale. A version that knows no keys may go on to write meanwhile: what it writes is
 * recognised by its mark, and gets its keys from `maintain`.
 */
export const labels: readonly MigrationStep[] = [
  `create table if not exists labels (
    owner_id uuid not null,
    kind text not null check (kind in ('tag', 'category')),
    key text not null,
    -- As its owner wrote it first.
    shown text not null,
    primary key (owner_id, kind, key)
  )`,
  `alter table memories
    add column if not exists tag_keys text[] not null default '{}',
    add column if not exists category_key text,
    -- By default the mark of a memory without labels, which has all keys that it needs.
    add column if not exists keyed_labels bigint not null
      default hash_array_extended(array_append('{}'::text[], null::text), 0)`,
  `create index if not exists memories_unkeyed on memories (owner_id, created_at, id)
    where ${isUnkeyed.replaceAll('m.', '')}`,
  keyAllLabels,
  `create index if not exists memories_public_category_key on memories (category_key, created_at, id)
    where permission = 'public' and category_key is not null`,
  `create index if not exists memories_public_tag_keys on memories using gin (tag_keys)
    where permission = 'public'`,
  'drop index if exists memories_public_category',
  'drop index if exists memories_public_tags',
];
