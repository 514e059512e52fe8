import { createPicard } from '@picard-mcp/core';
import { envelopeCipher } from '@picard-mcp/core/builtin';
import type { Command } from 'commander';
import { chooseEmbedder } from '../serving/embedder.js';
import { openEncryptionKeys } from '../serving/encryption-keys.js';
import type { OperatorContext } from './operator-context.js';
import { withStore } from './with-store.js';

/** `reembed`: after a change of the embedding model, embeds what other models have embedded. */
export function addReembed(program: Command, context: OperatorContext): void {
  program
    .command('reembed')
    .description('embed every memory with the present model; may be stopped and run again')
    .action(async () => {
      const { configuration, logger, print } = context;
      const { ring: keys } = await openEncryptionKeys(configuration, logger);
      const embedder = await chooseEmbedder(configuration.openAi, logger);
      await withStore(context, async (store) => {
        const picard = createPicard({
          store,
          cipher: envelopeCipher({ keys, dataKeys: store.dataKeys, logger }),
          embedder,
          logger,
          background: false,
        });
        const { embedded } = await picard.reembed({
          onProgress: (done) => logger.info({ done }, 'embedding'),
        });
        await picard.close();
        print(`Embedded ${embedded} memories with ${embedder.model}.`);
      });
    });
}
