import { readConfiguration } from './configuration.js';
import { guide } from './server/guide.js';
import { createLogger } from './server/logger.js';
import { runProgram } from './server/run-program.js';
import { closeOnSignals } from './server/shutdown.js';
import { startServer } from './server/start-server.js';

/** `npm start`: everything, with a guide for whoever starts it. */
await runProgram(async () => {
  const configuration = readConfiguration(process.env);
  const logger = createLogger(process.stdout);
  const server = await startServer(configuration, logger);
  closeOnSignals(server.close, logger);
  process.stdout.write(guide(configuration, server));
});
