import type { BoundPicard, Picard, Scope } from '@picard-mcp/core';
import type { PicardHttp } from '@picard-mcp/http';
import { writeResponse } from '@picard-mcp/http/node';
import type { RequestHandler } from 'express';

declare global {
  namespace Express {
    interface Request {
      /** Picard as the caller may use it. Only on routes behind `requirePicard`. */
      picard: BoundPicard;
    }
  }
}

/**
 * Lets only callers with a valid access token and all of `scopes` through to a host's own route, which
 * then finds Picard bound to them in `req.picard`. Others get the same 401 and 403 as from Picard itself.
 */
export function requirePicard(
  http: PicardHttp,
  picard: Picard,
  ...scopes: readonly Scope[]
): RequestHandler {
  return async (req, res, next) => {
    try {
      const principal = await http.authenticate(req.headers.authorization, ...scopes);
      req.picard = picard.forPrincipal(principal, { clientAddress: req.ip });
    } catch (error) {
      await writeResponse(res, http.errorResponse(error));
      return;
    }
    next();
  };
}
