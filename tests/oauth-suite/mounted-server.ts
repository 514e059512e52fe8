import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createPicard, generateEncryptionKey } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { memoryStore } from '@picard-mcp/core/testing';
import { createPicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import { type AuthorizationServer, createAuthorizationServer } from '@picard-mcp/oauth';
import { authorizationStoreInMemory } from '@picard-mcp/oauth/testing';
import type { BodyParser, Host } from '../http-suite/host.js';

export interface MountedServer extends AsyncDisposable {
  /** Of the host, without a path. */
  readonly origin: string;
  /** Base URL of Picard in it, which is the issuer. */
  readonly url: string;
  readonly authorization: AuthorizationServer;
}

export interface MountOptions {
  /** Where Picard is mounted; absent at the root. */
  readonly prefix?: string;
  readonly parser?: BodyParser;
  /** Whether the well-known documents are mounted at the root too. Default true. */
  readonly hasRootDocuments?: boolean;
}

/** A host application with a whole Picard in it, authorization server included, in memory. */
export async function mountServer(host: Host, options: MountOptions = {}): Promise<MountedServer> {
  const { prefix, parser, hasRootDocuments = true } = options;
  let listener: RequestListener = (_req, res) => void res.writeHead(503).end();
  const server = createServer((req, res) => listener(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const url = `${origin}${prefix ?? ''}`;

  const store = memoryStore();
  const encryptionKeys = generateEncryptionKey();
  const authorization = await createAuthorizationServer({
    issuer: url,
    store: authorizationStoreInMemory({ users: store.users }),
    users: store.users,
    activity: store.activity,
    encryptionKeys: parseKeyRing(encryptionKeys),
  });
  const picard = createPicard({ store, encryptionKeys, background: false });
  const http = createPicardHttp({
    picard,
    mcp: picardMcp({ picard }),
    publicUrl: url,
    verifier: authorization.verifier,
    resourceMetadataUrl: authorization.resourceMetadataUrl,
    handlers: [authorization],
  });
  const atRoot = hasRootDocuments ? authorization.wellKnown : undefined;
  listener = host.listener({ picard, http, prefix, parser, atRoot });
  return {
    origin,
    url,
    authorization,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await http.close();
      await picard.close();
      await authorization.close();
    },
  };
}

/** What a browser or a client sends that registers itself. */
export const registration = {
  client_name: 'Example',
  redirect_uris: ['http://127.0.0.1/callback'],
  token_endpoint_auth_method: 'none',
};
