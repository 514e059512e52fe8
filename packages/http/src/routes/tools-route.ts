import { type RouteConfig, z } from '@hono/zod-openapi';
import { type Picard, PicardError } from '@picard-mcp/core';
import { catalogue, errorBody, parseInput } from '@picard-mcp/core/operations';
import type { Authenticate } from '../authenticate.js';
import { acceptsEvents, eventStream } from '../event-stream.js';
import { originOf } from '../exchange.js';
import { executedResponse } from '../executed-response.js';
import { loggedFailure } from '../failure-response.js';
import { readJson } from '../json-body.js';
import { failures } from '../openapi/error-responses.js';
import { idempotencyHeaders, replayedHeaders } from '../openapi/idempotency.js';
import { componentRef, toolExamples } from '../openapi/tool-schemas.js';
import { addRoute, type Router } from '../route.js';

export interface ToolsRouteOptions {
  readonly picard: Picard;
  readonly authenticate: Authenticate;
  readonly maxBodyBytes: number;
}

/** Any `data`: the operation's own schema checks it and names its fields. */
const envelope = z.strictObject({ tool: z.string(), data: z.unknown().optional() });

export function addToolsRoute(router: Router, options: ToolsRouteOptions): void {
  const { picard, authenticate, maxBodyBytes } = options;
  addRoute(router, toolsRoute(), async (exchange) => {
    const { headers, signal } = exchange.request;
    const principal = await authenticate(headers);
    exchange.principal = principal;
    const { tool, data } = parseInput(envelope, await readJson(exchange, maxBodyBytes));
    const bound = picard.forPrincipal(principal, originOf(exchange));
    const call = { operation: tool, input: data, signal };
    if (catalogue.get(tool)?.streams && acceptsEvents(headers)) {
      return eventStream({
        signal,
        work: (onText, either) => bound.execute({ ...call, onText, signal: either }),
        failed: (error) => errorBody(loggedFailure(picard.logger, error, exchange)),
      });
    }
    return executedResponse(bound, headers, call);
  });
  // A tool is named in the body. Its name in the path is not left to the host.
  router.on(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], '/api/tools/:tool', () => {
    throw new PicardError('not_found', 'There is no resource at this path.');
  });
}

function toolsRoute(): RouteConfig {
  return {
    method: 'post',
    path: '/api/tools',
    tags: ['Tools'],
    summary: 'Call a tool',
    description:
      'The same tools as over MCP: one request, one response. With `Accept: text/event-stream`, a tool that generates text streams it as server-sent events.',
    security: [{ bearer: [] }],
    request: {
      headers: idempotencyHeaders,
      body: {
        required: true,
        content: {
          'application/json': { schema: componentRef('ToolCall'), examples: toolExamples() },
        },
      },
    },
    responses: {
      200: {
        description: 'The output of the tool.',
        headers: replayedHeaders,
        content: {
          'application/json': {
            schema: componentRef('ToolResult'),
            example: { status: 'success', data: { tags: [{ tag: 'travel', count: 3 }] } },
          },
          'text/event-stream': {
            schema: { type: 'string' },
            example: streamExample,
          },
        },
      },
      ...failures(
        'invalid_input',
        'unauthenticated',
        'insufficient_scope',
        'not_found',
        'conflict',
        'payload_too_large',
        'unsupported_media_type',
        'unprocessable',
        'rate_limited',
        'internal',
        'unavailable',
      ),
    },
  };
}

/** Together the texts are the `response` of the result. */
const streamExample = [
  'event: text\ndata: {"text":"A window seat"}\n',
  'event: text\ndata: {"text":" [m1]."}\n',
  'event: result\ndata: {"status":"success","data":{"response":"A window seat [m1]."}}\n',
].join('\n');
