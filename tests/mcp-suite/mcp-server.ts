import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type BoundPicard,
  createPicard,
  generateEncryptionKey,
  newId,
  type Picard,
  PicardError,
  type PicardOptions,
  type Principal,
  type Scope,
  type UserId,
} from '@picard-mcp/core';
import { memoryStore } from '@picard-mcp/core/testing';
import { createPicardHttp } from '@picard-mcp/http';
import { type PicardMcp, type PicardMcpOptions, picardMcp } from '@picard-mcp/http/mcp';
import { nodeListener } from '@picard-mcp/http/node';

export const resourceMetadataUrl = 'http://127.0.0.1/.well-known/oauth-protected-resource/mcp';

export interface TestUser {
  readonly id: UserId;
  readonly token: string;
  /** The library as this user, past the wire. */
  readonly picard: BoundPicard;
}

export interface McpTestServer {
  readonly url: URL;
  readonly picard: Picard;
  readonly mcp: PicardMcp;
  /** A new user with a token for everything. */
  user(): TestUser;
  /** Another token of a user. */
  token(userId: UserId, options?: Partial<Omit<Principal, 'userId'>>): string;
  /** A POST as a client of the 2025-era revisions sends it, with whatever body. */
  post(token: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export interface McpTestServerOptions extends Omit<PicardMcpOptions, 'picard'> {
  readonly library?: Partial<PicardOptions>;
  readonly maxBodyBytes?: number;
}

const everything: readonly Scope[] = ['memories:write'];

/** Picard over real HTTP on a free port, with its memories in memory. */
export async function startMcpServer({
  library,
  maxBodyBytes,
  ...options
}: McpTestServerOptions = {}): Promise<McpTestServer> {
  const store = memoryStore();
  const picard = createPicard({
    store,
    encryptionKeys: generateEncryptionKey(),
    background: false,
    ...library,
  });
  const mcp = picardMcp({ picard, resourceMetadataUrl, ...options });
  const principals = new Map<string, Principal>();
  const http = createPicardHttp({
    picard,
    mcp,
    publicUrl: 'http://127.0.0.1',
    resourceMetadataUrl,
    ...(maxBodyBytes !== undefined && { maxBodyBytes }),
    verifier: {
      async verify(token) {
        const principal = principals.get(token);
        if (!principal) throw new PicardError('unauthenticated', 'This token is not known.');
        return principal;
      },
    },
  });
  const server = createServer(nodeListener(http));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const url = new URL(`http://127.0.0.1:${port}/mcp`);

  function token(userId: UserId, principal: Partial<Omit<Principal, 'userId'>> = {}): string {
    const name = randomUUID();
    principals.set(name, { userId, scopes: everything, ...principal });
    return name;
  }

  return {
    url,
    picard,
    mcp,
    token,
    user() {
      const id = newId<UserId>();
      return { id, token: token(id), picard: picard.as(id) };
    },
    post: (bearer, body, headers = {}) =>
      fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${bearer}`,
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    async close() {
      const closed = new Promise((done) => server.close(done));
      await http.close();
      server.closeAllConnections();
      await closed;
      await picard.close();
      await store.close();
    },
  };
}
