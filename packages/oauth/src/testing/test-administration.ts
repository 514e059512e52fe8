import type { Scope } from '@picard-mcp/core';
import type { TestUser } from './test-accounts.js';
import {
  type TestAuthorizationServer,
  type TestAuthorizationServerOptions,
  testAuthorizationServer,
} from './test-authorization-server.js';
import type { TestRequest } from './test-request.js';

/** A test server with a superuser, and requests in their name. */
export interface TestAdministration {
  readonly test: TestAuthorizationServer;
  readonly root: TestUser;
  /** A request by HTTP Basic of the superuser, or with another `authorization` header. */
  ask(method: string, path: string, json?: unknown, request?: TestRequest): Promise<Response>;
  /** The body of an answer of that status; throws for another. */
  read(response: Promise<Response>, status?: number): Promise<Record<string, unknown>>;
  /** An `Authorization` header with an access token of a user, by way of a client of the user's own. */
  bearer(user: TestUser, ...scopes: readonly Scope[]): Promise<string>;
}

/** HTTP Basic of a person (RFC 7617): nothing is form-encoded. */
export function passwordAuthorization(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}

export async function testAdministration(
  options: TestAuthorizationServerOptions = {},
): Promise<TestAdministration> {
  const test = await testAuthorizationServer({ metadataDocuments: false, ...options });
  const root = await test.addUser({ username: 'Root', isSuperuser: true });
  const own = passwordAuthorization(root.username, root.password);
  return {
    test,
    root,
    ask: (method, path, json, { headers, ...request } = {}) =>
      test.request(path, { method, json, headers: { authorization: own, ...headers }, ...request }),
    async read(response, status = 200) {
      const answer = await response;
      const text = await answer.text();
      if (answer.status !== status) throw new Error(`${answer.status}, not ${status}: ${text}`);
      return JSON.parse(text) as Record<string, unknown>;
    },
    async bearer(user, ...scopes) {
      const client = await test.addClient({ scopes });
      const { code, verifier } = await test.issueCode({ client: client.client, userId: user.id });
      const response = await test.token(client, {
        ...{ grant_type: 'authorization_code', code, code_verifier: verifier },
      });
      const { access_token } = (await response.json()) as { access_token: string };
      return `Bearer ${access_token}`;
    },
  };
}
