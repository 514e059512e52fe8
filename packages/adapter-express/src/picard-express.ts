import { type BridgedHandler, type NodeBridgeOptions, nodeBridge } from '@picard-mcp/http/node';
import type { RequestHandler } from 'express';

export type PicardExpressOptions = NodeBridgeOptions;

/**
 * Mounts Picard into an Express application: `app.use(picardExpress(http))`, or under a prefix,
 * `app.use('/picard', picardExpress(http))`. Paths that are not Picard's go on to the next handler.
 *
 * With an authorization server under a prefix, mount its documents at the root beside it, where clients look
 * for them: `app.use(picardExpress(authorization.wellKnown))`.
 *
 * Works behind body parsers. The client's address is `req.ip`: set Express's `trust proxy` accordingly.
 */
export function picardExpress(
  http: BridgedHandler,
  options: PicardExpressOptions = {},
): RequestHandler {
  const answer = nodeBridge(http, options);
  return async (req, res, next) => {
    const { body, baseUrl: prefix, ip: clientAddress } = req;
    if (!(await answer({ req, res, body, prefix, clientAddress }))) next();
  };
}
