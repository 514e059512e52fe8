import type { Logger } from '@picard-mcp/core/ports';
import {
  backChannel,
  createSealer,
  type Database,
  oauthClientStore,
  parseKeyRing,
  registerApplication,
  updateSchema,
  type WebConfiguration,
} from '@picard-mcp/reference-app';
import {
  ConfigurationError,
  createLogger,
  password,
  readVariable,
  runProgram,
  username,
} from '@picard-mcp/server/program';
import { Command } from 'commander';
import { readApplicationConfiguration } from './application-configuration.js';
import { explain, openFoundation } from './open-application.js';

/** The time that the memory server may take to start. */
const patienceMs = 60_000;

/** What an operator does once for the web application. */
const program = new Command('web-setup')
  .description("sets the web application up; reads the application's variables")
  .showHelpAfterError();

program
  .command('migrate')
  .description("bring the application's database up to date")
  .action(() => prepare(async () => undefined));

program
  .command('register')
  .description(
    'register the application at the memory server, by ADMIN_USERNAME and ADMIN_PASSWORD, unless it is registered',
  )
  .action(() => prepare(register));

await runProgram(async () => void (await program.parseAsync()));

type Work = (configuration: WebConfiguration, database: Database, keys: string) => Promise<void>;

/** Opens the application's database, brings it up to date, and closes it after the work. */
async function prepare(work: Work): Promise<void> {
  const configuration = readApplicationConfiguration(process.env);
  const logger: Logger = createLogger(process.stdout);
  const { database, encryptionKeys } = await openFoundation(configuration, logger);
  try {
    const ran = await updateSchema(database);
    logger.info({ migrations: ran }, "the application's schema is up to date");
    await work(configuration, database, encryptionKeys);
  } catch (error) {
    throw explain(error, configuration);
  } finally {
    await database.close();
  }
}

async function register(
  { issuer, serviceUrl, url, client }: WebConfiguration,
  { pool }: Database,
  keys: string,
): Promise<void> {
  const logger = createLogger(process.stdout);
  if (client !== undefined) {
    return logger.info({}, 'CLIENT_ID and CLIENT_SECRET say who the application is');
  }
  await registerApplication({
    channel: backChannel(issuer, serviceUrl),
    issuer,
    clients: oauthClientStore(pool, createSealer(parseKeyRing(keys))),
    redirectUri: `${url}/connection/callback`,
    administrator: administrator(),
    now: () => new Date(),
    logger,
    patienceMs,
  });
}

function administrator(): { readonly username: string; readonly password: string } {
  const secret = readVariable(process.env, 'ADMIN_PASSWORD', password);
  if (secret === undefined) {
    throw new ConfigurationError(
      "ADMIN_PASSWORD is not set; it must hold the password of an administrator of the memory server, with ADMIN_USERNAME ('admin' if absent).",
    );
  }
  return {
    username: readVariable(process.env, 'ADMIN_USERNAME', username) ?? 'admin',
    password: secret,
  };
}
