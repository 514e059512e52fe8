import type { SchemaMigration } from '../migrations/schema-migration.js';

/**
 * What a key store of its own consists of, made where it is missing: the memories' own database may have
 * to serve as one.
 */
const dataKeys = `
create table if not exists data_keys (
  owner_id uuid primary key,
  key_id text not null,
  wrapped bytea not null
);
create table if not exists destroyed_keys (
  owner_id uuid primary key,
  at timestamptz not null
);
`;

/** All migrations of a key store, in the order in which they run. */
export const keyMigrations: readonly SchemaMigration[] = [
  { name: '001-data-keys', sql: dataKeys, kinds: ['postgres'] },
];
