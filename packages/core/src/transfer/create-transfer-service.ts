import type { MemoryContext } from '../memory/memory-context.js';
import type { Guard } from '../token/guard.js';
import { exportMemories, exportPage } from './export-memories.js';
import { importMemories } from './import-memories.js';
import type { TransferService } from './transfer-service.js';

/** Import and export as the guard's principal may use them. */
export function createTransferService(context: MemoryContext, guard: Guard): TransferService {
  const { userId } = guard.principal;
  return {
    export: (input, options) =>
      guard.stream('export_memories', 'memories:read', undefined, () =>
        exportMemories(context, userId, input, options?.signal),
      ),
    exportPage: (input) =>
      guard.run('export_memories', 'memories:read', undefined, () =>
        exportPage(context, userId, input),
      ),
    import: (input, options) =>
      guard.run('import_memories', 'memories:write', undefined, () =>
        importMemories(context, userId, input, options),
      ),
  };
}
