/** Codes that JSON-RPC and MCP leave to a server, as the MCP SDK uses them. */
export const serverError = -32_000;
export const sessionNotFound = -32_001;

/** Codes of JSON-RPC 2.0 section 5.1. */
export const parseError = -32_700;
export const invalidRequest = -32_600;
export const invalidParams = -32_602;
export const internalError = -32_603;

export interface JsonRpcErrorOptions {
  readonly status: number;
  readonly code: number;
  readonly message: string;
  /** The request that is answered; its id is echoed where it has one. */
  readonly request?: unknown;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTTP answer that refuses a message before it reaches the protocol. */
export function jsonRpcError(options: JsonRpcErrorOptions): Response {
  const { status, code, message, request, data, headers } = options;
  const error = { code, message, ...(data === undefined ? {} : { data }) };
  return Response.json(
    { jsonrpc: '2.0', id: idOf(request), error },
    { status, headers: { ...headers, 'Cache-Control': 'no-store' } },
  );
}

/** The id of a single JSON-RPC request, `null` for anything else (JSON-RPC 2.0 section 5). */
function idOf(message: unknown): string | number | null {
  if (typeof message !== 'object' || message === null || !('id' in message)) return null;
  return typeof message.id === 'string' || typeof message.id === 'number' ? message.id : null;
}
