import type { Scope, UserId } from '@picard-mcp/core';

/** What a user allowed a client: the root of codes, refresh tokens and access tokens. */
export interface Grant {
  /** UUID v4; the claim `grant_id` of its access tokens. */
  readonly id: string;
  readonly userId: UserId;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  /** The resource that its tokens are good for (RFC 8707), in its canonical form. */
  readonly resource: string;
  readonly createdAt: Date;
}
