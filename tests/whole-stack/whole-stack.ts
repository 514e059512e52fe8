import {
  generateEncryptionKey,
  type Picard,
  type PicardOptions,
  type UserId,
} from '@picard-mcp/core';
import type { Store } from '@picard-mcp/core/ports';
import { connectModern, connectV1 } from '../mcp-suite/clients.js';
import { type McpTestServer, startMcpServer } from '../mcp-suite/mcp-server.js';

/** What a call by any way comes to. */
export type Answer =
  | { readonly data: Record<string, unknown> }
  | { readonly error: { readonly code: string; readonly details?: Record<string, unknown> } };

/** One way to call an operation as one user. */
export type Call = (tool: string, data: Record<string, unknown>) => Promise<Answer>;

export interface WholeStack {
  readonly picard: Picard;
  readonly server: McpTestServer;
  /** The ways to call Picard as a user: REST, and MCP by both generations of clients. */
  ways(userId: UserId): Promise<Readonly<Record<'rest' | 'mcp 2025' | 'mcp 2026', Call>>>;
  close(): Promise<void>;
}

/** Picard on a given store, with everything in front of it. */
export async function wholeStack(
  store: Store,
  options: Partial<PicardOptions> = {},
): Promise<WholeStack> {
  const server = await startMcpServer({
    library: { store, encryptionKeys: generateEncryptionKey(), background: false, ...options },
  });
  const closing: (() => Promise<void>)[] = [];
  return {
    picard: server.picard,
    server,
    async ways(userId) {
      const token = server.token(userId);
      const first = await connectV1(server, token);
      const modern = await connectModern(server, token);
      closing.push(
        () => first.client.close(),
        () => modern.client.close(),
      );
      return {
        rest: (tool, data) => callRest(new URL('/api/tools', server.url), token, tool, data),
        'mcp 2025': (tool, data) => callTool(first.client, tool, data),
        'mcp 2026': (tool, data) => callTool(modern.client, tool, data),
      };
    },
    async close() {
      for (const close of closing) await close();
      await server.close();
    },
  };
}

async function callRest(url: URL, token: string, tool: string, data: object): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ tool, data }),
  });
  return (await response.json()) as Answer;
}

interface ToolResult {
  readonly content?: unknown;
  readonly structuredContent?: unknown;
  readonly isError?: unknown;
}

async function callTool(
  client: {
    callTool(params: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  },
  name: string,
  data: Record<string, unknown>,
): Promise<Answer> {
  const result = (await client.callTool({ name, arguments: data })) as ToolResult;
  if (!result.isError) return { data: result.structuredContent as Record<string, unknown> };
  const [{ text }] = result.content as [{ text: string }];
  return { error: JSON.parse(text) };
}
