import { randomUUID } from 'node:crypto';
import { PicardError, type Scope, type UserId } from '@picard-mcp/core';
import { type Clock, systemClock } from '@picard-mcp/core/ports';
import { type KeySet, maxTokenLifetime } from '../keys/key-set.js';

export interface AccessTokenOptions {
  readonly keys: Pick<KeySet, 'sign'>;
  readonly issuer: string;
  /** The resource that the token is good for. */
  readonly audience: string;
  readonly userId: UserId;
  readonly clientId: string;
  readonly scopes: readonly Scope[];
  /** The grant that it is issued under: the private claim `grant_id`, by which it ends with its grant. */
  readonly grantId?: string;
  /** Seconds; at most 90 days. Default one hour. */
  readonly lifetime?: number;
  readonly clock?: Clock;
}

export interface IssuedAccessToken {
  readonly accessToken: string;
  /** Its `jti`, a UUID v4. */
  readonly tokenId: string;
  readonly expiresAt: Date;
}

/** The `typ` of a JWT access token (RFC 9068 section 2.1). */
export const accessTokenType = 'at+jwt';

export const defaultTokenLifetime = 3600;

/**
 * Issues a JWT access token with every claim that RFC 9068 section 2.2 requires.
 *
 * @throws PicardError `invalid_input` for a lifetime that is not from one second to 90 days.
 */
export async function issueAccessToken(options: AccessTokenOptions): Promise<IssuedAccessToken> {
  const { lifetime = defaultTokenLifetime, clock = systemClock } = options;
  if (!(lifetime >= 1 && lifetime <= maxTokenLifetime)) {
    throw new PicardError('invalid_input', 'lifetime: must be from one second to 90 days', {
      details: { field: 'lifetime' },
    });
  }
  const tokenId = randomUUID();
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  const accessToken = await options.keys.sign(
    {
      iss: options.issuer,
      sub: options.userId,
      aud: options.audience,
      client_id: options.clientId,
      scope: options.scopes.join(' '),
      jti: tokenId,
      iat: issuedAt,
      exp: issuedAt + lifetime,
      ...(options.grantId === undefined ? {} : { grant_id: options.grantId }),
    },
    { typ: accessTokenType },
  );
  return { accessToken, tokenId, expiresAt: new Date((issuedAt + lifetime) * 1000) };
}
