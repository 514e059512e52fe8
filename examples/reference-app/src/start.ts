import { readConfiguration } from './configuration.js';
import { openApplication } from './installation/open-application.js';
import { registerInProcess } from './installation/register-in-process.js';
import { guide } from './server/guide.js';
import { createLogger } from './server/logger.js';
import { runProgram } from './server/run-program.js';
import { closeOnSignals } from './server/shutdown.js';
import { startServer } from './server/start-server.js';
import { readWebConfiguration } from './web/configuration.js';

/** `npm start`: the server and the web application, with a guide for whoever starts them. */
await runProgram(async () => {
  const configuration = readConfiguration(process.env);
  const web = readWebConfiguration(process.env);
  const logger = createLogger(process.stdout);
  const server = await startServer(configuration, logger);
  const closers = [server.close];
  const close = async () => {
    for (const release of closers.splice(0).reverse()) await release();
  };
  try {
    const application = await openApplication(web, logger);
    closers.push(application.close);
    await registerInProcess(server.store, application.clients, web, logger);
  } catch (error) {
    await close();
    throw error;
  }
  closeOnSignals(close, logger);
  process.stdout.write(guide(configuration, server, web));
});
