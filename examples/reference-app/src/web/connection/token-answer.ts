import * as oauth from 'oauth4webapi';
import { explain } from '../memory-service/back-channel.js';
import { ServiceError } from '../memory-service/service-error.js';
import type { Scope } from '../memory-service/tools.js';
import type { Tokens } from './connection-store.js';

/** The tokens of a good answer of the token endpoint (RFC 6749 section 5.1). */
export function tokensFrom(answer: oauth.TokenEndpointResponse, now: Date): Tokens {
  const { access_token, refresh_token, expires_in = 0, scope = '' } = answer;
  if (refresh_token === undefined) {
    throw new ServiceError('permission_denied', 'The memory server gave no refresh token.');
  }
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: new Date(now.getTime() + expires_in * 1000),
    scopes: scope.split(' ').filter(Boolean) as Scope[],
  };
}

/** What a failed request to an OAuth endpoint means. */
export function explainOAuth(error: unknown): ServiceError {
  if (error instanceof oauth.ResponseBodyError) {
    if (error.error === 'invalid_grant') {
      return new ServiceError('disconnected', 'The memory server ended the connection.', {
        cause: error,
      });
    }
    const isBusy = error.status === 429 || error.status >= 500;
    return new ServiceError(
      isBusy ? 'unavailable' : 'permission_denied',
      `The memory server refused: ${error.error}.`,
      { cause: error },
    );
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError) {
    return new ServiceError(
      'permission_denied',
      'The memory server does not know this application.',
      {
        cause: error,
      },
    );
  }
  return explain(error);
}
