import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPicard, newId, type Picard, type UserId } from '@picard-mcp/core';
import { envelopeCipher, type KeyRing } from '@picard-mcp/core/builtin';
import {
  type DataKeyStore,
  type Store,
  systemClock,
  type UserAccount,
} from '@picard-mcp/core/ports';
import { createPicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import { nodeListener } from '@picard-mcp/http/node';
import {
  type AuthorizationServer,
  type AuthorizationStore,
  createAuthorizationServer,
  hashPassword,
  issueAccessToken,
  openKeySet,
} from '@picard-mcp/oauth';

export interface AccountServerOptions {
  readonly store: Store & { readonly authorization: AuthorizationStore };
  readonly keys: KeyRing;
  /** Default: those of the store. */
  readonly dataKeys?: DataKeyStore;
}

/** One instance of a whole Picard, wired as a server wires it. */
export interface AccountServer {
  readonly url: string;
  readonly picard: Picard;
  readonly authorization: AuthorizationServer;
  /** A request with a token, or with HTTP Basic of `basic`. */
  ask(method: string, path: string, options?: AskOptions): Promise<Response>;
  /** A tool by REST; answers its data. */
  call(token: string, tool: string, data: object): Promise<Record<string, unknown>>;
  token(
    userId: UserId,
    ...scopes: readonly ('memories:read' | 'memories:write')[]
  ): Promise<string>;
  close(): Promise<void>;
}

export interface AskOptions {
  readonly token?: string;
  readonly basic?: string;
  readonly json?: unknown;
}

export const issuer = 'http://localhost:1';
export const password = 'correct horse battery';
let hashed: Promise<string> | undefined;

/** A local account whose password is `correct horse battery`. */
export async function addAccount(
  store: Pick<Store, 'users'>,
  username: string,
  fields: Partial<UserAccount> = {},
): Promise<UserAccount> {
  hashed ??= hashPassword(password);
  const account: UserAccount = {
    ...{ id: newId<UserId>(), realm: undefined, username, email: `${username}@example.org` },
    ...{ passwordHash: await hashed, isSuperuser: false, isActive: true, createdAt: new Date() },
    ...fields,
  };
  await store.users.insert(account);
  return account;
}

export async function startAccountServer(options: AccountServerOptions): Promise<AccountServer> {
  const { keys, dataKeys = options.store.dataKeys } = options;
  const store = { ...options.store, dataKeys };
  const authorization = await createAuthorizationServer({
    ...{ issuer, store: store.authorization, users: store.users, activity: store.activity },
    encryptionKeys: keys,
    eraseUser: (userId) => picard.eraseUser(userId),
  });
  const cipher = envelopeCipher({ keys, dataKeys, clock: systemClock });
  const picard = createPicard({
    ...{ store, cipher, access: authorization.access, background: false },
  });
  const { resourceMetadataUrl, verifier } = authorization;
  const http = createPicardHttp({
    ...{ picard, verifier, resourceMetadataUrl, publicUrl: issuer, handlers: [authorization] },
    mcp: picardMcp({ picard, resourceMetadataUrl }),
  });
  const server = createServer(nodeListener(http));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keySet = await openKeySet({
    storage: store.authorization.signingKeys,
    encryptionKeys: keys,
  });

  const ask: AccountServer['ask'] = (method, path, { token, basic, json } = {}) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(basic && { authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });

  return {
    url,
    picard,
    authorization,
    ask,
    async call(token, tool, data) {
      const response = await ask('POST', '/api/tools', { token, json: { tool, data } });
      const answer = (await response.json()) as { data?: Record<string, unknown> };
      if (!answer.data) throw new Error(`${tool}: ${JSON.stringify(answer)}`);
      return answer.data;
    },
    async token(userId, ...scopes) {
      const { accessToken } = await issueAccessToken({
        ...{ keys: keySet, issuer, audience: `${issuer}/mcp`, userId, clientId: 'a-client' },
        ...{ scopes: scopes.length > 0 ? scopes : ['memories:write'], lifetime: 600 },
        clock: systemClock,
      });
      return accessToken;
    },
    async close() {
      const closed = new Promise((done) => server.close(done));
      await http.close();
      server.closeAllConnections();
      await closed;
      await picard.close();
      await authorization.close();
    },
  };
}
