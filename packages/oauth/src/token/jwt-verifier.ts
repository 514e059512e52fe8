import {
  isUuid,
  PicardError,
  type Principal,
  type Scope,
  scopes,
  type UserId,
} from '@picard-mcp/core';
import { parseUrl } from '@picard-mcp/core/operations';
import { type Clock, systemClock, type TokenVerifier } from '@picard-mcp/core/ports';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import type { KeySet } from '../keys/key-set.js';
import type { RevocationList } from '../revocation/revocation-list.js';
import { accessTokenType } from './access-token.js';
import { verifiedTokens } from './verified-tokens.js';

interface SharedOptions {
  /** The only issuer that is believed, compared byte for byte. */
  readonly issuer: string;
  /** The resource that a token must be meant for. */
  readonly audience: string;
  readonly clock?: Clock;
  /** Maximum number of cached verified tokens. Default 10,000. */
  readonly cacheSize?: number;
  /**
   * Asked at every verification, also of remembered tokens, so that the bound of the list is that of the
   * verifier: at most a second after a revocation, on every instance. Absent: tokens are good until they
   * expire.
   */
  readonly revocations?: Pick<RevocationList, 'isRevoked'>;
}

/** Where the issuer's public keys come from: this server's own key set, or a JWK Set's URL. */
export type JwtVerifierOptions = SharedOptions &
  ({ readonly keys: Pick<KeySet, 'find'> } | { readonly jwksUrl: string });

export interface JwtVerifier extends TokenVerifier {
  /** Drops the cached tokens of these principals, so that they are verified again, including the signature. */
  forget(matches: (principal: Principal) => boolean): void;
}

/** Never `none`, never symmetric: a public key must not do as a shared secret. */
const algorithms = ['ES256', 'EdDSA', 'Ed25519'];
const maxTokenLength = 8192;

const claims = z.object({
  sub: z.custom<UserId>(isUuid),
  jti: z.string().min(1).max(255),
  client_id: z.string().min(1).max(2048),
  scope: z.string().default(''),
  grant_id: z.string().min(1).max(255).optional(),
  // No later than a Date can be.
  iat: z.number().min(0).max(8.64e12),
  exp: z.number().max(8.64e12),
});

/**
 * Verifies JWT access tokens as RFC 9068 section 4 says: type, algorithm, signature, issuer, audience
 * and times, the required claims, and a subject that is a user's id. Keys that a token itself brings or
 * points to (`jwk`, `jku`, `x5c`, `x5u`) are never looked at. Scopes that Picard does not know are
 * ignored.
 *
 * A verified token is cached by its hash, for at most five minutes and never past its expiry; that
 * spares its signature, never the question whether it was revoked.
 *
 * @throws PicardError from `verify`: `unauthenticated`; `unavailable` when a JWK Set's URL does not answer,
 *   or if it cannot be determined whether the token was revoked.
 */
export function jwtVerifier(options: JwtVerifierOptions): JwtVerifier {
  const { clock = systemClock, cacheSize = 10_000, revocations } = options;
  const remembered = verifiedTokens({ clock, size: cacheSize });
  const audience = acceptedAudiences(options.audience);
  const getKey = 'keys' in options ? ownKeys(options.keys) : remoteKeys(options.jwksUrl);

  async function check(token: string): Promise<Principal> {
    if (token.length > maxTokenLength) throw refusal();
    const remember = remembered.begin();
    const { payload } = await jwtVerify(token, getKey, {
      issuer: options.issuer,
      audience,
      algorithms,
      typ: accessTokenType,
      requiredClaims: ['sub', 'exp', 'iat', 'jti', 'client_id'],
      currentDate: clock.now(),
    }).catch(refuse);
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw refusal();
    const principal = principalOf(parsed.data);
    remember(token, principal, principal.expiresAt);
    return principal;
  }

  return {
    async verify(token) {
      const principal = remembered.find(token) ?? (await check(token));
      const answer = revocations?.isRevoked(principal) ?? false;
      // Nearly always an answer and no promise: waiting for it would cost more than all the rest.
      if (answer !== false && (await answer)) throw refusal();
      return principal;
    },
    forget: remembered.forget,
  };
}

function principalOf(claim: z.infer<typeof claims>) {
  const held = new Set(claim.scope.split(' '));
  return {
    userId: claim.sub,
    scopes: scopes.filter((scope: Scope) => held.has(scope)),
    clientId: claim.client_id,
    tokenId: claim.jti,
    ...(claim.grant_id === undefined ? {} : { grantId: claim.grant_id }),
    issuedAt: new Date(claim.iat * 1000),
    expiresAt: new Date(claim.exp * 1000),
  } satisfies Principal;
}

/** The identifier of a server's root means the same with and without its slash (RFC 3986 section 6.2.3). */
function acceptedAudiences(resource: string): string[] {
  if (parseUrl(resource)?.pathname !== '/') return [resource];
  const bare = resource.replace(/\/$/, '');
  return [bare, `${bare}/`];
}

function ownKeys(keys: Pick<KeySet, 'find'>): JWTVerifyGetKey {
  return async ({ kid }) => {
    const key = typeof kid === 'string' ? await keys.find(kid) : undefined;
    if (key === undefined) throw refusal();
    return key;
  };
}

function remoteKeys(url: string): JWTVerifyGetKey {
  const resolve = createRemoteJWKSet(new URL(url));
  return async (header, token) => {
    try {
      return await resolve(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) throw refusal(error);
      if (error instanceof errors.JWKSMultipleMatchingKeys) throw refusal(error);
      throw new PicardError('unavailable', 'Tokens cannot be verified at the moment.', {
        cause: error,
      });
    }
  };
}

function refuse(error: unknown): never {
  if (error instanceof PicardError) throw error;
  if (error instanceof errors.JWTExpired) throw refusal(error, 'The access token has expired.');
  throw refusal(error);
}

function refusal(cause?: unknown, message = 'The access token is not valid.'): PicardError {
  return new PicardError('unauthenticated', message, { cause });
}
