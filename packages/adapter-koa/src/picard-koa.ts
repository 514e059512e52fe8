import { type BridgedHandler, type NodeBridgeOptions, nodeBridge } from '@picard-mcp/http/node';
import type { Context, Middleware } from 'koa';

export type PicardKoaOptions = NodeBridgeOptions;

/** What body parsers and koa-mount add to a context. */
interface MountedContext {
  readonly mountPath?: string;
  readonly request: { readonly body?: unknown };
}

/**
 * Mounts Picard into a Koa application: `app.use(picardKoa(http))`, or under a prefix,
 * `app.use(mount('/picard', picardKoa(http)))`. Paths that are not Picard's go on to the next middleware.
 *
 * With an authorization server under a prefix, mount its documents at the root beside it, where clients look
 * for them: `app.use(picardKoa(authorization.wellKnown))`.
 *
 * Works behind body parsers. The client's address is `ctx.ip`: set Koa's `proxy` accordingly.
 */
export function picardKoa(http: BridgedHandler, options: PicardKoaOptions = {}): Middleware {
  const answer = nodeBridge(http, options);
  return async (ctx: Context & MountedContext, next) => {
    const { req, res, mountPath: prefix, ip: clientAddress } = ctx;
    const answered = await answer({ req, res, body: ctx.request.body, prefix, clientAddress });
    // The answer has been written: Koa must not add its own.
    if (answered) ctx.respond = false;
    else await next();
  };
}
