import { resolve } from 'node:path';
import { PicardError } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { issuerFault } from '@picard-mcp/oauth';
import { z } from 'zod';
import {
  type Environment,
  email,
  hostName,
  type Kind,
  oneOf,
  password,
  path,
  portNumber,
  postgresUrl,
  readVariable,
  secretWord,
  upTo,
  username,
  webUrl,
  word,
} from './environment.js';

/** What the environment says, checked and with every default filled in. */
export interface Configuration {
  readonly port: number;
  readonly host: string;
  /** Public base URL and issuer of tokens, without a trailing slash. */
  readonly issuer: string;
  /** Whether the issuer is neither given nor follows from a given port. */
  readonly isIssuerAssumed: boolean;
  /** Absent: the embedded database in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Where the wrapped data keys live, if apart from the memories. */
  readonly keysDatabaseUrl: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  readonly adapter: 'express' | 'koa';
  readonly mcpMode: 'stateless' | 'stateful';
  /** Whether people may make accounts for themselves. */
  readonly isRegistrationOpen: boolean;
  /** Seconds for which a refresh token that was replaced may be used again. */
  readonly refreshGrace: number;
  /** Proxies in front of the server, whose word about the client's address is taken. */
  readonly trustedProxies: number;
  /** Allowed host names in addition to the issuer's. Absent: the default of the library. */
  readonly allowedHosts: readonly string[] | undefined;
  /** The number of days that activity is stored. */
  readonly activityDays: number;
  /** For how many days deleted memories can be restored; 0: deleting is final. */
  readonly trashDays: number;
  /** Absent: the built-in embedder and language model serve. */
  readonly openAi: OpenAiConfiguration | undefined;
  /** Key ring; absent: one is generated into `dataDir`. */
  readonly encryptionKeys: string | undefined;
  readonly administrator: {
    readonly username: string;
    readonly email: string;
    readonly password: string | undefined;
  };
}

export interface OpenAiConfiguration {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly embeddingModel: string | undefined;
  readonly languageModel: string | undefined;
  /** Tokens that the language model takes and gives together; absent: what is known of the model. */
  readonly contextTokens: number | undefined;
}

/**
 * Reads the configuration. A variable that is set to nothing counts as absent.
 *
 * @throws PicardError `invalid_input`: one line with the variable's name, what it holds (unless that is
 *   a secret) and what it may hold.
 */
export function readConfiguration(environment: Environment): Configuration {
  const read = <Value>(name: string, kind: Kind<Value>) => readVariable(environment, name, kind);

  const givenPort = read('PICARD_PORT', portNumber);
  // Render provides the public address of a service in this variable, and only at run time.
  const givenIssuer =
    read('PICARD_ISSUER_URL', issuerUrl) ?? read('RENDER_EXTERNAL_URL', issuerUrl);
  const port = givenPort ?? 8001;
  const apiKey = read('OPENAI_API_KEY', secretWord);
  const baseUrl = read('OPENAI_BASE_URL', webUrl);
  const embeddingModel = read('PICARD_EMBEDDING_MODEL', word);
  const languageModel = read('PICARD_LANGUAGE_MODEL', word);
  const contextTokens = read('PICARD_LANGUAGE_MODEL_CONTEXT', tokenCount);
  return {
    port,
    host: read('PICARD_HOST', hostName) ?? '127.0.0.1',
    issuer: givenIssuer ?? `http://localhost:${port}`,
    isIssuerAssumed: givenIssuer === undefined && givenPort === undefined,
    databaseUrl: read('DATABASE_URL', postgresUrl),
    keysDatabaseUrl: read('PICARD_KEYS_DATABASE_URL', postgresUrl),
    dataDir: resolve(read('PICARD_DATA_DIR', path) ?? '.picard'),
    adapter: read('PICARD_ADAPTER', oneOf('express', 'koa')) ?? 'express',
    mcpMode: read('PICARD_MCP_MODE', oneOf('stateless', 'stateful')) ?? 'stateless',
    isRegistrationOpen: read('PICARD_REGISTRATION', oneOf('open', 'closed')) !== 'closed',
    refreshGrace: read('PICARD_REFRESH_GRACE', graceSeconds) ?? 0,
    trustedProxies: read('PICARD_TRUSTED_PROXIES', proxyCount) ?? 0,
    allowedHosts: read('PICARD_ALLOWED_HOSTS', hostNames),
    activityDays: read('PICARD_ACTIVITY_DAYS', dayCount) ?? 90,
    trashDays: read('PICARD_TRASH_DAYS', trashDays) ?? 30,
    openAi:
      apiKey || baseUrl
        ? { apiKey, baseUrl, embeddingModel, languageModel, contextTokens }
        : undefined,
    encryptionKeys: read('PICARD_ENCRYPTION_KEYS', keyRing),
    administrator: {
      username: read('ADMIN_USERNAME', username) ?? 'admin',
      email: read('ADMIN_EMAIL', email) ?? 'admin@localhost',
      password: read('ADMIN_PASSWORD', password),
    },
  };
}

/** Underscores too: container engines make host names of services' names. */
const hostNames: Kind<readonly string[]> = {
  may: 'host names without ports, separated by commas',
  check: z
    .string()
    .transform((list) => list.split(',').map((name) => name.trim()))
    .pipe(z.array(z.string().regex(/^(\[[\da-f:.]+\]|[\w.-]{1,253})$/i))),
};

const proxyCount = upTo(10, 'how many proxies stand in front of the server');
const trashDays = upTo(3650, 'the number of days that deleted memories stay in the trash');
const graceSeconds = upTo(300, 'seconds');

const tokenCount: Kind<number> = {
  may: 'a number of tokens from 1024 to 10000000',
  check: z
    .string()
    .regex(/^\d{4,8}$/)
    .transform(Number)
    .pipe(z.int().min(1_024).max(10_000_000)),
};

const dayCount: Kind<number> = {
  may: 'the number of days that activity is stored, from 1 to 3650',
  check: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(3650)),
};

const issuerUrl: Kind<string> = {
  may: 'a URL such as https://picard.example',
  check: z.string().superRefine((value, context) => {
    const message = issuerFault(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  }),
};

const keyRing: Kind<string> = {
  may: 'kid:base64key,… with keys of 32 bytes, the current one first',
  check: z.string().superRefine((value, context) => {
    try {
      parseKeyRing(value);
    } catch (error) {
      // The message names key ids and never shows a key.
      const message = error instanceof PicardError ? error.message : undefined;
      context.addIssue({ code: 'custom', message });
    }
  }),
  isSecret: true,
};
