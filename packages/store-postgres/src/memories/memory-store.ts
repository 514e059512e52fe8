import type { MemoryStore } from '@picard-mcp/core/ports';
import type { Database } from '../database/database.js';
import { halfvecType } from './column-types.js';
import { countMemories } from './count.js';
import { countByModel } from './count-by-model.js';
import { embeddingModels } from './embedding-models.js';
import { claimPending, releasePending, saveEmbeddings } from './embedding-queue.js';
import { findMemories } from './find.js';
import { insertMemories } from './insert.js';
import { insertAbsentMemories } from './insert-absent.js';
import { listLabels } from './labels/list-labels.js';
import { renameLabel } from './labels/rename-label.js';
import { listMemories } from './list.js';
import { listOwn } from './list-own.js';
import { maintenance } from './maintain/maintain.js';
import { exactUpTo } from './maintain/survey-scopes.js';
import { toMemories } from './memory-row.js';
import { removeMemories } from './remove.js';
import { indexedScopes } from './search/indexed-scopes.js';
import { searchMemories } from './search/search-memories.js';
import { updateMemories } from './update.js';

export interface MemoryStoreOptions {
  /** Number of memories from which those of an owner, or the public ones, may be searched by the HNSW index. */
  readonly indexFrom?: number;
}

/** Memories in PostgreSQL: one statement or one transaction for each method. */
export function memoryStore(
  database: Database,
  { indexFrom = exactUpTo }: MemoryStoreOptions = {},
): MemoryStore {
  const models = embeddingModels(database);
  const scopes = indexedScopes(database);
  const context = { database, models, scopes, halfvecType: halfvecType(database) };
  const maintain = maintenance(database, { indexFrom });

  return {
    insert: (memories) => insertMemories(context, memories),
    insertAbsent: (memories, options) => insertAbsentMemories(context, memories, options),
    update: (ownerId, changes, options) => updateMemories(context, ownerId, changes, options),
    remove: (ownerId, ids, options) => removeMemories(context, ownerId, ids, options),
    async find(viewerId, ids, now) {
      return toMemories(await findMemories(database, viewerId, ids, now), models);
    },
    async list(viewerId, filter, page, now) {
      return toMemories(await listMemories(database, viewerId, filter, page, now), models);
    },
    listOwn: (ownerId, filter, limit, now) => listOwn(database, ownerId, filter, limit, now),
    search: (viewerId, filter, search, now) =>
      searchMemories(context, viewerId, filter, search, now),
    count: (viewerId, filter, options) => countMemories(database, viewerId, filter, options),
    listLabels: (ownerId, kind, now) => listLabels(database, ownerId, kind, now),
    renameLabel: (ownerId, rename) => renameLabel(database, ownerId, rename),
    claimPending: (claim) => claimPending(context, claim),
    saveEmbeddings: (items) => saveEmbeddings(context, items),
    releasePending: (items, retryAt) => releasePending(context, items, retryAt),
    countByModel: () => countByModel(database),
    async maintain() {
      await maintain();
      scopes.forget();
    },
  };
}
