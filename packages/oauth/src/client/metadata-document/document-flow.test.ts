import type { LookupFunction } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../../testing/test-authorization-server.js';
import { authorizePath, openConsent } from '../../testing/test-code-flow.js';
import { type TlsServer, testCertificate, tlsServer } from '../../testing/tls-server.js';
import { clientOfDocument } from './document-client.js';

const toLoopback: LookupFunction = (_, __, callback) => callback(null, '127.0.0.1', 4);

let t: TestAuthorizationServer;
let host: TlsServer;

afterEach(async () => {
  await t.close();
  await host[Symbol.asyncDispose]();
});

/** A server, and a client that it knows nothing of but where its metadata document lies. */
async function serverAndClient({ allowPrivateAddresses = true } = {}) {
  host = await tlsServer((_, res) => {
    res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
  });
  const url = `https://client.example:${host.port}/client.json`;
  const document = {
    client_id: url,
    client_name: 'Bank of Everything',
    client_uri: 'https://bank.example/',
    redirect_uris: ['http://127.0.0.1/callback'],
  };
  t = await testAuthorizationServer({
    metadataDocuments: { lookup: toLoopback, ca: testCertificate, allowPrivateAddresses },
  });
  const options = { scopes: ['memories:read', 'memories:write'], fetchedAt: new Date() } as const;
  const client = clientOfDocument(url, document, options);
  return { url, client: { client, clientId: url, secret: '', basic: '' } };
}

it('a client that only has a metadata document gets tokens, and refreshes them', async () => {
  const { url, client } = await serverAndClient();
  const user = await t.addUser();
  const redirect_uri = 'http://127.0.0.1:51234/callback';
  const tokens = await t.connect(client, { user, parameters: { redirect_uri } });
  const principal = await t.server.verifier.verify(tokens.access_token);
  expect([principal.clientId, principal.userId]).toEqual([url, user.id]);
  const refreshed = await t.token(client, {
    grant_type: 'refresh_token',
    refresh_token: tokens.refresh_token,
  });
  expect(refreshed.status).toBe(200);
});

it('a client of a metadata document is shown with the host that the document lies on', async () => {
  const { client } = await serverAndClient();
  const page = await openConsent(t.browser(), { client: client.client, user: await t.addUser() });
  expect(page.text).toContain('Bank of Everything');
  expect(page.text).toContain('client.example');
  expect(page.text).not.toContain('bank.example');
});

it('a metadata document on a private address gets a local page at /authorize, and 401 at /token', async () => {
  const { client } = await serverAndClient({ allowPrivateAddresses: false });
  const page = await t.request(authorizePath(client.client));
  expect([page.status, page.headers.get('location')]).toEqual([400, null]);
  expect(page.headers.get('content-type')).toContain('text/html');
  const html = await page.text();
  expect(html).toContain('cannot be fetched');
  expect(html).not.toMatch(/127\.0\.0\.1|private|not allowed/);
  const token = await t.token(client, { grant_type: 'refresh_token', refresh_token: 'x' });
  expect(token.status).toBe(401);
  expect(await token.json()).toMatchObject({ error: 'invalid_client' });
});

it('a metadata document names the only redirect URIs there are', async () => {
  const { client } = await serverAndClient();
  const redirect_uri = 'https://evil.example/callback';
  const page = await t.request(authorizePath(client.client, { redirect_uri }));
  expect([page.status, page.headers.get('location')]).toEqual([400, null]);
});
