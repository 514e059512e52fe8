import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@picard-mcp/core/ports';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import { startServer } from './start-server.js';

const undo: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Starts a server, and answers the status that each of these host names gets from it. */
async function statusesOf(
  variables: Record<string, string>,
  names: readonly string[],
): Promise<readonly (number | undefined)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'picard-hosts-'));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  await prepareDataDir(folder);
  const port = await freePort();
  const configuration = readConfiguration({
    PICARD_DATA_DIR: folder,
    PICARD_PORT: String(port),
    ...variables,
  });
  const { close } = await startServer(configuration, silentLogger);
  undo.push(close);
  return Promise.all(names.map((name) => statusOf(port, `${name}:${port}`)));
}

/** `fetch` sends no Host header but the address's own. */
async function statusOf(port: number, host: string): Promise<number | undefined> {
  const path = '/.well-known/oauth-authorization-server';
  const sent = request({ port, host: '127.0.0.1', path, headers: { host } }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.resume();
  return response.statusCode;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const hosts = ['localhost', 'mcp_server', 'picard.internal', 'evil.example'];

describe('a server whose issuer is on this machine', () => {
  it('answers to the names of PICARD_ALLOWED_HOSTS too, and to no others', async () => {
    const PICARD_ALLOWED_HOSTS = 'mcp_server, Picard.internal';
    expect(await statusesOf({ PICARD_ALLOWED_HOSTS }, hosts)).toEqual([200, 200, 200, 403]);
  });

  it('answers to names of its own machine alone without PICARD_ALLOWED_HOSTS', async () => {
    expect(await statusesOf({}, hosts)).toEqual([200, 403, 403, 403]);
  });
});
