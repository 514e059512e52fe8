import { openApplication } from './installation/open-application.js';
import { createLogger } from './server/logger.js';
import { runProgram } from './server/run-program.js';
import { closeOnSignals } from './server/shutdown.js';
import { readWebConfiguration } from './web/configuration.js';

/** The web application alone, for a memory server that runs elsewhere. */
await runProgram(async () => {
  const configuration = readWebConfiguration(process.env);
  const logger = createLogger(process.stdout);
  const { close } = await openApplication(configuration, logger);
  closeOnSignals(close, logger);
  const { url, host, port, issuer } = configuration;
  logger.info({ url, host, port, issuer }, 'the web application is listening');
});
