import { z } from 'zod';
import { ServiceError } from '../memory-service/service-error.js';
import { parseScopes } from './access.js';
import type { Tokens } from './connection-store.js';

/** What an endpoint answers that gives tokens (RFC 6749 section 5.1). */
export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  /** Seconds. */
  expires_in: z.number().positive().optional(),
  scope: z.string().optional(),
});

/** A token is replaced before it runs out, so that a request under way does not meet its end. */
const earlySeconds = 60;
/** Where the server does not say; when it ends sooner, the server will refuse it. */
const usualSeconds = 300;

/**
 * The tokens of a good answer.
 *
 * @param asked what holds where the answer is silent: the scopes that were asked for, and the refresh token that was used.
 * @throws ServiceError `permission_denied` without a refresh token: such a connection would end within the hour.
 */
export function tokensFrom(
  answer: z.input<typeof tokenAnswer>,
  now: Date,
  asked: Pick<Tokens, 'scopes'> & Partial<Pick<Tokens, 'refreshToken'>>,
): Tokens {
  const { access_token, refresh_token = asked.refreshToken, scope } = answer;
  const { expires_in = usualSeconds } = answer;
  if (refresh_token === undefined) {
    throw new ServiceError('permission_denied', 'The memory server gave no refresh token.');
  }
  const seconds = expires_in - Math.min(earlySeconds, expires_in / 10);
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: new Date(now.getTime() + seconds * 1000),
    scopes: scope === undefined ? asked.scopes : parseScopes(scope),
  };
}
