import type { MemoryContext } from '../memory/memory-context.js';
import { type Principal, requireScope } from '../token/principal.js';
import { exportMemories, exportPage } from './export-memories.js';
import { importMemories } from './import-memories.js';
import type { TransferService } from './transfer-service.js';

/** Import and export as `principal` may use them. */
export function createTransferService(
  context: MemoryContext,
  principal: Principal,
): TransferService {
  const { userId } = principal;
  return {
    async *export(input, options) {
      requireScope(principal, 'memories:read');
      yield* exportMemories(context, userId, input, options?.signal);
    },
    async exportPage(input) {
      requireScope(principal, 'memories:read');
      return exportPage(context, userId, input);
    },
    async import(input, options) {
      requireScope(principal, 'memories:write');
      return importMemories(context, userId, input, options);
    },
  };
}
