/** Headers of every answer that programs read: kept by nobody, shown by no browser as a page. */
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
