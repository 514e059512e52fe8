import { failures } from './error-responses.js';

const message = {
  schema: {
    type: 'object',
    description: 'A JSON-RPC 2.0 message.',
    properties: { jsonrpc: { const: '2.0' } },
    required: ['jsonrpc'],
  },
} as const;

const security = [{ bearer: [] }];
const refusals = failures(
  'unauthenticated',
  'insufficient_scope',
  'rate_limited',
  'internal',
  'unavailable',
);

export const mcpPath = '/mcp';

/** `/mcp`, which is no route of the router: MCP has a specification of its own. */
export const mcpPaths = {
  [mcpPath]: {
    post: {
      tags: ['MCP'],
      summary: 'MCP over Streamable HTTP',
      description:
        'One JSON-RPC message; revisions 2026-07-28 and 2025-era. See https://modelcontextprotocol.io.',
      security,
      requestBody: { required: true, content: { 'application/json': message } },
      responses: {
        200: {
          description: 'One response, or a stream of messages that ends with the response.',
          content: {
            'application/json': message,
            'text/event-stream': { schema: { type: 'string' } },
          },
        },
        202: { description: 'The notification was accepted.' },
        ...failures('invalid_input', 'payload_too_large', 'unsupported_media_type'),
        ...refusals,
      },
    },
    get: {
      tags: ['MCP'],
      summary: 'The messages of a session (stateful mode, 2025-era clients)',
      security,
      responses: {
        200: {
          description: 'A stream of messages.',
          content: { 'text/event-stream': { schema: { type: 'string' } } },
        },
        405: { description: 'The server does not support sessions.' },
        ...refusals,
      },
    },
    delete: {
      tags: ['MCP'],
      summary: 'End a session (stateful mode, 2025-era clients)',
      security,
      responses: {
        200: { description: 'The session has ended.' },
        405: { description: 'The server does not support sessions.' },
        ...refusals,
      },
    },
  },
} as const;
