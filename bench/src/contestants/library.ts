import { createPicard, type Memory } from '@picard-mcp/core';
import type { BatchItem } from '@picard-mcp/core/operations';
import { postgresStore } from '@picard-mcp/store-postgres';
import { preparedEmbedder } from '../data/prepared-embedder.js';
import type { Call } from '../scenario.js';
import type { OpenCaller } from './caller.js';

/** Picard embedded in a program, as its host would use it. */
export const openLibrary: OpenCaller = async ({ databaseUrl, encryptionKeys }) => {
  const store = await postgresStore({ connectionString: databaseUrl });
  const picard = createPicard({
    store,
    encryptionKeys,
    embedder: preparedEmbedder(),
    background: false,
  });

  async function answer(call: Call): Promise<readonly Pick<Memory, 'id'>[]> {
    const { memories } = picard.as(call.ownerId);
    switch (call.tool) {
      case 'query_memory':
        return memories.query(call.input);
      case 'get_memories':
        return (await memories.list(call.input)).memories;
      case 'submit_memory':
        return [await memories.submit(call.input)];
      case 'batch_submit_memories':
        return (await memories.batchSubmit(call.input.memories)).map(stored);
    }
  }

  return {
    make: async (call) => (await answer(call)).map(({ id }) => id),
    async close() {
      await picard.close();
      await store.close();
    },
  };
};

function stored(item: BatchItem<Memory>): Memory {
  if (item.ok) return item.value;
  throw new Error(`${item.error.code}: ${item.error.message}`);
}
