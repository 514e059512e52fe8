import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@picard-mcp/core';
import { memoryStore } from '@picard-mcp/core/testing';
import { registerClient } from '@picard-mcp/oauth';
import { authorizationStoreInMemory } from '@picard-mcp/oauth/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type OAuthServer, startOAuthServer } from '../oauth-suite/oauth-server.js';
import { blocks, commands } from './documents.js';
import { runScript } from './shell.js';

let server: OAuthServer;
let folder: string;
let client: { readonly id: string; readonly secret: string };

beforeEach(async () => {
  const memories = memoryStore();
  const authorization = authorizationStoreInMemory({ users: memories.users });
  server = await startOAuthServer({ store: { ...memories, authorization } });
  folder = await mkdtemp(join(tmpdir(), 'picard-curl-'));
  const registered = await registerClient(
    { clients: authorization.clients },
    {
      name: 'A product',
      redirectUris: ['https://product.example/callback'],
      scopes: ['memories:read', 'memories:write'],
      isConfidential: true,
      allowDirectConnect: true,
    },
  );
  client = { id: registered.client.clientId, secret: registered.secret ?? '' };
});
afterEach(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The commands of a document that call Picard by curl. */
const callsOf = (name: string) =>
  commands.filter(({ document, line }) => document === name && line.startsWith('curl '));

async function run(line: string, environment: Readonly<Record<string, string>> = {}) {
  // A status of 400 and above fails the command.
  const { code, stdout, stderr } = await runScript(line.replace(/^curl/, 'curl --fail-with-body'), {
    cwd: folder,
    environment,
  });
  expect(code, `${stdout}\n${stderr}`).toBe(0);
  return stdout;
}

/** A token by the command of docs/authorization.md, with the client that is registered here. */
async function connect() {
  const [command, ...others] = callsOf('docs/authorization.md');
  expect(others).toEqual([]);
  const filled = (command?.line ?? '')
    .replace('https://picard.example', server.url)
    .replace('"client_id":"…"', `"client_id":"${client.id}"`)
    .replace('"client_secret":"…"', `"client_secret":"${client.secret}"`);
  expect(filled).not.toContain('…');
  return JSON.parse(await run(filled)) as {
    readonly access_token: string;
    readonly user_id: string;
  };
}

describe('the calls of docs/authorization.md', () => {
  it('connect a user of a product, with what the answer is said to hold', async () => {
    expect(await connect()).toMatchObject({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      expires_in: expect.any(Number),
      scope: 'memories:read memories:write',
      user_id: expect.any(String),
    });
  });
});

describe('the calls of docs/transfer.md', () => {
  it('import the Markdown that stands there, and export it under a name', async () => {
    const { access_token: TOKEN, user_id: userId } = await connect();
    const environment = { TOKEN, PICARD: server.url };
    const sample = blocks.find(
      ({ document, language }) => document === 'docs/transfer.md' && language === 'markdown',
    );
    const id = newId();
    const notes = (sample?.code ?? '')
      .replace('"id":"…"', `"id":"${id}"`)
      .replace('"user_id":"…"', `"user_id":"${userId}"`)
      .replace(',…}', '}');
    expect(notes).not.toContain('…');
    await writeFile(join(folder, 'notes.md'), notes);

    const calls = callsOf('docs/transfer.md');
    const [toImport, toExport] = ['/api/import', '/api/export'].map(
      (path) => calls.find(({ line }) => line.includes(path))?.line ?? 'false',
    );
    expect(calls).toHaveLength(2);
    const report = JSON.parse(await run(toImport ?? 'false', environment));
    expect(report).toMatchObject({ data: { imported: 1, refused_count: 0 } });

    await run(toExport ?? 'false', environment);
    const files = (await readdir(folder)).filter((name) => name !== 'notes.md');
    expect(files).toHaveLength(1);
    const exported = await readFile(join(folder, files[0] ?? ''), 'utf8');
    expect(exported).toContain(`<!-- memory {"id":"${id}","user_id":"${userId}"`);
    expect(exported).toContain('\n\nPrefers **window seats** on long flights.\n<!-- /memory -->');
  });
});
