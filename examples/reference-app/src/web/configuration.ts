import { join, resolve } from 'node:path';
import {
  type Environment,
  hostName,
  type Kind,
  path,
  portNumber,
  postgresUrl,
  readVariable,
  secretWord,
  upTo,
  webUrl,
  word,
} from '../environment.js';
import { keyRing } from './sealing/key-ring.js';

/** What the environment says of the web application, checked and with every default filled in. */
export interface WebConfiguration {
  readonly host: string;
  readonly port: number;
  /** Public base URL of the application, without a slash at its end. */
  readonly url: string;
  /** Absent: an embedded database in `folder`. */
  readonly databaseUrl: string | undefined;
  /** Absolute path of the embedded database and generated keys. */
  readonly folder: string;
  /** Key ring that seals tokens and signs sessions; absent: one is generated into `folder`. */
  readonly encryptionKeys: string | undefined;
  /** The memory server as browsers reach it, which is the issuer of its tokens. */
  readonly issuer: string;
  /** The memory server as this application reaches it. */
  readonly serviceUrl: string;
  /** As which OAuth client the application acts; absent: as which it registered itself. */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  /** Proxies in front of the application, whose word about the visitor's address is taken. */
  readonly trustedProxies: number;
}

const baseUrl: Kind<string> = { ...webUrl, check: webUrl.check.transform(withoutSlash) };
const encryptionKeys: Kind<string> = {
  may: 'kid:base64key,… with keys of 32 bytes, the current one first',
  check: keyRing,
  isSecret: true,
};

/** @throws ConfigurationError in one line, for the first variable that holds what it may not. */
export function readWebConfiguration(environment: Environment): WebConfiguration {
  const read = <Value>(name: string, kind: Kind<Value>) => readVariable(environment, name, kind);

  const port = read('CLIENT_PORT', portNumber) ?? 8000;
  const issuer =
    read('PICARD_ISSUER_URL', baseUrl) ??
    `http://localhost:${read('PICARD_PORT', portNumber) ?? 8001}`;
  const id = read('CLIENT_ID', word);
  const secret = read('CLIENT_SECRET', secretWord);
  return {
    host: read('CLIENT_HOST', hostName) ?? '127.0.0.1',
    port,
    // Render tells a service its public address by RENDER_EXTERNAL_URL, and only while it runs.
    url:
      read('CLIENT_URL', baseUrl) ??
      read('RENDER_EXTERNAL_URL', baseUrl) ??
      `http://localhost:${port}`,
    databaseUrl: read('CLIENT_DATABASE_URL', postgresUrl),
    folder: join(resolve(read('PICARD_DATA_DIR', path) ?? '.picard'), 'application'),
    encryptionKeys: read('CLIENT_ENCRYPTION_KEYS', encryptionKeys),
    issuer,
    serviceUrl: read('PICARD_URL', baseUrl) ?? issuer,
    client: id !== undefined && secret !== undefined ? { id, secret } : undefined,
    trustedProxies:
      read('CLIENT_TRUSTED_PROXIES', upTo(10, 'how many proxies stand in front')) ?? 0,
  };
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
