import { createHash } from 'node:crypto';
import type { Database } from '../database/database.js';
import { migrations } from '../migrations/migrations.js';

/**
 * Names what all migrations of a kind make, so that a template is never used for another schema.
 */
export function schemaHash(kind: Database['kind'], ...also: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(also));
  for (const migration of migrations) {
    const { name, kinds } = migration;
    // Work in code makes nothing of a database that is empty.
    const texts = 'sql' in migration ? migration.sql : migration.steps;
    if (kinds.includes(kind)) hash.update(JSON.stringify([name, texts]));
  }
  return hash.digest('hex').slice(0, 16);
}
