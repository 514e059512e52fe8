import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { picardExpress } from '@picard-mcp/adapter-express';
import { createPicard, type Scope, type UserId } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { createPicardHttp } from '@picard-mcp/http';
import { picardMcp } from '@picard-mcp/http/mcp';
import {
  fileSigningKeys,
  issueAccessToken,
  jwksHandler,
  jwtVerifier,
  openKeySet,
  protectedResourceHandler,
  protectedResourceUrl,
} from '@picard-mcp/oauth';
import { postgresStore } from '@picard-mcp/store-postgres';
import express from 'express';
import type { CallerOptions } from '../contestants/caller.js';
import { preparedEmbedder } from '../data/prepared-embedder.js';
import { cpuMicroseconds } from '../measure/cpu.js';
import { answerParent } from './answer-parent.js';

const scopes: readonly Scope[] = ['memories:write'];
const issuer = 'http://localhost';
const audience = `${issuer}/mcp`;

/** Picard as a product would serve it: Express, REST and MCP, and tokens that are really verified. */
async function serve({ databaseUrl, encryptionKeys }: CallerOptions) {
  const folder = await mkdtemp(join(tmpdir(), 'picard-bench-'));
  const keys = await openKeySet({
    storage: fileSigningKeys(folder),
    encryptionKeys: parseKeyRing(encryptionKeys),
  });
  const store = await postgresStore({ connectionString: databaseUrl });
  const picard = createPicard({
    store,
    encryptionKeys,
    embedder: preparedEmbedder(),
    background: false,
  });
  const resourceMetadataUrl = protectedResourceUrl(issuer);
  const http = createPicardHttp({
    picard,
    verifier: jwtVerifier({ issuer, audience, keys }),
    publicUrl: issuer,
    resourceMetadataUrl,
    mcp: picardMcp({ picard, resourceMetadataUrl }),
    handlers: [jwksHandler(keys), protectedResourceHandler({ resource: audience, issuer, scopes })],
  });
  const server = createServer(express().use(picardExpress(http)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    port,
    async issueToken(userId: UserId): Promise<string> {
      const issued = await issueAccessToken({
        keys,
        issuer,
        audience,
        userId,
        clientId: 'bench',
        scopes,
      });
      return issued.accessToken;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await http.close();
      await picard.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

let serving: Awaited<ReturnType<typeof serve>> | undefined;

const actions = {
  async start(options: CallerOptions): Promise<number> {
    serving = await serve(options);
    return serving.port;
  },
  async issueTokens(userIds: readonly UserId[]): Promise<readonly string[]> {
    const { issueToken } = serving ?? {};
    if (!issueToken) throw new Error('not started yet');
    return Promise.all(userIds.map(issueToken));
  },
  cpu: async () => cpuMicroseconds(),
};

export type PicardServerActions = typeof actions;

answerParent(actions, async () => serving?.close());
