import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../free-port.js';
import { createOwnDatabase, type OwnDatabase } from '../journey/own-database.js';
import { type ComposeService, composeService, environmentOf } from './compose-file.js';
import { type Image, imageBuilder } from './container/image-builder.js';
import { type Contained, obstacle, runInRoot } from './container/run-in-root.js';
import { makeEnv } from './env-file.js';
import { renderEnvironment, renderService } from './render-blueprint.js';
import { readRepositoryFile, repository } from './repository.js';

const serverUrl = process.env.PICARD_TEST_DATABASE_URL;
const reason = serverUrl === undefined ? 'PICARD_TEST_DATABASE_URL is not set' : obstacle();

type Variables = Readonly<Record<string, string>>;

let folder: string;
let images: { readonly server: Image; readonly app: Image };
let env: Variables;
const started: Contained[] = [];
const databases: OwnDatabase[] = [];

/** Starts a program of an image as docker-compose.yml has it: a root that cannot be written, no rights. */
function start(image: Image, variables: Variables, command = image.command): Contained {
  const program = runInRoot(command, {
    ...image,
    plan: 'run',
    environment: { ...image.environment, ...variables },
    hosts: join(folder, 'hosts'),
    tmpfs: composeService('mcp_server').tmpfs,
  });
  started.push(program);
  return program;
}

const run = (image: Image, variables: Variables, command: readonly string[]) =>
  start(image, variables, command).ended;

const healthOf = async (image: Image, variables: Variables) =>
  (await run(image, variables, image.healthcheck)).code;

async function newDatabase(): Promise<string> {
  const database = await createOwnDatabase(serverUrl ?? '');
  databases.push(database);
  return database.url;
}

/** A whole installation as docker-compose.yml describes it, on free ports and databases of its own. */
async function compose() {
  const [picardPort, clientPort] = await Promise.all([freePort(), freePort()]);
  const [picardDatabase, clientDatabase] = await Promise.all([newDatabase(), newDatabase()]);
  const publicAddresses = {
    PICARD_ISSUER_URL: `http://localhost:${picardPort}`,
    CLIENT_URL: `http://localhost:${clientPort}`,
  };
  const given = (service: ComposeService) => environmentOf(service, { ...env, ...publicAddresses });
  const application = {
    CLIENT_DATABASE_URL: clientDatabase,
    CLIENT_PORT: String(clientPort),
    PICARD_URL: `http://mcp_server:${picardPort}`,
  };
  return {
    ...publicAddresses,
    server: {
      ...given(composeService('mcp_server')),
      DATABASE_URL: picardDatabase,
      PICARD_PORT: String(picardPort),
    },
    setup: { ...given(composeService('reference_app_setup')), ...application },
    application: { ...given(composeService('reference_app')), ...application },
  };
}

async function clientsOf(issuer: string): Promise<readonly unknown[]> {
  const credentials = Buffer.from(`${env.ADMIN_USERNAME}:${env.ADMIN_PASSWORD}`).toString('base64');
  const headers = { Authorization: `Basic ${credentials}` };
  const response = await fetch(`${issuer}/api/admin/clients`, { headers });
  const body = (await response.json()) as { clients: readonly unknown[] };
  return body.clients;
}

describe(`the images, built and run by their Dockerfile${reason ? ` (skipped: ${reason})` : ''}`, {
  timeout: 120_000,
}, () => {
  it('are described in words that these tests can carry out', () => {
    expect(() => imageBuilder(repository, tmpdir())).not.toThrow();
  });

  if (reason !== undefined) return;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picard-images-'));
    await writeFile(join(folder, 'hosts'), '127.0.0.1 localhost mcp_server\n');
    const made = await makeEnv();
    env = made.env;
    await made.remove();
    const builder = imageBuilder(repository, folder);
    images = { server: await builder.build('server'), app: await builder.build('app') };
  }, 900_000);

  afterEach(async () => {
    await Promise.all(started.splice(0).map((program) => program.kill()));
    await Promise.all(databases.splice(0).map((database) => database.drop()));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('make a server that serves, knows whether it is well, and ends cleanly when told to', async () => {
    const { server, PICARD_ISSUER_URL } = await compose();
    expect(await healthOf(images.server, server)).toBe(1);

    const program = start(images.server, server);
    await program.printed(/listening/);
    expect(await healthOf(images.server, server)).toBe(0);
    const metadata = await fetch(`${PICARD_ISSUER_URL}/.well-known/oauth-authorization-server`);
    expect(await metadata.json()).toMatchObject({ issuer: PICARD_ISSUER_URL });
    expect(program.output()).not.toContain(env.ADMIN_PASSWORD);

    program.signal('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0 });
  });

  it('hold the operator’s tool, which finds nothing wrong', async () => {
    const { server } = await compose();
    const program = start(images.server, server);
    await program.printed(/listening/);
    const doctor = await run(images.server, server, ['picard', 'doctor']);
    expect(doctor.code, doctor.output).toBe(0);
  });

  it('hold every command that the document on deploying names', async () => {
    const named = readRepositoryFile('docs/deploying.md').matchAll(
      /\b(picard|picard-app) ([a-z]+(?:-[a-z]+)*)/g,
    );
    const commands = new Set([...named].map(([command]) => command));
    expect([...commands]).toEqual(expect.arrayContaining(['picard doctor', 'picard-app register']));
    for (const command of commands) {
      const [program = '', name = ''] = command.split(' ');
      const help = await run(images.server, {}, [program, 'help', name]);
      expect(help.output, command).toContain(name);
      expect(help.code, command).toBe(0);
    }
  });

  it('have no tools to build with, and leave nothing to write on', async () => {
    const { server } = await compose();
    const look = 'ls node_modules | grep -E "^(typescript|tsup|vitest|esbuild)$"';
    expect((await run(images.server, server, ['sh', '-c', look])).output).toBe('');
    const write = await run(images.server, server, ['sh', '-c', 'id -u; touch /app/x']);
    expect(write.output).toMatch(/^1000\n/);
    expect(write.code).not.toBe(0);
  });

  it('make an application that registers itself once, serves, and ends cleanly when told to', async () => {
    const { server, setup, application, PICARD_ISSUER_URL, CLIENT_URL } = await compose();
    const memoryServer = start(images.server, server);
    await memoryServer.printed(/listening/);

    const command = composeService('reference_app_setup').command ?? [];
    for (const _ of ['the first time', 'at the next start']) {
      const done = await run(images.app, setup, command);
      expect(done.code, done.output).toBe(0);
      expect(await clientsOf(PICARD_ISSUER_URL)).toHaveLength(1);
    }

    expect(await healthOf(images.app, application)).toBe(1);
    const program = start(images.app, application);
    await program.printed(/listening/);
    expect(await healthOf(images.app, application)).toBe(0);
    const page = await fetch(CLIENT_URL);
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    for (const [, asset = ''] of (await page.text()).matchAll(
      /(?:href|src)="(\/assets\/[^"]+)"/g,
    )) {
      expect((await fetch(new URL(asset, CLIENT_URL))).status, asset).toBe(200);
    }

    program.signal('SIGTERM');
    expect(await program.ended).toMatchObject({ code: 0 });
  });

  it('work with what Render gives them: an address known at run time, and keys without ids', async () => {
    const urls = {
      'picard-mcp-server': 'https://picard-mcp-server.onrender.com',
      'picard-reference-app': 'https://picard-reference-app.onrender.com',
    };
    const filled = {
      urls,
      databases: { 'picard-db-mcp': await newDatabase(), 'picard-db-client': await newDatabase() },
      generate: () => randomBytes(32).toString('base64'),
    };
    const ports = { PICARD_PORT: String(await freePort()), CLIENT_PORT: String(await freePort()) };
    for (const [name, port] of [
      ['picard-mcp-server', ports.PICARD_PORT],
      ['picard-reference-app', ports.CLIENT_PORT],
    ] as const) {
      const service = renderService(name);
      const variables = { ...renderEnvironment(service, filled), ...ports };
      const before = await run(images.server, variables, [
        'sh',
        '-c',
        service.preDeployCommand ?? '',
      ]);
      expect(before.code, before.output).toBe(0);
      // Render takes the Dockerfile's last image, and its command in place of the image's.
      const command = service.dockerCommand?.split(' ') ?? images.server.command;
      const program = start(images.server, variables, command);
      await program.printed(/listening/);
      const health = await fetch(`http://127.0.0.1:${port}${service.healthCheckPath}`, {
        headers: { 'X-Forwarded-Proto': 'https' },
      });
      expect(health.status).toBe(200);
    }
    const metadata = await fetch(
      `http://127.0.0.1:${ports.PICARD_PORT}/.well-known/oauth-authorization-server`,
    );
    expect(await metadata.json()).toMatchObject({ issuer: urls['picard-mcp-server'] });
  });
});
