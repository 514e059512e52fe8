import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from './free-port.js';
import { builtPicard, forShortLives } from './journey/programs.js';
import { userAgent } from './oauth-suite/user-agent.js';

describe('the programs in the documents', () => {
  let folder: string;
  let program: ChildProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'picard-example-'));
  });
  afterEach(async () => {
    if (program?.exitCode === null) {
      program.kill('SIGKILL');
      await once(program, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  });

  /** Starts a program and gives its first line. */
  async function firstLine(name: string, port = '0'): Promise<string> {
    program = spawn(process.execPath, [...forShortLives, join('examples', name)], {
      cwd: builtPicard(),
      env: { ...process.env, PICARD_DATA_DIR: folder, PORT: port },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (!program.stdout) throw new Error('the program has no output');
    for await (const line of createInterface(program.stdout)) return line;
    throw new Error('the program said nothing');
  }

  it('find a memory without any server', async () => {
    await prepareDataDir(folder);
    expect(await firstLine('embedded.mjs')).toMatch(/^0\.\d\d Prefers window seats/);
    if (program) expect(await once(program, 'exit')).toEqual([0, null]);
  });

  it.each([
    ['express-app.mjs', '/picard'],
    ['koa-app.mjs', ''],
  ])('serve Picard beside a route of their own: %s', async (name, mount) => {
    await prepareDataDir(folder);
    const line = await firstLine(name);
    const [, url = '', token = ''] = /^(http:\S+)\/seats, token (\S+)$/.exec(line) ?? [];
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const data = { text: 'Prefers window seats on long flights.' };
    const submitted = await fetch(`${url}${mount}/api/tools`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ tool: 'submit_memory', data }),
    });
    expect(submitted.status).toBe(200);
    const seats = await fetch(`${url}/seats`, { headers });
    expect(await seats.json()).toEqual([data.text]);
    expect((await fetch(`${url}/seats`)).status).toBe(401);
    expect((await fetch(`${url}${mount}/health`)).status).toBe(200);
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  });

  it('let MCP clients in by the login of the host', async () => {
    await prepareDataDir(folder);
    // The issuer must be known before the server listens.
    const port = await freePort();
    const url = /^Connect MCP clients to (\S+)\/mcp$/.exec(
      await firstLine('own-login.mjs', `${port}`),
    )?.[1];
    const client = await register(`${url}/register`);
    const asked = new URL(`${url}/authorize`);
    asked.search = new URLSearchParams({
      ...{ client_id: client, redirect_uri: callback, response_type: 'code' },
      ...{ code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM' },
      ...{ code_challenge_method: 'S256', state: 'mine' },
    }).toString();
    const agent = userAgent(`${url}`);
    const consent = await agent.open(asked);
    expect(consent.text).toContain('Ada’s notebook');
    const back = await agent.submit(consent, { decision: 'allow' });
    expect(back.url.href).toMatch(/^http:\/\/127\.0\.0\.1:9\/callback\?/);
    expect(back.url.searchParams.get('state')).toBe('mine');

    const answer = await fetch(`${url}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'authorization_code', client_id: client },
        code: back.url.searchParams.get('code') ?? '',
        code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
      }),
    });
    expect(await answer.json()).toMatchObject({ scope: 'memories:read memories:write' });
  });
});

const callback = 'http://127.0.0.1:9/callback';

async function register(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ redirect_uris: [callback], token_endpoint_auth_method: 'none' }),
  });
  const { client_id: id } = (await response.json()) as { client_id: string };
  return id;
}
