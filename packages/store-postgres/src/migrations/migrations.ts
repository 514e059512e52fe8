import type { Database } from '../database/database.js';
import { initial } from './001-initial.js';
import { hnsw } from './002-hnsw.js';
import { authorization } from './003-authorization.js';
import { personas } from './004-personas.js';
import { accounts } from './005-accounts.js';
import { activity } from './006-activity.js';
import { trash } from './008-trash.js';

/** One version of the schema. A migration that was released is never changed. */
export interface SchemaMigration {
  /** Begins with its number, by which migrations are ordered. */
  readonly name: string;
  readonly sql: string;
  /** Where it applies. */
  readonly kinds: readonly Database['kind'][];
}

/** All migrations, in the order in which they run. */
export const migrations: readonly SchemaMigration[] = [
  { name: '001-initial', sql: initial, kinds: ['postgres', 'pglite'] },
  { name: '002-hnsw', sql: hnsw, kinds: ['postgres'] },
  { name: '003-authorization', sql: authorization, kinds: ['postgres', 'pglite'] },
  { name: '004-personas', sql: personas, kinds: ['postgres', 'pglite'] },
  { name: '005-accounts', sql: accounts, kinds: ['postgres', 'pglite'] },
  { name: '006-activity', sql: activity, kinds: ['postgres', 'pglite'] },
  { name: '008-trash', sql: trash, kinds: ['postgres', 'pglite'] },
];
