import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PicardError } from '@picard-mcp/core';
import type { Logger } from '@picard-mcp/core/ports';
import {
  type Database,
  generateKeyRing,
  NewerSchemaError,
  openDatabase,
  openEmbeddedDatabase,
  type RunningWeb,
  ServiceError,
  startWeb,
  type WebConfiguration,
} from '@picard-mcp/reference-app';
import { createPrivateFile } from '@picard-mcp/server/program';
import { lockFolder } from '@picard-mcp/store-postgres';

/** The configuration of the web application. */
export interface ApplicationFoundation {
  readonly database: Database;
  /** Key ring as text. */
  readonly encryptionKeys: string;
}

/** Opens the application's database and its keys; generates what is missing into its folder. */
export async function openFoundation(
  configuration: WebConfiguration,
  logger: Logger,
): Promise<ApplicationFoundation> {
  const database = await openApplicationDatabase(configuration, logger);
  try {
    return { database, encryptionKeys: await openKeys(configuration, logger) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Serves the web application.
 *
 * @throws PicardError whose one-line message states the problem for the operator.
 */
export async function openApplication(
  configuration: WebConfiguration,
  logger: Logger,
): Promise<RunningWeb> {
  const foundation = await openFoundation(configuration, logger);
  try {
    return await startWeb({ configuration, logger, ...foundation });
  } catch (error) {
    await foundation.database.close();
    throw explain(error, configuration);
  }
}

async function openApplicationDatabase(
  { databaseUrl, folder }: WebConfiguration,
  logger: Logger,
): Promise<Database> {
  if (databaseUrl !== undefined) return openDatabase(databaseUrl, logger);
  const lock = await lockFolder(folder, logger);
  try {
    const database = await openEmbeddedDatabase(join(folder, 'database'));
    return {
      ...database,
      async close() {
        await database.close();
        lock.release();
      },
    };
  } catch (cause) {
    lock.release();
    throw new PicardError('internal', `The embedded database in ${folder} cannot be opened.`, {
      cause,
    });
  }
}

async function openKeys(
  { encryptionKeys, folder }: WebConfiguration,
  logger: Logger,
): Promise<string> {
  if (encryptionKeys !== undefined) return encryptionKeys;
  const path = join(folder, 'encryption-keys');
  if (await createPrivateFile(path, `${generateKeyRing()}\n`)) {
    logger.warn(
      { path },
      "generated the application's encryption key; set CLIENT_ENCRYPTION_KEYS where several instances run",
    );
  }
  return (await readFile(path, 'utf8')).trim();
}

/** Errors of opening a port or a database, its schema, and the memory server, as one line for the operator. */
export function explain(error: unknown, { host, port }: WebConfiguration): unknown {
  if (error instanceof ServiceError || error instanceof NewerSchemaError) {
    return new PicardError('unavailable', error.message, { cause: error.cause });
  }
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return error;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `Port ${port} on ${host} is taken by another program. Stop that one, or set CLIENT_PORT to a free port.`,
    EACCES: `Port ${port} may not be used without more rights. Set CLIENT_PORT to a port above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}. Set CLIENT_HOST to one that it has.`,
    ENOTFOUND: `There is no host ${host}. Set CLIENT_HOST to an address of this machine.`,
    ECONNREFUSED: "The application's database does not answer. Check CLIENT_DATABASE_URL.",
  };
  const reason = reasons[error.code];
  return reason === undefined ? error : new PicardError('unavailable', reason, { cause: error });
}
