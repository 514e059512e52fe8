import { english } from '@picard-mcp/oauth/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type PersonalClient, personalClient } from '../oauth-suite/personal-client.js';
import { type Sdk, sdks } from '../oauth-suite/sdk-clients.js';
import { type UserAgent, userAgent } from '../oauth-suite/user-agent.js';
import { callTool, type Remembered } from './calls.js';
import { databases, type Installation, installEmbedded } from './installations.js';
import { runPicard } from './programs.js';

let installation: Installation;

afterEach(() => installation.remove());

const person = { username: 'tove', password: 'mumintroll' };

/** A browser in which the person has just made an account, on the page for that. */
async function signUp({ url }: Installation): Promise<UserAgent> {
  const agent = userAgent(url);
  const page = await agent.open(`${url}/signup`);
  const signedUp = await agent.submit(page, { ...person, email: 'tove@example.org' });
  expect(signedUp.text).toContain(english.signedIn.title);
  return agent;
}

function clientOf(sdk: Sdk, agent?: UserAgent): PersonalClient {
  const { url } = installation;
  return personalClient({
    ...{ sdk, endpoint: `${url}/mcp`, origin: url, person },
    ...(agent && { agent }),
  });
}

async function textsFound(client: PersonalClient, query: string): Promise<readonly string[]> {
  const { memories } = await client.call('query_memory', { query, limit: 1 });
  return (memories as readonly Remembered[]).map(({ text }) => text);
}

const [v1, , modern] = sdks;
if (v1 === undefined || modern === undefined) throw new Error('there are no clients');

describe.each(databases)('$name', ({ isAvailable, install }) => {
  it.runIf(isAvailable)(
    'somebody signs up, connects two MCP clients by the URL alone, and they outlive the server',
    async () => {
      installation = await install();
      const first = await installation.start();
      const agent = await signUp(installation);
      await using writer = clientOf(v1, agent);
      await using reader = clientOf(modern, agent);

      await writer.connect();
      const text = 'The summer house key hangs behind the rain barrel.';
      await writer.call('submit_memory', { text });
      await reader.connect();
      expect(await textsFound(reader, 'Where is the key to the summer house?')).toEqual([text]);

      first.signal('SIGTERM');
      expect(await first.ended).toMatchObject({ code: 0 });
      await installation.start();
      for (const client of [writer, reader]) {
        await client.connect();
        expect(await textsFound(client, 'summer house key')).toEqual([text]);
        // As if it had expired meanwhile.
        const { kept } = client.provider;
        if (kept.tokens) kept.tokens = { ...kept.tokens, access_token: 'a.b.c' };
        expect(await textsFound(client, 'summer house key')).toEqual([text]);
        expect(client.provider.asked).toHaveLength(1);
        const registrations = client.provider.requests.filter((line) => line.includes('/register'));
        expect(registrations).toEqual(['POST /register 201']);
      }
    },
    120_000,
  );
});

it('an operator registers a client with the tool, and it connects without registering itself', async () => {
  installation = await installEmbedded();
  const { code, stdout } = await runPicard(
    [
      ...['register-client', '--name', 'Photo album'],
      ...['--redirect-uri', 'http://127.0.0.1:33418/callback'],
    ],
    installation.environment,
  );
  expect(code).toBe(0);
  const [, client_id = '', client_secret = ''] =
    /^client_id: (\S+)\nclient_secret: (\S+)$/m.exec(stdout) ?? [];
  const server = await installation.start();
  const agent = await signUp(installation);
  await using client = clientOf(v1, agent);
  client.provider.kept.client = { client_id, client_secret };
  await client.connect();
  await client.call('submit_memory', { text: 'The album of 1974 is in the attic.' });
  expect(await textsFound(client, 'album')).toEqual(['The album of 1974 is in the attic.']);
  expect(client.provider.requests.join()).not.toContain('/register');
  const question = await agent.open(client.provider.asked[0] ?? '');
  expect(question.text).toContain('Photo album');
  expect(question.text).not.toContain('nobody has checked it');

  const late = await runPicard(['register-client', '--name', 'Late'], installation.environment);
  expect(late).toMatchObject({ code: 1, stdout: '' });
  expect(late.stderr).toContain(`${installation.url}/api/admin/clients/register`);

  server.signal('SIGTERM');
  await server.ended;
  expect(server.output()).not.toContain(client_secret);
}, 120_000);

it('the administrator of the variables registers a client by HTTP Basic, and it connects users of its own', async () => {
  const administrator = {
    ADMIN_USERNAME: 'root',
    ADMIN_EMAIL: 'root@example.org',
    ADMIN_PASSWORD: 'tulips: and daffodils',
  };
  installation = (await installEmbedded()).with({ ...administrator, PICARD_ADAPTER: 'koa' });
  const server = await installation.start();
  const { url } = installation;
  const register = (password: string) =>
    fetch(`${url}/api/admin/clients/register`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`root:${password}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        client_name: 'Reading circle',
        redirect_uris: ['https://circle.example/callback'],
        scopes: ['memories:read', 'memories:write'],
      }),
    });
  const refused = await register('tulips');
  expect(refused.status).toBe(401);
  const registered = await register(administrator.ADMIN_PASSWORD);
  expect(registered.status).toBe(201);
  const { client_id, client_secret } = (await registered.json()) as Record<string, string>;

  const connected = await fetch(`${url}/api/user-tokens/user-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ client_id, client_secret },
      ...{ username: 'reader', email: 'reader@example.org' },
    }),
  });
  expect(connected.status).toBe(200);
  const { access_token = '' } = (await connected.json()) as Record<string, string>;
  await callTool(installation, access_token, 'submit_memory', { text: 'We meet on the first.' });
  const { memories } = await callTool<{ memories: readonly Remembered[] }>(
    ...([installation, access_token, 'retrieve_memories', {}] as const),
  );
  expect(memories.map(({ text }) => text)).toEqual(['We meet on the first.']);
  expect(server.output()).not.toContain(administrator.ADMIN_PASSWORD);
}, 120_000);
