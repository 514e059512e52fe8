import type { Call } from '../scenario.js';

/** How a call is put on the wire and its answer read. */
export interface Wire {
  readonly path: string;
  body(call: Call): unknown;
  headers(call: Call): Readonly<Record<string, string>>;
  /** What the operation answered, out of the response's body. */
  output(body: string): unknown;
}

/** One tool with one argument, for servers that know no other. */
export type Naming = (call: Call) => { readonly name: string; readonly arguments: object };

export const picardTools: Naming = ({ tool, input }) => ({ name: tool, arguments: input });
export const echoTool: Naming = () => ({ name: 'echo', arguments: { text: 'hello' } });

export const rest: Wire = {
  path: '/api/tools',
  body: ({ tool, input }) => ({ tool, data: input }),
  headers: () => ({}),
  output: (body) => JSON.parse(body).data,
};

/** MCP of the revisions before 2026-07-28, without a session. */
export function mcp2025(naming: Naming): Wire {
  return {
    path: '/mcp',
    body: (call) => toolCall(naming(call)),
    headers: () => ({ 'MCP-Protocol-Version': '2025-11-25' }),
    output: mcpOutput,
  };
}

export function mcp2026(naming: Naming): Wire {
  const protocolVersion = '2026-07-28';
  return {
    path: '/mcp',
    body: (call) =>
      toolCall({
        ...naming(call),
        _meta: {
          'io.modelcontextprotocol/protocolVersion': protocolVersion,
          'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1.0.0' },
          'io.modelcontextprotocol/clientCapabilities': {},
        },
      }),
    headers: (call) => ({
      'MCP-Protocol-Version': protocolVersion,
      'Mcp-Method': 'tools/call',
      'Mcp-Name': naming(call).name,
    }),
    output: mcpOutput,
  };
}

function toolCall(params: object): unknown {
  return { jsonrpc: '2.0', id: 1, method: 'tools/call', params };
}

/** Out of JSON, or out of the one event that carries it. */
function mcpOutput(body: string): unknown {
  const json = body.startsWith('{') ? body : /^data: (.*)$/m.exec(body)?.[1];
  if (json === undefined) throw new Error(`not an MCP answer: ${body.slice(0, 200)}`);
  const { result } = JSON.parse(json);
  return result.structuredContent ?? result.content;
}

/** The bytes of a request. */
export function requestBytes(wire: Wire, call: Call, token: string | undefined): Uint8Array {
  const body = Buffer.from(JSON.stringify(wire.body(call)), 'utf8');
  const headers = {
    Host: '127.0.0.1',
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
    'Content-Length': String(body.length),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...wire.headers(call),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([
    Buffer.from(`POST ${wire.path} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'),
    body,
  ]);
}
