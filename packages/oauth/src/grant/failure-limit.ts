import { PicardError } from '@picard-mcp/core';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { networkOf, type Throttle } from '../throttle/throttle.js';

/** Whose failures are counted together: one client's for one kind of request, from one network. */
export interface Attempt {
  /** The grant type, or the endpoint where there is none. */
  readonly kind: string;
  /** As the request claims, whether there is such a client or not. */
  readonly clientId: string | undefined;
  readonly address: OAuthExchange['address'];
}

/**
 * Does the work unless the same attempt failed too often, and counts it when it is refused. What succeeds
 * costs no count and no look at the database; what the server itself could not do is nobody's failure.
 *
 * @throws PicardError `rate_limited`, in the place of the refusal that was one too many, and at once from
 *   then on; whatever the work throws.
 */
export async function limitFailures<Result>(
  throttle: Throttle,
  { kind, clientId = '', address }: Attempt,
  work: () => Promise<Result>,
): Promise<Result> {
  const parts = [kind, clientId, networkOf(address)];
  throttle.assertNotBlocked('tokenFailures', ...parts);
  try {
    return await work();
  } catch (error) {
    if (isRefusal(error)) await throttle.consume('tokenFailures', ...parts);
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  if (error instanceof OAuthError) return error.status < 500 && error.status !== 429;
  return (
    error instanceof PicardError &&
    (error.code === 'unauthenticated' || error.code === 'permission_denied')
  );
}

/** The client that a request claims to come from; nothing of it is believed. */
export function claimedClientId(
  { request }: Pick<OAuthExchange, 'request'>,
  inForm: string | undefined,
): string | undefined {
  const basic = /^basic +([\w+/=-]+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic === undefined) return inForm;
  const [name = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  try {
    return decodeURIComponent(name.replaceAll('+', ' '));
  } catch {
    return name;
  }
}
