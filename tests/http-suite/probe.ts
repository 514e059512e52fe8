import type { HttpContext, HttpHandler } from '@picard-mcp/http';

/** A handler below `/probe/` that shows what reaches a handler, and whatever a handler may answer. */
export interface Probe extends HttpHandler {
  answer(
    path: string,
    respond: (request: Request, context: HttpContext) => Promise<Response> | Response,
  ): void;
}

export function createProbe(): Probe {
  const responders = new Map<
    string,
    (request: Request, context: HttpContext) => Promise<Response> | Response
  >();
  return {
    handles: (path) => path.startsWith('/probe/'),
    async fetch(request, context = {}) {
      const respond = responders.get(new URL(request.url).pathname);
      return respond ? respond(request, context) : new Response('no such probe', { status: 404 });
    },
    answer: (path, respond) => void responders.set(`/probe/${path}`, respond),
  };
}
