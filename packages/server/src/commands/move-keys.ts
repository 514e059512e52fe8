import { PicardError } from '@picard-mcp/core';
import { moveDataKeys } from '@picard-mcp/core/builtin';
import { postgresStore } from '@picard-mcp/store-postgres';
import type { Command } from 'commander';
import { databaseOptions, openKeyStore } from '../serving/open-store.js';
import type { OperatorContext } from './operator-context.js';

/** `move-keys`: takes the users' data keys out of the memories' database into one of their own. */
export function addMoveKeys(program: Command, context: OperatorContext): void {
  program
    .command('move-keys')
    .description('move data keys to PICARD_KEYS_DATABASE_URL, while no server runs')
    .action(async () => {
      const { configuration, logger, print } = context;
      const { keysDatabaseUrl } = configuration;
      if (keysDatabaseUrl === undefined) {
        throw new PicardError(
          'invalid_input',
          'PICARD_KEYS_DATABASE_URL is not set. Set it to the database that the data keys move to.',
        );
      }
      const store = await postgresStore(databaseOptions(configuration, logger));
      try {
        const keys = await openKeyStore(keysDatabaseUrl, logger);
        try {
          const { moved } = await moveDataKeys({
            from: store.dataKeys,
            to: keys,
            onProgress: (progress) => logger.debug(progress, 'moving data keys'),
          });
          print(`Moved ${moved} users' data keys.`);
        } finally {
          await keys.close();
        }
      } finally {
        await store.close();
      }
    });
}
