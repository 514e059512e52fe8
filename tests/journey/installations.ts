import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { freePort } from '../free-port.js';
import { applicationTemplate } from '../web-suite/application-template.js';
import { createOwnDatabase, type OwnDatabase } from './own-database.js';
import { type Environment, type Program, runServer } from './programs.js';

/** A fresh installation: a data folder, a port, and a database of its own with nothing in it. */
export interface Installation {
  readonly dataDir: string;
  readonly url: string;
  readonly environment: Environment;
  /** The real server's database; absent for the embedded one. */
  readonly database: OwnDatabase | undefined;
  /** The same installation with further variables. */
  with(variables: Environment): Installation;
  start(program?: 'start' | 'server'): Promise<Program>;
  remove(): Promise<void>;
}

export interface Surroundings {
  readonly name: string;
  readonly isAvailable: boolean;
  readonly isEmbedded: boolean;
  install(options?: InstallOptions): Promise<Installation>;
}

export interface InstallOptions {
  /**
   * Whether the very first start is what is tested: without it, the embedded databases and their schemas are there
   * already, because making them takes seconds.
   */
  readonly isFirstStart?: boolean;
}

const serverUrl = process.env.PICARD_TEST_DATABASE_URL;
const withoutServer = serverUrl ? '' : ' (skipped: PICARD_TEST_DATABASE_URL is not set)';

/** Where the journeys lead through: both adapters, both databases. */
export const surroundings: readonly Surroundings[] = [
  {
    name: 'Express on the embedded database',
    isAvailable: true,
    isEmbedded: true,
    install: (options) => install({ PICARD_ADAPTER: 'express' }, options),
  },
  {
    name: 'Koa on the embedded database',
    isAvailable: true,
    isEmbedded: true,
    install: (options) => install({ PICARD_ADAPTER: 'koa' }, options),
  },
  {
    name: `Express on PostgreSQL${withoutServer}`,
    isAvailable: serverUrl !== undefined,
    isEmbedded: false,
    install: async (options) => install({}, options, await createOwnDatabase(serverUrl ?? '')),
  },
];

/** For what is a matter of the database alone: each of them once. */
export const databases = surroundings.filter(({ name }) => name.startsWith('Express'));

async function install(
  choice: Environment,
  { isFirstStart = false }: InstallOptions = {},
  database?: OwnDatabase,
): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'picard-journey-'));
  const dataDir = join(folder, 'data');
  if (!isFirstStart && !database) await prepareDataDir(dataDir);
  const port = String(await freePort());
  const environment = {
    ...choice,
    PICARD_DATA_DIR: dataDir,
    PICARD_PORT: port,
    CLIENT_PORT: String(await freePort()),
    ...(database === undefined ? {} : { DATABASE_URL: database.url }),
  };
  return installationOf({
    dataDir,
    url: `http://localhost:${port}`,
    environment,
    database,
    isFirstStart,
    programs: [],
    async dispose() {
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

interface Parts extends Pick<Installation, 'dataDir' | 'url' | 'environment' | 'database'> {
  readonly isFirstStart: boolean;
  /** All that were ever started. */
  readonly programs: Program[];
  dispose(): Promise<void>;
}

function installationOf(parts: Parts): Installation {
  const { dataDir, environment, programs } = parts;
  return {
    ...parts,
    with: (variables) =>
      installationOf({ ...parts, environment: { ...environment, ...variables } }),
    async start(name = 'server') {
      const application = join(dataDir, 'application', 'database');
      if (name === 'start' && !parts.isFirstStart && !existsSync(application)) {
        await applicationTemplate.copyTo(application);
      }
      const program = runServer(name, environment);
      programs.push(program);
      await program.printed(name === 'start' ? /Picard is ready/ : /"msg":"listening"/);
      return program;
    },
    async remove() {
      for (const program of programs) program.signal('SIGKILL');
      await Promise.all(programs.map((program) => program.ended));
      await parts.dispose();
    },
  };
}

/** For what concerns every installation alike, the one that needs nothing. */
export function installEmbedded(options?: InstallOptions): Promise<Installation> {
  const embedded = surroundings.find(({ isEmbedded }) => isEmbedded);
  if (embedded === undefined) throw new Error('there is no embedded database');
  return embedded.install(options);
}
