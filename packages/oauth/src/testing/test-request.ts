import type { HttpContext, HttpHandler } from '@picard-mcp/http';

type Fields = Readonly<Record<string, string>>;

export interface TestRequest {
  /** Default: POST with a body, else GET. */
  readonly method?: string;
  /** Appended to the path. */
  readonly query?: Fields | URLSearchParams;
  readonly form?: Fields | URLSearchParams;
  readonly json?: unknown;
  readonly headers?: Fields;
  readonly cookies?: Fields;
  /** Network address of the client. Default 192.0.2.1. */
  readonly address?: string | undefined;
  readonly context?: HttpContext;
}

/** Sends a request to a handler with a URL on `origin`. */
export function sendTestRequest(
  handler: Pick<HttpHandler, 'fetch'>,
  origin: string,
  path: string,
  { query, form, json, cookies, context, ...options }: TestRequest = {},
): Promise<Response> {
  const url = new URL(path, origin);
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.append(name, value);
  const headers = new Headers();
  if (form !== undefined) headers.set('content-type', 'application/x-www-form-urlencoded');
  if (json !== undefined) headers.set('content-type', 'application/json');
  if (cookies !== undefined && Object.keys(cookies).length > 0) {
    const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${value}`);
    headers.set('cookie', pairs.join('; '));
  }
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  const body =
    form !== undefined
      ? new URLSearchParams(form).toString()
      : json !== undefined
        ? JSON.stringify(json)
        : undefined;
  const { method = body === undefined ? 'GET' : 'POST' } = options;
  const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
  const clientAddress = 'address' in options ? options.address : '192.0.2.1';
  return handler.fetch(request, {
    ...(clientAddress === undefined ? {} : { clientAddress }),
    ...context,
  });
}
