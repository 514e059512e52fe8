import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLogger } from '@picard-mcp/core/ports';
import { prepareDataDir } from '@picard-mcp/store-postgres/testing';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../configuration/configuration.js';
import type { OperatorContext } from './operator-context.js';
import { addRegisterClient } from './register-client.js';
import { withStore } from './with-store.js';

describe('register-client', () => {
  let context: OperatorContext;
  let printed: string[] = [];

  beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'picard-register-client-'));
    await prepareDataDir(dataDir);
    context = {
      configuration: readConfiguration({ PICARD_DATA_DIR: dataDir }),
      logger: silentLogger,
      print: (line) => void printed.push(line),
    };
  });
  afterAll(() => rm(context.configuration.dataDir, { recursive: true, force: true }));

  async function run(...options: readonly string[]): Promise<readonly string[]> {
    printed = [];
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    addRegisterClient(program, context);
    for (const command of program.commands)
      command.exitOverride().configureOutput({ writeErr: () => undefined });
    await program.parseAsync(['register-client', ...options], { from: 'user' });
    return printed;
  }
  const clientOf = (lines: readonly string[]) => {
    const [, clientId = ''] = /^client_id: (\S+)$/.exec(lines[0] ?? '') ?? [];
    return withStore(context, ({ authorization }) => authorization.clients.find(clientId));
  };

  it('registers a confidential client for any redirect URIs, and prints its secret', async () => {
    const lines = await run(
      ...['--name', 'Notebook', '--realm', 'acme'],
      ...[
        '--redirect-uri',
        'https://notebook.example/cb',
        '--redirect-uri',
        'cursor://notebook/cb',
      ],
    );
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^client_secret: [\w-]{43}$/);
    expect(await clientOf(lines)).toMatchObject({
      name: 'Notebook',
      redirectUris: ['https://notebook.example/cb', 'cursor://notebook/cb'],
      scopes: ['memories:read', 'memories:write'],
      registeredBy: 'administrator',
      allowDirectConnect: true,
      realm: 'acme',
    });
  });

  it('registers a public client without a secret, for the scopes that were named', async () => {
    const lines = await run(
      ...['--name', 'Phone', '--public', '--scopes', 'memories:read'],
      ...['--redirect-uri', 'com.example.phone:/cb'],
    );
    expect(lines).toHaveLength(1);
    expect(await clientOf(lines)).toMatchObject({
      authenticationMethods: ['none'],
      scopes: ['memories:read'],
      allowDirectConnect: false,
    });
  });

  it('can withhold direct connect from a confidential client', async () => {
    const lines = await run(
      ...['--name', 'Shop', '--no-direct-connect', '--redirect-uri', 'https://shop.example/cb'],
    );
    expect(await clientOf(lines)).toMatchObject({ allowDirectConnect: false });
  });

  it('writes the registration into the record of activity, without the secret', async () => {
    const lines = await run('--name', 'Recorded', '--redirect-uri', 'https://app.example/cb');
    const secret = /^client_secret: (\S+)/.exec(lines[1] ?? '')?.[1];
    const client = await clientOf(lines);
    const entries = await withStore(context, ({ activity }) => activity.list({ limit: 100 }));
    expect(entries.map(({ details }) => details?.client_id)).toContain(client?.clientId);
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  it.each([
    [['--redirect-uri', 'https://app.example/cb'], '--name'],
    [['--name', 'x', '--redirect-uri', 'javascript:alert(1)'], 'redirect_uris[0]'],
    [['--name', 'x', '--public'], 'redirect_uris'],
    [['--name', 'x', '--scopes', 'everything'], '--scopes'],
    [['--name', 'x', '--realm', '9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10'], 'realm'],
  ])('refuses %j and says what is wrong: %s', async (options, words) => {
    await expect(run(...options)).rejects.toThrow(words);
    expect(printed).toEqual([]);
  });

  it('says how a client is registered while a server has the embedded database open', async () => {
    await withStore(context, async () => {
      await expect(run('--name', 'x', '--redirect-uri', 'https://app.example/cb')).rejects.toThrow(
        'http://localhost:8001/api/admin/clients/register',
      );
    });
  });
});
