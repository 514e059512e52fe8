import type { RouteConfig } from '@hono/zod-openapi';
import { catalogue, invalidField, jsonSchema } from '@picard-mcp/core/operations';
import { originOf } from '../exchange.js';
import { jsonResponse } from '../json-response.js';
import { failures } from '../openapi/error-responses.js';
import { addRoute, type Router } from '../route.js';
import type { ToolsRouteOptions } from './tools-route.js';

const operation = 'get_activity';

/** Adds `GET /api/users/me/activity`: the operation `get_activity`, its input in the query. */
export function addActivityRoute(
  router: Router,
  { picard, authenticate }: Pick<ToolsRouteOptions, 'picard' | 'authenticate'>,
): void {
  addRoute(router, activityRoute(), async (exchange) => {
    const { headers, url } = exchange.request;
    const principal = await authenticate(headers);
    exchange.principal = principal;
    const data = await picard.forPrincipal(principal, originOf(exchange)).execute({
      operation,
      input: inputOf(new URL(url).searchParams),
    });
    return jsonResponse({ status: 'success', data });
  });
}

function inputOf(query: URLSearchParams): Record<string, unknown> {
  const names = [...query.keys()];
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) throw invalidField(repeated.slice(0, 200), 'must not be repeated');
  const { limit, ...texts } = Object.fromEntries(query);
  return { ...texts, ...(limit !== undefined && { limit: limit === '' ? limit : Number(limit) }) };
}

function activityRoute(): RouteConfig {
  const getActivity = catalogue.get(operation);
  if (!getActivity) throw new TypeError(`The catalogue has no ${operation}.`);
  const { properties = {} } = jsonSchema(getActivity.input, 'input');
  const { $schema: _, ...data } = jsonSchema(getActivity.output, 'output');
  return {
    method: 'get',
    path: '/api/users/me/activity',
    tags: ['Users'],
    summary: getActivity.title,
    description: getActivity.description,
    security: [{ bearer: [] }],
    parameters: Object.entries(properties as object).map(([name, schema]) => ({
      name,
      in: 'query',
      required: false,
      schema,
    })),
    responses: {
      200: {
        description: 'A page of the activity log.',
        content: {
          'application/json': {
            schema: {
              type: 'object',
              properties: { status: { const: 'success' }, data },
              required: ['status', 'data'],
            } as object,
          },
        },
      },
      ...failures(
        'invalid_input',
        'unauthenticated',
        'insufficient_scope',
        'internal',
        'unavailable',
      ),
    },
  };
}
