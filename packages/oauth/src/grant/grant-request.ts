import type { Client } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import type { Parameters } from '../http/form.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { isSameResource } from '../token/resource.js';
import type { Grant } from './grant.js';
import type { TokenAnswer } from './issue-tokens.js';

/** A request of the token endpoint whose client has proven who it is. */
export interface GrantRequest {
  readonly form: Parameters;
  readonly client: Client;
  readonly address: OAuthExchange['address'];
}

export interface GrantedTokens {
  readonly grant: Grant;
  readonly tokenId: string;
  readonly answer: TokenAnswer;
}

/**
 * The resource that the form names (RFC 8707 section 2.2), in our own spelling, however often; `undefined`
 * when it names none.
 *
 * @throws OAuthError `invalid_target` for another server's.
 */
export function requestedResource(
  form: Parameters,
  { resource }: Pick<AuthorizationContext, 'resource'>,
): string | undefined {
  const asked = form.all('resource');
  if (asked.length === 0) return undefined;
  if (asked.every((name) => isSameResource(name, resource))) return resource;
  throw new OAuthError('invalid_target', `Tokens are issued only for this resource: ${resource}`);
}

/**
 * Takes note that a grant was revoked because one of its secrets came twice, and has this instance refuse
 * its access tokens at once.
 */
export async function noteTheft(
  grant: Grant,
  reason: 'code_replayed' | 'refresh_token_reused',
  { address }: Pick<GrantRequest, 'address'>,
  { audit, revocations }: Pick<AuthorizationContext, 'audit' | 'revocations'>,
): Promise<void> {
  const { id, userId, clientId } = grant;
  const details = { grant_id: id };
  audit({
    action: 'grant_revoked',
    outcome: 'success',
    reason,
    userId,
    clientId,
    address,
    details,
  });
  await revocations.refresh();
}
