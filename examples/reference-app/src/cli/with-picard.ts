import { createPicard, envelopeCipher, type Picard, type Store } from '@picard-mcp/core';
import { chooseEmbedder } from '../server/embedder.js';
import { openEncryptionKeys } from '../server/encryption-keys.js';
import type { OperatorContext } from './operator-context.js';
import { withStore } from './with-store.js';

/** Opens Picard on the database for one piece of work, without its background work, and closes both afterwards. */
export async function withPicard<Value>(
  context: OperatorContext,
  work: (picard: Picard, store: Store) => Promise<Value>,
): Promise<Value> {
  const { configuration, logger } = context;
  const { ring: keys } = await openEncryptionKeys(configuration, logger);
  return withStore(context, async (store) => {
    const picard = createPicard({
      store,
      cipher: envelopeCipher({ keys, dataKeys: store.dataKeys, logger }),
      embedder: chooseEmbedder(configuration.openAi, logger),
      logger,
      background: false,
    });
    try {
      return await work(picard, store);
    } finally {
      await picard.close();
    }
  });
}
