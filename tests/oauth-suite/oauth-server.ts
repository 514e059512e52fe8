import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { picardExpress } from '@picard-mcp/adapter-express';
import { picardKoa } from '@picard-mcp/adapter-koa';
import { createPicard, generateEncryptionKey, newId, type Picard } from '@picard-mcp/core';
import { envelopeCipher, parseKeyRing } from '@picard-mcp/core/builtin';
import {
  type LanguageModel,
  type Logger,
  type Store,
  systemClock,
  type UserAccount,
} from '@picard-mcp/core/ports';
import { createPicardHttp, type PicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import {
  type AuthorizationServer,
  type AuthorizationServerOptions,
  type AuthorizationStore,
  createAuthorizationServer,
  hashPassword,
} from '@picard-mcp/oauth';
import express from 'express';
import Koa from 'koa';

/** A store with the authorization server's part. */
export type FullStore = Store & { readonly authorization: AuthorizationStore };

export type Adapter = 'express' | 'koa';
export const adapters: readonly Adapter[] = ['express', 'koa'];

const listeners: Record<Adapter, (http: PicardHttp) => RequestListener> = {
  express: (http) => express().use(picardExpress(http, { fallThrough: false })),
  koa: (http) => new Koa().use(picardKoa(http, { fallThrough: false })).callback(),
};

export interface OAuthServerOptions {
  readonly store: FullStore;
  readonly adapter?: Adapter;
  /** Shared by the instances of one deployment. */
  readonly encryptionKeys?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Default: where it listens. Instances of one deployment have the same. */
  readonly issuer?: string;
  /** Hears what the library and the authorization server log. */
  readonly logger?: Logger;
  readonly authorization?: Partial<AuthorizationServerOptions>;
  /** Default: the built-in one. */
  readonly languageModel?: LanguageModel;
}

export interface OAuthServer {
  /** Where this instance listens, without a trailing slash. */
  readonly url: string;
  readonly issuer: string;
  readonly encryptionKeys: string;
  readonly store: FullStore;
  readonly authorization: AuthorizationServer;
  readonly picard: Picard;
  /** A local account whose password is `correct horse battery`. */
  addUser(username: string, fields?: Partial<UserAccount>): Promise<UserAccount>;
  /** Closes the server, not the store. */
  close(): Promise<void>;
}

export const password = 'correct horse battery';
let hashOfPassword: Promise<string> | undefined;

/** A whole Picard with its authorization server on a port of its own. */
export async function startOAuthServer(options: OAuthServerOptions): Promise<OAuthServer> {
  const { store, adapter = 'express', encryptionKeys = generateEncryptionKey() } = options;
  let listener: RequestListener = (_req, res) => void res.writeHead(503).end();
  const server = createServer((req, res) => listener(req, res));
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { issuer = url, logger, languageModel } = options;
  const ring = parseKeyRing(encryptionKeys);
  const authorization = await createAuthorizationServer({
    issuer,
    store: store.authorization,
    users: store.users,
    activity: store.activity,
    encryptionKeys: ring,
    ...(logger && { logger }),
    ...options.authorization,
  });
  const picard = createPicard({
    store,
    cipher: envelopeCipher({ keys: ring, dataKeys: store.dataKeys, clock: systemClock }),
    background: false,
    ...(languageModel && { languageModel }),
    ...(logger && { logger }),
  });
  const { resourceMetadataUrl, verifier } = authorization;
  const mcp = picardMcp({ picard, resourceMetadataUrl });
  const stop = authorization.onRevoked(mcp.closeStreams);
  const http = createPicardHttp({
    picard,
    verifier,
    publicUrl: issuer,
    resourceMetadataUrl,
    mcp,
    handlers: [authorization],
  });
  listener = listeners[adapter](http);
  return {
    url,
    issuer,
    encryptionKeys,
    store,
    authorization,
    picard,
    async addUser(username, fields = {}) {
      hashOfPassword ??= hashPassword(password);
      const account: UserAccount = {
        id: newId(),
        realm: undefined,
        username,
        email: `${username}@example.org`,
        passwordHash: await hashOfPassword,
        isSuperuser: false,
        isActive: true,
        createdAt: new Date(),
        ...fields,
      };
      await store.users.insert(account);
      return account;
    },
    async close() {
      stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await http.close();
      await picard.close();
      await authorization.close();
    },
  };
}
