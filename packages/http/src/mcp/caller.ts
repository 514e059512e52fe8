import type { AuthInfo, ServerContext } from '@modelcontextprotocol/server';
import { PicardError, type Principal } from '@picard-mcp/core';
import type { CallOrigin } from '@picard-mcp/core/operations';

/** Who sent a message, and from where. */
export interface Caller {
  readonly principal: Principal;
  readonly origin: CallOrigin;
}

const callers = new WeakMap<AuthInfo, Caller>();

/**
 * A caller in the form in which the SDK carries one to its handlers. The token itself stays outside:
 * nothing behind the HTTP face needs it.
 */
export function authInfoOf(caller: Caller): AuthInfo {
  const { principal } = caller;
  const authInfo: AuthInfo = {
    token: '',
    clientId: principal.clientId ?? '',
    scopes: [...principal.scopes],
  };
  callers.set(authInfo, caller);
  return authInfo;
}

/** Who sent the message that a handler is answering. */
export function callerOf(context: ServerContext): Caller {
  const authInfo = context.http?.authInfo;
  const caller = authInfo && callers.get(authInfo);
  if (!caller) throw new PicardError('internal', 'An MCP message arrived without its principal.');
  return caller;
}
