import type { AuthInfo, ServerContext } from '@modelcontextprotocol/server';
import { PicardError } from '../errors.js';
import type { Principal } from '../token/principal.js';

const principals = new WeakMap<AuthInfo, Principal>();

/**
 * A principal in the form in which the SDK carries a caller to its handlers. The token itself stays outside:
 * nothing behind the HTTP face needs it.
 */
export function authInfoOf(principal: Principal): AuthInfo {
  const authInfo: AuthInfo = {
    token: '',
    clientId: principal.clientId ?? '',
    scopes: [...principal.scopes],
  };
  principals.set(authInfo, principal);
  return authInfo;
}

/** Who sent the message that a handler is answering. */
export function principalOf(context: ServerContext): Principal {
  const authInfo = context.http?.authInfo;
  const principal = authInfo && principals.get(authInfo);
  if (!principal)
    throw new PicardError('internal', 'An MCP message arrived without its principal.');
  return principal;
}
