import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import express from 'express';
import { z } from 'zod';
import { cpuMicroseconds } from '../measure/cpu.js';
import { answerParent } from './answer-parent.js';

/** The least that an MCP server on the SDK can be, the way its documentation builds one: one trivial tool. */
function createMcpServer(): McpServer {
  const server = new McpServer({ name: 'bare', version: '1.0.0' });
  server.registerTool(
    'echo',
    { description: 'Answers what it is given.', inputSchema: z.object({ text: z.string() }) },
    async ({ text }) => ({ content: [{ type: 'text', text }] }),
  );
  return server;
}

let server: Server | undefined;

const actions = {
  async start(): Promise<number> {
    const app = express();
    app.all('/mcp', toNodeHandler(createMcpHandler(createMcpServer)));
    server = createServer(app);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  },
  cpu: async () => cpuMicroseconds(),
};

export type SdkServerActions = typeof actions;

answerParent(actions, async () => {
  server?.closeAllConnections();
  server?.close();
});
