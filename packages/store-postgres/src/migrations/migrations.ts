import { initial } from './001-initial.js';
import { hnsw } from './002-hnsw.js';
import { authorization } from './003-authorization.js';
import { personas } from './004-personas.js';
import { accounts } from './005-accounts.js';
import { activity } from './006-activity.js';
import { labels } from './007-labels.js';
import { people } from './009-people.js';
import type { SchemaMigration } from './schema-migration.js';

/** All migrations, in the order in which they run. */
export const migrations: readonly SchemaMigration[] = [
  { name: '001-initial', sql: initial, kinds: ['postgres', 'pglite'] },
  { name: '002-hnsw', sql: hnsw, kinds: ['postgres'] },
  { name: '003-authorization', sql: authorization, kinds: ['postgres', 'pglite'] },
  { name: '004-personas', sql: personas, kinds: ['postgres', 'pglite'] },
  { name: '005-accounts', sql: accounts, kinds: ['postgres', 'pglite'] },
  { name: '006-activity', sql: activity, kinds: ['postgres', 'pglite'] },
  { name: '007-labels', steps: labels, kinds: ['postgres', 'pglite'] },
  { name: '009-people', sql: people, kinds: ['postgres', 'pglite'] },
];
