import type { Scope, UserId } from '@picard-mcp/core';
import type { Grant } from '../grant/grant.js';

/** An authorization code on its way to the client. */
export interface NewCode {
  /** Id of the authorization request. One request gets one code. */
  readonly requestId: string;
  readonly grant: Grant;
  /** SHA-256 of the code, base64url. */
  readonly codeHash: string;
  /** The one that the code is sent to. */
  readonly redirectUri: string;
  /** S256 challenge (RFC 7636 section 4.2). */
  readonly codeChallenge: string;
  readonly expiresAt: Date;
}

/** A refresh token to store, as a hash only. */
export interface NewRefreshToken {
  /** SHA-256 of the token, base64url. */
  readonly hash: string;
  readonly expiresAt: Date;
}

export interface CodeRedemption {
  readonly codeHash: string;
  readonly clientId: string;
  /** Compared when it is given (OAuth 2.1 section 10.2). */
  readonly redirectUri: string | undefined;
  /** S256 of the verifier that the client brought. */
  readonly codeChallenge: string;
  /** Compared when it is given. */
  readonly resource: string | undefined;
  readonly refreshToken: NewRefreshToken;
  readonly at: Date;
}

export type RedeemOutcome =
  | { readonly kind: 'redeemed'; readonly grant: Grant }
  /** The same client, with the same verifier, had redeemed it before: the grant is revoked now. */
  | { readonly kind: 'replayed'; readonly grant: Grant }
  /** Unknown, expired, another client's, not matching, or of an ended grant. Nothing has changed. */
  | { readonly kind: 'refused' };

export interface RefreshRotation {
  readonly tokenHash: string;
  readonly clientId: string;
  /** All must be of the grant; absent: those of the grant. */
  readonly scopes: readonly Scope[] | undefined;
  /** Compared when it is given. */
  readonly resource: string | undefined;
  readonly successor: NewRefreshToken;
  /** For how long a token that was rotated may be rotated again. */
  readonly graceMs: number;
  readonly at: Date;
}

export type RotateOutcome =
  | { readonly kind: 'rotated'; readonly grant: Grant }
  /** It had been rotated before, by the same client: the grant is revoked now. */
  | { readonly kind: 'reused'; readonly grant: Grant }
  /** Nothing has changed, and a token that was good still is. */
  | { readonly kind: 'refused'; readonly reason: 'scope' | 'resource' | 'token' };

export interface RefreshTokenState {
  readonly grant: Grant;
  readonly expiresAt: Date;
  /** Neither rotated nor expired, and its grant neither revoked nor of an inactive user. */
  readonly isLive: boolean;
}

/**
 * Grants with their codes and refresh tokens. Each method is one statement or one transaction: of many
 * calls at once with the same code or token, one succeeds. No method grants anything to a user whose
 * account is not active, nor a new grant by a registered client that is not; users without an account and
 * clients that are not registered are taken as they come.
 */
export interface GrantStore {
  /**
   * Stores a grant with its code, and records that its client was used. Nothing is stored if the request
   * has a code already, or, as `user_inactive`, when the user or the client may not be granted anything.
   */
  issueCode(code: NewCode): Promise<'issued' | 'already_answered' | 'user_inactive'>;
  /** Marks the code as used and stores the grant's first refresh token. */
  redeemCode(redemption: CodeRedemption): Promise<RedeemOutcome>;
  /** Stores a grant without a code, with a refresh token, and records that its client was used. Returns false if the user or the client is inactive. */
  create(grant: Grant, refreshToken: NewRefreshToken): Promise<boolean>;
  /** Puts the successor in the place of a refresh token. */
  rotateRefreshToken(rotation: RefreshRotation): Promise<RotateOutcome>;
  /** `undefined` when there is no such token. */
  findByRefreshToken(tokenHash: string): Promise<RefreshTokenState | undefined>;
  /** The grant of a refresh token, revoked with all its tokens, if it is that client's; rotated tokens count too. */
  revokeByRefreshToken(revocation: {
    readonly tokenHash: string;
    readonly clientId: string;
    readonly at: Date;
  }): Promise<Grant | undefined>;
  /** Ends a grant with all its tokens; false when there is none that lives. */
  revoke(grantId: string, at: Date): Promise<boolean>;
  /** The user's grants that live, the oldest first; those of the same millisecond by id. */
  listOf(userId: UserId): Promise<readonly Grant[]>;
  /**
   * Ends all grants and browser sessions of a user and every access token issued to them before, also
   * those without a grant. With `deactivate`, their account gets nothing new from then on.
   */
  revokeUser(revocation: {
    readonly userId: UserId;
    readonly at: Date;
    readonly deactivate: boolean;
  }): Promise<void>;
}
