import { closeOnSignals, createLogger, runProgram } from '@picard-mcp/server/program';
import { readApplicationConfiguration } from './application-configuration.js';
import { openApplication } from './open-application.js';

/** The web application alone, for a memory server that runs elsewhere. */
await runProgram(async () => {
  const configuration = readApplicationConfiguration(process.env);
  const logger = createLogger(process.stdout);
  const { close } = await openApplication(configuration, logger);
  closeOnSignals(close, logger);
  const { url, host, port, issuer } = configuration;
  logger.info({ url, host, port, issuer }, 'the web application is listening');
});
