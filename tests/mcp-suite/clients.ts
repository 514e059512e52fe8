import {
  Client as ClientV2,
  StreamableHTTPClientTransport as TransportV2,
} from '@modelcontextprotocol/client';
import { Client as ClientV1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as TransportV1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { McpTestServer } from './mcp-server.js';

const info = { name: 'picard-mcp-suite', version: '1.0.0' };

type Endpoint = Pick<McpTestServer, 'url'>;

function authorized(token: string) {
  return { requestInit: { headers: { authorization: `Bearer ${token}` } } };
}

/** The first SDK's client, which speaks the 2025-era revisions. */
export async function connectV1({ url }: Endpoint, token: string) {
  const client = new ClientV1(info);
  const transport = new TransportV1(url, authorized(token));
  await client.connect(transport);
  return { client, transport };
}

/** The second SDK's client as it is by default: it speaks the 2025-era revisions as well. */
export async function connectV2({ url }: Endpoint, token: string) {
  const client = new ClientV2(info);
  const transport = new TransportV2(url, authorized(token));
  await client.connect(transport);
  return { client, transport };
}

/** The second SDK's client when it may find out what the server speaks: revision 2026-07-28. */
export async function connectModern({ url }: Endpoint, token: string) {
  const client = new ClientV2(info, { versionNegotiation: { mode: 'auto' } });
  const transport = new TransportV2(url, authorized(token));
  await client.connect(transport);
  return { client, transport };
}

type ToolResult = Pick<
  Awaited<ReturnType<ClientV2['callTool']>>,
  'content' | 'structuredContent' | 'isError'
>;

/** What the clients have in common, for tests that hold for all of them. */
export interface AnyClient
  extends Pick<
    ClientV2,
    | 'close'
    | 'complete'
    | 'getPrompt'
    | 'getInstructions'
    | 'getServerCapabilities'
    | 'getServerVersion'
    | 'listPrompts'
    | 'listResourceTemplates'
    | 'listResources'
    | 'listTools'
    | 'readResource'
  > {
  callTool(params: { name: string; arguments?: Record<string, unknown> }): Promise<ToolResult>;
}

export type Connect = (server: Endpoint, token: string) => Promise<{ client: AnyClient }>;

export const clients: readonly (readonly [name: string, connect: Connect])[] = [
  // The first SDK types its results with its own copies of the same schemas.
  ['v1 client', connectV1 as unknown as Connect],
  ['v2 client', connectV2],
  ['v2 client, 2026-07-28', connectModern],
];
