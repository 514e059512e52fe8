import type { BoundPicard, Picard, Scope } from '@picard-mcp/core';
import type { PicardHttp } from '@picard-mcp/http';
import { writeResponse } from '@picard-mcp/http/node';
import type { Middleware } from 'koa';

/** State of a context behind `requirePicard`. */
export interface PicardState {
  /** Picard as the caller may use it. */
  picard: BoundPicard;
}

/**
 * Lets only callers with a valid access token and all of `scopes` through to a host's own route, which
 * then finds Picard bound to them in `ctx.state.picard`. Others get the same 401 and 403 as from Picard
 * itself.
 */
export function requirePicard(
  http: PicardHttp,
  picard: Picard,
  ...scopes: readonly Scope[]
): Middleware<PicardState> {
  return async (ctx, next) => {
    try {
      const principal = await http.authenticate(ctx.get('authorization'), ...scopes);
      ctx.state.picard = picard.forPrincipal(principal, { clientAddress: ctx.ip });
    } catch (error) {
      await writeResponse(ctx.res, http.errorResponse(error));
      ctx.respond = false;
      return;
    }
    await next();
  };
}
