import type { Scope, UserId } from '@picard-mcp/core';
import type { KeyRing } from '@picard-mcp/core/builtin';
import type {
  ActivityStore,
  Clock,
  Logger,
  TokenVerifier,
  TotalsStore,
  UserStore,
} from '@picard-mcp/core/ports';
import type { Audit } from './audit.js';
import type { Client } from './client/client.js';
import type { KeySet } from './keys/key-set.js';
import type { AuthorizationStore } from './ports/authorization-store.js';
import type { RevocationList } from './revocation/revocation-list.js';
import type { Throttle } from './throttle/throttle.js';

/** Lifetimes of what the server issues, in seconds. */
export interface Lifetimes {
  /** At most a day. Default one hour. */
  readonly accessToken: number;
  /** From its last use. Default 30 days. */
  readonly refreshToken: number;
  /** The time, in seconds, for which a rotated refresh token may be reused, for clients with concurrent refreshes. Default 0. */
  readonly refreshGrace: number;
  /** At most 5 minutes. Default one minute. */
  readonly code: number;
  /** From the start of an authorization to the answer on the consent page. Default 10 minutes. */
  readonly authorizationRequest: number;
  /** A browser's login. Default 7 days. */
  readonly session: number;
}

/** Finds clients by id, registered ones and those of metadata documents. */
export interface ClientDirectory {
  /**
   * `undefined` for an unknown one. Inactive ones are found.
   *
   * @throws OAuthError `invalid_client` when a metadata document cannot be used, in words for its author;
   *   PicardError `rate_limited`, `unavailable`.
   */
  find(clientId: string, address?: string): Promise<Client | undefined>;
}

/** What the endpoints of the authorization server share. */
export interface AuthorizationContext {
  /** Byte for byte as clients compare it: no trailing slash appears or disappears. */
  readonly issuer: string;
  /** The protected resource's identifier, which is the audience of access tokens. */
  readonly resource: string;
  readonly resourceMetadataUrl: string;
  readonly store: AuthorizationStore;
  readonly users: UserStore;
  /** What was done, for administrators to read; `audit` writes it. */
  readonly activity: ActivityStore;
  /** Of users and memories, where the host lets administrators see them. */
  readonly totals: TotalsStore | undefined;
  readonly clients: ClientDirectory;
  readonly keys: KeySet;
  /** Verifies this server's own access tokens, revocation included. */
  readonly verifier: TokenVerifier;
  /** Its current key seals what leaves the server and must come back unchanged. */
  readonly encryptionKeys: KeyRing;
  readonly revocations: RevocationList;
  readonly throttle: Throttle;
  readonly audit: Audit;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly lifetimes: Lifetimes;
  /** Permanently erases a user. Absent if erasure is not available. */
  readonly eraseUser: ((userId: UserId) => Promise<void>) | undefined;
  /** Who may register by themselves. */
  readonly registration: { readonly users: boolean; readonly clients: boolean };
  /** Where no scope is asked for. */
  readonly defaultScopes: readonly Scope[];
}
