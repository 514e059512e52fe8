import type { IncomingMessage } from 'node:http';
import { picardKoa, requirePicard } from '@picard-mcp/adapter-koa';
import Koa, { type Context, type Middleware } from 'koa';
import type { BodyParser, Host } from './host.js';
import { parseBody } from './parse-body.js';

export const koaHost: Host = {
  name: 'Koa',
  isAdapter: true,
  listener({ picard, http, prefix, parser = 'none', fallThrough = true, atRoot }) {
    const app = new Koa();
    app.silent = true;
    app.use((ctx, next) => {
      ctx.cookies.set('host', '1');
      ctx.vary('Accept-Language');
      return next();
    });
    app.use(parserOf(parser));
    app.use(mounted(prefix, picardKoa(http, { fallThrough })));
    if (atRoot) app.use(picardKoa(atRoot));
    app.use(
      at(
        '/hello',
        says(() => 'hello from the host'),
      ),
    );
    app.use(at('/mine', requirePicard(http, picard, 'memories:read')));
    app.use(
      at(
        '/mine',
        says(({ state }) => state.picard.principal.userId),
      ),
    );
    return app.callback();
  },
};

/** As koa-bodyparser leaves it. */
function parserOf(parser: BodyParser): Middleware {
  return async (ctx, next) => {
    const request: { body?: unknown; req: IncomingMessage } = ctx.request;
    if (parser !== 'none') request.body = await parseBody(ctx.req, parser);
    await next();
  };
}

/** As koa-mount does it. */
function mounted(prefix: string | undefined, middleware: Middleware): Middleware {
  if (prefix === undefined) return middleware;
  return async (ctx, next) => {
    const { path } = ctx;
    if (path !== prefix && !path.startsWith(`${prefix}/`)) return next();
    ctx.path = path.slice(prefix.length) || '/';
    ctx.mountPath = prefix;
    await middleware(ctx, async () => {
      ctx.path = path;
      await next();
      ctx.path = path.slice(prefix.length) || '/';
    });
    ctx.path = path;
  };
}

function at(path: string, middleware: Middleware): Middleware {
  return (ctx, next) => (ctx.path === path ? middleware(ctx, next) : next());
}

function says(text: (ctx: Context) => string): Middleware {
  return (ctx) => {
    ctx.body = text(ctx);
  };
}
