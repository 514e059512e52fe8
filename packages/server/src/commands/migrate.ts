import { migrate } from '@picard-mcp/store-postgres';
import type { Command } from 'commander';
import { databaseOptions } from '../serving/open-store.js';
import type { OperatorContext } from './operator-context.js';

/** `migrate`: brings the schema up to date without serving. Starting a server does so too. */
export function addMigrate(
  program: Command,
  { configuration, logger, print }: OperatorContext,
): void {
  program
    .command('migrate')
    .description('bring the database schema up to date')
    .action(async () => {
      const ran = await migrate(databaseOptions(configuration, logger));
      for (const name of ran) print(`ran ${name}`);
      print('The schema is up to date.');
    });
}
