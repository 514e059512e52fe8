import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwnDatabase, type OwnDatabase } from './own-database.js';
import { type Environment, freePort, type Program, runServer } from './programs.js';

/** A fresh installation: an empty data folder, a port, and a database of its own. */
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
  install(): Promise<Installation>;
}

const serverUrl = process.env.PICARD_TEST_DATABASE_URL;
const withoutServer = serverUrl ? '' : ' (skipped: PICARD_TEST_DATABASE_URL is not set)';

/** Where the journeys lead through: both adapters, both databases. */
export const surroundings: readonly Surroundings[] = [
  {
    name: 'Express on the embedded database',
    isAvailable: true,
    isEmbedded: true,
    install: () => install({ PICARD_ADAPTER: 'express' }),
  },
  {
    name: 'Koa on the embedded database',
    isAvailable: true,
    isEmbedded: true,
    install: () => install({ PICARD_ADAPTER: 'koa' }),
  },
  {
    name: `Express on PostgreSQL${withoutServer}`,
    isAvailable: serverUrl !== undefined,
    isEmbedded: false,
    install: async () => install({}, await createOwnDatabase(serverUrl ?? '')),
  },
];

async function install(choice: Environment, database?: OwnDatabase): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'picard-journey-'));
  const dataDir = join(folder, 'data');
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
    programs: [],
    async dispose() {
      await database?.drop();
      await rm(folder, { recursive: true, force: true });
    },
  });
}

interface Parts extends Pick<Installation, 'dataDir' | 'url' | 'environment' | 'database'> {
  /** All that were ever started. */
  readonly programs: Program[];
  dispose(): Promise<void>;
}

function installationOf(parts: Parts): Installation {
  const { environment, programs } = parts;
  return {
    ...parts,
    with: (variables) =>
      installationOf({ ...parts, environment: { ...environment, ...variables } }),
    async start(name = 'server') {
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
export function installEmbedded(): Promise<Installation> {
  const embedded = surroundings.find(({ isEmbedded }) => isEmbedded);
  if (embedded === undefined) throw new Error('there is no embedded database');
  return embedded.install();
}
