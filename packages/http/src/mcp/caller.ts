import type { AuthInfo, ServerContext } from '@modelcontextprotocol/server';
import { PicardError, type Principal } from '@picard-mcp/core';
import type { CallOrigin } from '@picard-mcp/core/operations';

/** Who sent a message, and from where. */
export interface Caller {
  readonly principal: Principal;
  readonly origin: CallOrigin;
}

/** A caller as the SDK carries one to its handlers. */
interface CarriedCaller extends AuthInfo {
  readonly extra: { readonly caller: Caller };
}

/**
 * A caller in the form in which the SDK carries one to its handlers. The token itself stays outside:
 * nothing behind the HTTP face needs it.
 */
export function authInfoOf(caller: Caller): CarriedCaller {
  const { principal } = caller;
  return {
    token: '',
    clientId: principal.clientId ?? '',
    scopes: [...principal.scopes],
    extra: { caller },
  };
}

/** Who sent the message that a handler is answering. */
export function callerOf(context: ServerContext): Caller {
  const caller = context.http?.authInfo?.extra?.caller;
  if (caller === undefined) {
    throw new PicardError('internal', 'An MCP message arrived without its principal.');
  }
  return caller as Caller;
}
