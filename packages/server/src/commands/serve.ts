import type { Command } from 'commander';
import type { Configuration } from '../configuration/configuration.js';
import { createLogger } from '../process/logger.js';
import { closeOnSignals } from '../process/shutdown.js';
import { startServer } from '../serving/start-server.js';
import type { OperatorContext } from './operator-context.js';

export function addServe(program: Command, { configuration }: OperatorContext): void {
  program
    .command('serve')
    .description('start the server; it runs until SIGTERM or SIGINT')
    .action(() => serve(configuration));
}

/** The server alone, with nothing but its log. */
async function serve(configuration: Configuration): Promise<void> {
  const logger = createLogger(process.stdout);
  const { administrator, generatedPassword, close } = await startServer(configuration, logger);
  closeOnSignals(close, logger);
  const { issuer, host, port, adapter } = configuration;
  logger.info({ issuer, host, port, adapter }, 'listening');
  if (generatedPassword !== undefined) {
    // Not in the log, which is stored and read by others.
    process.stderr.write(
      `picard: created the administrator ${administrator.username} with the password ${generatedPassword} (shown only this once)\n`,
    );
  }
}
