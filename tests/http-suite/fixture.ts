import {
  createPicard,
  generateEncryptionKey,
  newId,
  type Picard,
  PicardError,
  type Principal,
  type Scope,
  type UserId,
} from '@picard-mcp/core';
import type { Embedder, LanguageModel } from '@picard-mcp/core/ports';
import { memoryStore } from '@picard-mcp/core/testing';
import { createPicardHttp, type PicardHttp, type PicardHttpOptions } from '@picard-mcp/http';
import { bareHost } from './bare-host.js';
import { expressHost } from './express-host.js';
import type { Host } from './host.js';
import { type HostSetup, type RunningHost, run } from './host.js';
import { koaHost } from './koa-host.js';
import { createProbe, type Probe } from './probe.js';

export const hosts: readonly Host[] = [expressHost, koaHost, bareHost];

export interface LogLine {
  readonly level: 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface Served extends RunningHost {
  readonly picard: Picard;
  readonly http: PicardHttp;
  readonly probe: Probe;
  readonly log: readonly LogLine[];
  /** An `Authorization` header of a user with these scopes; of a new user, if none is named. */
  token(scopes: readonly Scope[], userId?: UserId): { authorization: string };
}

export const metadataUrl = 'http://localhost/.well-known/oauth-protected-resource/mcp';

export type ServeOptions = Partial<PicardHttpOptions> &
  Pick<HostSetup, 'prefix' | 'parser' | 'fallThrough'> & {
    readonly embedder?: Embedder;
    readonly languageModel?: LanguageModel;
  };

/** A running host with a Picard of its own in it. */
export async function serve(host: Host, options: ServeOptions = {}): Promise<Served> {
  const { prefix, parser, fallThrough, embedder, languageModel, ...httpOptions } = options;
  const log: LogLine[] = [];
  const logTo = (level: LogLine['level']) => (fields: LogLine['fields'], message: string) =>
    void log.push({ level, fields, message });
  const silent = () => undefined;
  const picard = createPicard({
    store: memoryStore(),
    encryptionKeys: generateEncryptionKey(),
    logger: { debug: silent, info: silent, warn: logTo('warn'), error: logTo('error') },
    background: false,
    ...(embedder && { embedder }),
    ...(languageModel && { languageModel }),
  });
  const principals = new Map<string, Principal>();
  const probe = createProbe();
  const http = createPicardHttp({
    picard,
    verifier: {
      async verify(token) {
        const principal = principals.get(token);
        if (!principal) throw new PicardError('unauthenticated', 'The access token is not valid.');
        return principal;
      },
    },
    publicUrl: 'http://localhost',
    resourceMetadataUrl: metadataUrl,
    handlers: [probe],
    ...httpOptions,
  });
  const running = await run(host, { picard, http, prefix, parser, fallThrough });
  return {
    ...running,
    picard,
    http,
    probe,
    log,
    token(scopes, userId = newId()) {
      const token = `token-${principals.size}`;
      principals.set(token, { userId, scopes });
      return { authorization: `Bearer ${token}` };
    },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await http.close();
      await picard.close();
    },
  };
}
