import { createPicard, type Picard } from '@picard-mcp/core';
import { envelopeCipher } from '@picard-mcp/core/builtin';
import type { Store } from '@picard-mcp/core/ports';
import { chooseEmbedder } from '../serving/embedder.js';
import { openEncryptionKeys } from '../serving/encryption-keys.js';
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
      embedder: await chooseEmbedder(configuration.openAi, logger),
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
