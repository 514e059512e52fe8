import { describe } from 'vitest';
import { accessContract } from './memory-store-contract/access.js';
import { batchUpdatingContract } from './memory-store-contract/batch-updating.js';
import { embeddingQueueContract } from './memory-store-contract/embedding-queue.js';
import { labelsContract } from './memory-store-contract/labels.js';
import { pagingContract } from './memory-store-contract/paging.js';
import { racingContract } from './memory-store-contract/racing.js';
import { readingContract } from './memory-store-contract/reading.js';
import { refusingChangesContract } from './memory-store-contract/refusing-changes.js';
import { renamingLabelsContract } from './memory-store-contract/renaming-labels.js';
import { searchingContract } from './memory-store-contract/searching.js';
import { trashContract } from './memory-store-contract/trash.js';
import { trashRacesContract } from './memory-store-contract/trash-races.js';
import { updatingContract } from './memory-store-contract/updating.js';
import { visibilityContract } from './memory-store-contract/visibility.js';
import { writingContract } from './memory-store-contract/writing.js';
import type { StoreFactory } from './store-factory.js';

/**
 * What every `MemoryStore` must do. Shares with groups are made through the `GroupStore` beside it.
 */
export function memoryStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: memory store`, () => {
    writingContract(open);
    updatingContract(open);
    batchUpdatingContract(open);
    refusingChangesContract(open);
    racingContract(open);
    trashContract(open);
    trashRacesContract(open);
    readingContract(open);
    accessContract(open);
    visibilityContract(open);
    pagingContract(open);
    searchingContract(open);
    labelsContract(open);
    renamingLabelsContract(open);
    embeddingQueueContract(open);
  });
}
