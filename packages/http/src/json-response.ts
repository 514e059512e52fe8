/** Headers of every API response: not cached, and not rendered as a page by browsers. */
export const apiHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

const jsonType = { 'content-type': 'application/json; charset=utf-8' } as const;

export interface JsonResponseOptions {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export function jsonResponse(
  value: unknown,
  { status = 200, headers }: JsonResponseOptions = {},
): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { ...jsonType, ...apiHeaders, ...headers },
  });
}
