import { randomUUID } from 'node:crypto';

/** The body of a 2025-era request. */
export function request(method: string, params: Record<string, unknown> = {}, id: unknown = 1) {
  return { jsonrpc: '2.0', id, method, params };
}

/** Body and headers of a 2026-07-28 request. */
export function modernRequest(method: string, params: Record<string, unknown> = {}) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientInfo': { name: 'by-hand', version: '1.0.0' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const name = params.name ?? params.uri;
  return {
    body: request(method, { ...params, _meta }, randomUUID()),
    headers: {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': method,
      ...(typeof name === 'string' && { 'mcp-name': name }),
    },
  };
}

/** Each JSON-RPC message of an event stream, as it comes. */
async function* messages(response: Response): AsyncGenerator<Record<string, unknown>> {
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = `${rest}${chunk}`.split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data) yield JSON.parse(data.slice('data: '.length));
    }
  }
}

/** All of them, once the stream has ended. */
export async function allMessages(response: Response): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const message of messages(response)) all.push(message);
  return all;
}
