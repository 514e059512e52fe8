import { readConfiguration, startServer } from '@picard-mcp/server';
import { closeOnSignals, createLogger, runProgram } from '@picard-mcp/server/program';
import { readApplicationConfiguration } from './application-configuration.js';
import { guide } from './guide.js';
import { openApplication } from './open-application.js';
import { registerInProcess } from './register-in-process.js';

/** `npm start`: the server and the web application, with instructions on the terminal. */
await runProgram(async () => {
  const configuration = readConfiguration(process.env);
  const web = readApplicationConfiguration(process.env);
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
