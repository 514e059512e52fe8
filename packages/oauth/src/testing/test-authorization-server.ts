import { generateEncryptionKey } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import type { ActivityEntry, ActivityStore, UserStore } from '@picard-mcp/core/ports';
import { memoryStore, type TestClock, testClock } from '@picard-mcp/core/testing';
import { type AuthorizationServer, createAuthorizationServer } from '../authorization-server.js';
import type { AuthorizationServerOptions } from '../authorization-server-options.js';
import type { AuthorizationStore } from '../ports/authorization-store.js';
import { authorizationStoreInMemory } from './in-memory-authorization-store.js';
import {
  addTestClient,
  addTestUser,
  type TestClient,
  type TestClientFields,
  type TestUser,
  type TestUserFields,
} from './test-accounts.js';
import { type TestBrowser, testBrowser } from './test-browser.js';
import {
  type AuthorizeOptions,
  authorize,
  codeOf,
  defaultVerifier,
  type IssueCodeOptions,
  type IssuedCode,
  issueTestCode,
} from './test-code-flow.js';
import { sendTestRequest, type TestRequest } from './test-request.js';

/** Whatever a server can be given; stores and clock are its own unless they are shared. */
export type TestAuthorizationServerOptions = Partial<Omit<AuthorizationServerOptions, 'clock'>> & {
  readonly clock?: TestClock;
};

/** The response to a successful token request (RFC 6749 section 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly refresh_token: string;
  readonly scope: string;
}

/** An authorization server over in-memory stores and a clock that advances only on request. */
export interface TestAuthorizationServer {
  /** `https://picard.example` unless it is given. */
  readonly issuer: string;
  readonly resource: string;
  readonly server: AuthorizationServer;
  readonly store: AuthorizationStore;
  readonly users: UserStore;
  readonly clock: TestClock;
  /** One request, without cookies and without following redirects. */
  request(path: string, request?: TestRequest): Promise<Response>;
  /** A browser with cookies of its own. */
  browser(options?: { readonly address?: string }): TestBrowser;
  addUser(fields?: TestUserFields): Promise<TestUser>;
  addClient(fields?: TestClientFields): Promise<TestClient>;
  /** Where activity is recorded. */
  readonly activityStore: ActivityStore;
  /** What was recorded up to now, the newest first. */
  activity(): Promise<readonly ActivityEntry[]>;
  /** A code straight from the store. */
  issueCode(options: IssueCodeOptions): Promise<IssuedCode>;
  /** Through the pages, in a browser: authorization, login and consent, then the token endpoint. */
  connect(
    client: TestClient,
    options: Omit<AuthorizeOptions, 'client'> & { readonly browser?: TestBrowser },
  ): Promise<TokenAnswer>;
  /** A request at the token endpoint; confidential clients authenticate by HTTP Basic. */
  token(client: TestClient, form: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

/** Opens one. Closing it is up to the test. */
export async function testAuthorizationServer(
  options: TestAuthorizationServerOptions = {},
): Promise<TestAuthorizationServer> {
  const { issuer = 'https://picard.example', clock = testClock() } = options;
  const memory = memoryStore();
  const users = options.users ?? memory.users;
  const activity: ActivityStore = options.activity ?? memory.activity;
  const store = options.store ?? authorizationStoreInMemory({ users, clock });
  const server = await createAuthorizationServer({
    encryptionKeys: parseKeyRing(generateEncryptionKey()),
    ...options,
    issuer,
    store,
    users,
    activity,
    totals: options.totals ?? memory.totals,
    clock,
  });
  const { origin, pathname } = new URL(issuer);
  const prefix = pathname.replace(/\/$/, '');
  const { resource } = server;

  const token: TestAuthorizationServer['token'] = ({ client, clientId, basic }, form) =>
    sendTestRequest(
      server,
      origin,
      '/token',
      client.authenticationMethods.includes('none')
        ? { form: { client_id: clientId, ...form } }
        : { form, headers: { authorization: basic } },
    );
  const browser: TestAuthorizationServer['browser'] = (browserOptions) =>
    testBrowser({ handler: server, origin, prefix, now: () => clock.now(), ...browserOptions });

  return {
    ...{ issuer, resource, server, store, users, clock, browser, token },
    activityStore: activity,
    request: (path, request) => sendTestRequest(server, origin, path, request),
    addUser: (fields = {}) => addTestUser({ users, clock }, fields),
    addClient: (fields = {}) => addTestClient({ store, clock }, fields),
    async activity() {
      await server.flush();
      return activity.list({ limit: 1_000 });
    },
    issueCode: (code) => issueTestCode({ store, clock, resource }, code),
    async connect(client, { browser: own = browser(), ...rest }) {
      const end = await authorize(own, { client: client.client, ...rest });
      const response = await token(client, {
        grant_type: 'authorization_code',
        code: codeOf(end),
        code_verifier: defaultVerifier,
      });
      if (response.status !== 200) throw new Error(`no token: ${await response.text()}`);
      return (await response.json()) as TokenAnswer;
    },
    close: () => server.close(),
  };
}
