import type { Client } from '../../client/client.js';
import type { Grant } from '../../grant/grant.js';
import type { StoredSigningKey } from '../../keys/signing-key-storage.js';
import type { NewCode } from '../../ports/grant-store.js';
import type { Session } from '../../ports/session-store.js';
import { type RevocationLog, revocationLog } from './revocation-log.js';

export interface ClientRow {
  readonly client: Client;
  /** Of its youngest grant; absent while it has had none. */
  readonly usedAt: Date | undefined;
}

export interface GrantRow {
  readonly grant: Grant;
  readonly revokedAt: Date | undefined;
}

export interface CodeRow extends Omit<NewCode, 'grant'> {
  readonly grantId: string;
  readonly usedAt: Date | undefined;
}

export interface RefreshTokenRow {
  readonly grantId: string;
  readonly expiresAt: Date;
  /** When it was rotated first. */
  readonly rotatedAt: Date | undefined;
}

/** The tables of the in-memory store. Rows are replaced, never mutated. */
export interface Tables {
  readonly clients: Map<string, ClientRow>;
  readonly grants: Map<string, GrantRow>;
  /** By hash. */
  readonly codes: Map<string, CodeRow>;
  /** By hash. */
  readonly refreshTokens: Map<string, RefreshTokenRow>;
  /** By hash. */
  readonly sessions: Map<string, Session>;
  readonly signingKeys: Map<number, StoredSigningKey>;
  readonly revocations: RevocationLog;
}

export function emptyTables(): Tables {
  return {
    clients: new Map(),
    grants: new Map(),
    codes: new Map(),
    refreshTokens: new Map(),
    sessions: new Map(),
    signingKeys: new Map(),
    revocations: revocationLog(),
  };
}
