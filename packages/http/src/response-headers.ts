import type { Exchange } from './exchange.js';
import { requestIdHeader } from './request-id.js';

/** What every answer carries. */
export function commonHeaders({ requestId }: Pick<Exchange, 'requestId'>): Record<string, string> {
  return { 'x-content-type-options': 'nosniff', [requestIdHeader]: requestId };
}

/** Returns the response with additional headers. Existing headers are not replaced. */
export function withHeaders(
  response: Response,
  headers: Readonly<Record<string, string>>,
): Response {
  try {
    addHeaders(response.headers, headers);
    return response;
  } catch {
    // Those of a redirect and of a fetched answer cannot be changed.
    const copy = new Response(response.body, response);
    addHeaders(copy.headers, headers);
    return copy;
  }
}

function addHeaders(target: Headers, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!target.has(name)) target.set(name, value);
  }
}
