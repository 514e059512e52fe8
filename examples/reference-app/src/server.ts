import { readConfiguration } from './configuration.js';
import { createLogger } from './server/logger.js';
import { runProgram } from './server/run-program.js';
import { closeOnSignals } from './server/shutdown.js';
import { startServer } from './server/start-server.js';

/** `npm run server`: the MCP server alone, with nothing but its log. */
await runProgram(async () => {
  const configuration = readConfiguration(process.env);
  const logger = createLogger(process.stdout);
  const { administrator, generatedPassword, close } = await startServer(configuration, logger);
  closeOnSignals(close, logger);
  const { issuer, host, port, adapter } = configuration;
  logger.info({ issuer, host, port, adapter }, 'listening');
  if (generatedPassword !== undefined) {
    // Not in the log, which is kept and read by others.
    process.stderr.write(
      `picard: created the administrator ${administrator.username} with the password ${generatedPassword} (shown only this once)\n`,
    );
  }
});
