import type { RouteConfig } from '@hono/zod-openapi';
import { exportInput, importOptions, jsonSchema, onTheWire } from '@picard-mcp/core/operations';
import { failures } from '../openapi/error-responses.js';
import { componentRef } from '../openapi/tool-schemas.js';

const text = { schema: { type: 'string' } } as const;

const files = {
  'application/json': { schema: { type: 'array', items: { type: 'object' } } },
  'application/x-ndjson': text,
  'text/csv': text,
  'text/markdown': text,
} as const;

type Query = Parameters<typeof onTheWire>[0];

function queryOf(input: Query) {
  const { properties = {}, required = [] } = jsonSchema(onTheWire(input), 'input') as {
    readonly properties?: Readonly<Record<string, object>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query' as const,
    required: required.includes(name),
    schema,
  }));
}

export const exportParameters = queryOf(exportInput);

export const importParameters = queryOf(importOptions);

export const exportRoute: RouteConfig = {
  method: 'get',
  path: '/api/export',
  tags: ['Tools'],
  summary: 'Export memories as one file',
  description:
    'Exports the caller’s own memories, oldest first. The file is streamed and has no size limit. If the export fails, the connection is closed before the file is complete. Requires the scope `memories:read`.',
  security: [{ bearer: [] }],
  parameters: [...exportParameters],
  responses: {
    200: {
      description: 'The file in the requested format.',
      headers: {
        'Content-Disposition': {
          schema: { type: 'string' },
          example: 'attachment; filename="picard-memories-2030-01-31.json"',
        },
      },
      content: files,
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

export const importRoute: RouteConfig = {
  method: 'post',
  path: '/api/import',
  tags: ['Tools'],
  summary: 'Import memories from a file',
  description:
    'The body is the file itself. It is read as a stream and has no size limit. Batches that were written stay stored, and importing the same file again goes on where an import broke off. With `Accept: text/event-stream`, events named `progress` say how far it has come, before `result` or `error`. Needs the scope `memories:write`.',
  security: [{ bearer: [] }],
  parameters: [...importParameters],
  request: { body: { required: true, content: files } },
  responses: {
    200: {
      description: 'The result of the import.',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              status: { const: 'success' },
              data: componentRef('ImportMemoriesOutput'),
            },
            required: ['status', 'data'],
          },
          example: {
            status: 'success',
            data: {
              imported: 2,
              unchanged: 0,
              refused_count: 1,
              refused: [
                {
                  line: 3,
                  code: 'invalid_input',
                  message: 'text: must not be empty',
                  field: 'text',
                },
              ],
            },
          },
        },
        'text/event-stream': { schema: { type: 'string' }, example: eventsExample() },
      },
    },
    ...failures(
      'invalid_input',
      'unauthenticated',
      'insufficient_scope',
      'unsupported_media_type',
      'internal',
      'unavailable',
    ),
  },
};

function eventsExample(): string {
  return [
    'event: progress\ndata: {"imported":500,"unchanged":0,"refused_count":0}\n',
    'event: result\ndata: {"status":"success","data":{"imported":700,"unchanged":0,"refused_count":0,"refused":[]}}\n',
  ].join('\n');
}
