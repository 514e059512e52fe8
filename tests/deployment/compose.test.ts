import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import {
  type ComposeService,
  compose,
  composeDocument,
  composeService,
  environmentOf,
  variablesTaken,
} from './compose-file.js';
import { parseDockerfile } from './container/dockerfile.js';
import { exampleNames, makeEnv } from './env-file.js';
import { applicationVariables, serverVariables } from './known-variables.js';
import { readRepositoryFile } from './repository.js';

const databases = ['db-mcp', 'db-client'] as const;
const programs = ['mcp_server', 'reference_app', 'reference_app_setup'] as const;
const byName = Object.entries(compose.services);

/** The compose specification's own schema, as the linter dclint carries it. */
function specification(): object {
  const linter = createRequire(import.meta.url).resolve('dclint/package.json');
  return JSON.parse(readFileSync(join(dirname(linter), 'schemas/compose.schema.json'), 'utf8'));
}

/** What is wrong with a compose file by the specification. */
function faultsOf(document: unknown): readonly string[] {
  const { $schema: _, ...schema } = specification() as Record<string, unknown>;
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false }).compile(
    schema,
  );
  validate(document);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function isHealthChecked({ build, healthcheck }: ComposeService): boolean {
  if (healthcheck.disable) return false;
  if (healthcheck.test) return true;
  const stages = parseDockerfile(readRepositoryFile('Dockerfile'));
  const stage = stages.find(({ name }) => name === build?.target);
  return stage?.steps.some(({ does }) => does === 'healthcheck') ?? false;
}

describe('docker-compose.yml', () => {
  it('is what the compose specification describes', () => {
    expect(faultsOf(composeDocument)).toEqual([]);
  });

  it('would be told where it is not', () => {
    expect(faultsOf({ services: { a: { imagination: 'x' } } })).not.toEqual([]);
    expect(faultsOf({ services: { a: { image: 'x', depends_on: { b: {} } } } })).not.toEqual([]);
  });

  it('has the two programs, a database for each, and what sets the application up once', () => {
    expect(Object.keys(compose.services).sort()).toEqual([...databases, ...programs].sort());
  });

  it.each(byName)('lets %s wait only for what is known to be ready', (_, { depends_on }) => {
    for (const [name, { condition }] of Object.entries(depends_on)) {
      if (condition === 'service_completed_successfully') expect(name).toBe('reference_app_setup');
      else
        expect([condition, isHealthChecked(composeService(name))]).toEqual([
          'service_healthy',
          true,
        ]);
    }
  });

  it('starts databases, server, registration and application in this order', () => {
    const waits = (name: string) => Object.keys(composeService(name).depends_on).sort();
    expect(waits('mcp_server')).toEqual(['db-mcp']);
    expect(waits('reference_app_setup')).toEqual(['db-client', 'mcp_server']);
    expect(waits('reference_app')).toEqual(['db-client', 'reference_app_setup']);
  });

  it('publishes the two programs to this machine alone, unless told otherwise, and no database', () => {
    const published = byName.flatMap(([name, { ports }]) => ports.map((port) => [name, port]));
    expect(published).toEqual([
      ['mcp_server', `$\{PICARD_PUBLISH:-127.0.0.1:8001}:8001`],
      ['reference_app', `$\{CLIENT_PUBLISH:-127.0.0.1:8000}:8000`],
    ]);
  });

  it.each([
    ['db-mcp', ['mcp_server']],
    ['db-client', ['reference_app', 'reference_app_setup']],
  ])('lets %s be reached by %j alone, over a network that leads nowhere else', (name, allowed) => {
    const [network = '', ...others] = composeService(name).networks;
    expect(others).toEqual([]);
    expect(compose.networks[network]?.internal).toBe(true);
    const reached = byName.filter(([, { networks }]) => networks.includes(network));
    expect(
      reached
        .map(([each]) => each)
        .filter((each) => each !== name)
        .sort(),
    ).toEqual(allowed);
  });

  it('keeps each database in a volume of its own', () => {
    const volumes = databases.flatMap((name) => composeService(name).volumes);
    expect(volumes).toEqual([
      'db-mcp:/var/lib/postgresql/data',
      'db-client:/var/lib/postgresql/data',
    ]);
  });

  it('takes images of one major version of PostgreSQL, with pgvector for the memories', () => {
    expect(composeService('db-mcp').image).toBe('pgvector/pgvector:pg17');
    expect(composeService('db-client').image).toBe('postgres:17');
  });

  it.each(programs)('gives %s no rights that it does not need', (name) => {
    const { read_only, cap_drop, security_opt, volumes } = composeService(name);
    expect(read_only).toBe(true);
    expect(cap_drop).toEqual(['ALL']);
    expect(security_opt).toContain('no-new-privileges:true');
    expect(volumes).toEqual([]);
  });

  it('tells the administrator’s password to the server and to the setup, not to the application', () => {
    const told = byName.filter(([, { environment }]) => 'ADMIN_PASSWORD' in environment);
    expect(told.map(([name]) => name).sort()).toEqual(['mcp_server', 'reference_app_setup']);
  });

  it('waits longer for a program to end than the program takes', () => {
    const patience = /const patienceMs = ([\d_]+);/.exec(
      readRepositoryFile('packages/server/src/process/shutdown.ts'),
    )?.[1];
    const longest = Number(patience?.replaceAll('_', '')) / 1_000;
    expect(longest).toBeGreaterThan(0);
    for (const name of programs) {
      const grace = /^(\d+)s$/.exec(composeService(name).stop_grace_period)?.[1];
      expect(Number(grace), name).toBeGreaterThan(longest);
    }
  });
});

describe('the variables of docker-compose.yml', () => {
  /** Those of the PostgreSQL image, by its documentation. */
  const ofDatabases = ['POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD', 'POSTGRES_INITDB_ARGS'];
  const ofSetup = ['ADMIN_USERNAME', 'ADMIN_PASSWORD'];

  it.each([
    ['db-mcp', ofDatabases],
    ['db-client', ofDatabases],
    ['mcp_server', [...serverVariables]],
    ['reference_app', [...applicationVariables]],
    ['reference_app_setup', [...applicationVariables, ...ofSetup]],
  ])('are variables that %s reads', (name, known) => {
    expect(known).toEqual(expect.arrayContaining(Object.keys(composeService(name).environment)));
  });

  it('offer everything that the server reads, but what the container decides', () => {
    const decided = ['PICARD_HOST', 'PICARD_PORT', 'PICARD_DATA_DIR', 'RENDER_EXTERNAL_URL'];
    const offered = [...Object.keys(composeService('mcp_server').environment), ...decided];
    expect(offered.sort()).toEqual([...serverVariables].sort());
  });

  it('are those of .env.example, every one', () => {
    expect([...variablesTaken()].sort()).toEqual([...exampleNames()].sort());
  });

  it('lead each program to its own database and to the same server', async () => {
    const { env, remove } = await makeEnv();
    await remove();
    const server = environmentOf(composeService('mcp_server'), env);
    const application = environmentOf(composeService('reference_app'), env);
    expect(server.DATABASE_URL).toBe(`postgres://picard:${env.DB_MCP_PASSWORD}@db-mcp:5432/picard`);
    expect(application.CLIENT_DATABASE_URL).toBe(
      `postgres://client:${env.DB_CLIENT_PASSWORD}@db-client:5432/client`,
    );
    expect(application.PICARD_URL).toBe('http://mcp_server:8001');
    expect(server.PICARD_ALLOWED_HOSTS).toBe('mcp_server');
    expect(application.PICARD_ISSUER_URL).toBe(server.PICARD_ISSUER_URL);
  });

  it('have to be there: without secrets nothing starts, and what to do is said', () => {
    for (const name of [...databases, ...programs]) {
      expect(() => environmentOf(composeService(name), {}), name).toThrow(/make-env\.sh/);
    }
  });
});

describe('deploy/make-env.sh', () => {
  it('fills in secrets that the programs accept, new ones each time, for nobody else to read', async () => {
    const one = await makeEnv();
    const other = await makeEnv();
    await Promise.all([one.remove(), other.remove()]);
    expect(one.mode).toBe(0o600);
    const secret = /_(PASSWORD|KEYS)$/;
    const names = Object.keys(one.env).filter((name) => secret.test(name));
    expect(names).toHaveLength(5);
    for (const name of names) {
      expect(one.env[name]?.length, name).toBeGreaterThanOrEqual(48);
      expect(one.env[name], name).not.toBe(other.env[name]);
    }
    for (const name of ['DB_MCP_PASSWORD', 'DB_CLIENT_PASSWORD']) {
      expect(one.env[name]).toMatch(/^[\da-f]+$/);
    }
    for (const name of ['PICARD_ENCRYPTION_KEYS', 'CLIENT_ENCRYPTION_KEYS']) {
      const [, key = ''] = one.env[name]?.split(':') ?? [];
      expect(Buffer.from(key, 'base64')).toHaveLength(32);
    }
  });

  it('never replaces secrets that are in use', async () => {
    const { env, again, remove } = await makeEnv();
    const second = await again();
    await remove();
    expect(second.code).toBe(1);
    expect(second.env).toEqual(env);
  });

  it('finds no secret in the example, and git keeps .env out', () => {
    const filled = /^[A-Z_]*(PASSWORD|KEYS|KEY|SECRET)=.+/m;
    expect(readRepositoryFile('.env.example')).not.toMatch(filled);
    expect(readRepositoryFile('.gitignore').split('\n')).toContain('.env');
  });
});
