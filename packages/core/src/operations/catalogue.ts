import { accountOperations } from './accounts.js';
import { groupOperations } from './groups.js';
import { labelOperations } from './labels.js';
import { memoryOperations } from './memories.js';
import { memoryBatchOperations } from './memory-batches.js';
import type { Operation } from './operation.js';
import { personaOperations } from './personas.js';
import { transferOperations } from './transfer.js';
import { trashOperations } from './trash.js';

const operations: readonly Operation[] = [
  ...memoryOperations,
  ...memoryBatchOperations,
  ...trashOperations,
  ...labelOperations,
  ...transferOperations,
  ...groupOperations,
  ...personaOperations,
  ...accountOperations,
];

/** Every operation of Picard by its name, in the order in which clients are shown them. */
export const catalogue: ReadonlyMap<string, Operation> = new Map(
  operations.map((operation) => [operation.name, operation]),
);
