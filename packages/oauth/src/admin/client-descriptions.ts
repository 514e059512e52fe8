import { type RouteConfig, z } from '@hono/zod-openapi';
import { failures } from '@picard-mcp/http';
import { clientChange, clientRegistration } from '../client/client-fields.js';
import { clientSchema } from '../client/client-json.js';
import { nextCursor, pageQuery } from './paging.js';

const registration = {
  client_name: 'Notebook',
  redirect_uris: ['https://notebook.example/callback'],
  scopes: ['memories:read', 'memories:write'],
};

const client = {
  client_id: '9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10',
  ...registration,
  is_confidential: true,
  token_endpoint_auth_method: 'client_secret_basic',
  token_endpoint_auth_methods: ['client_secret_basic', 'client_secret_post'],
  allow_direct_connect: true,
  realm: '9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10',
  is_active: true,
  registered_by: 'administrator',
  ...{ client_uri: null, logo_uri: null, policy_uri: null, tos_uri: null, contacts: [] },
  ...{ software_id: null, software_version: null, application_type: null },
  created_at: '2030-01-31T12:00:00.000Z',
  updated_at: '2030-01-31T12:00:00.000Z',
};

const secret = z.string().describe('Shown only once. Absent for public clients.');
const shownOnce = { ...client, client_secret: 'l1rYw8bHqX0m3b2mR7oY1s0cO6p2m9n4Qy3d5u7v9wA' };

const json = (schema: z.ZodType, example: object) => ({ 'application/json': { schema, example } });

const answer = (description: string) => ({
  200: { description, content: json(clientSchema, client) },
});

const byId = { params: z.object({ client_id: z.string() }) };
const tags = ['Administration'];

/** `/api/admin/clients…` as `/openapi.json` describes it. Responses are plain objects. */
export const clientDescriptions = {
  register: {
    method: 'post',
    path: '/api/admin/clients/register',
    tags,
    summary: 'Register a client',
    request: { body: { required: true, content: json(clientRegistration, registration) } },
    responses: {
      201: {
        description: 'The client, with its secret.',
        content: json(clientSchema.extend({ client_secret: secret.optional() }), shownOnce),
      },
      ...failures('invalid_input', 'payload_too_large', 'unsupported_media_type'),
    },
  },
  list: {
    method: 'get',
    path: '/api/admin/clients',
    tags,
    summary: 'List the registered clients',
    description: 'Lists all clients, oldest first, including those that registered themselves.',
    request: { query: z.strictObject(pageQuery) },
    responses: {
      200: {
        description: 'A page of clients.',
        content: json(z.object({ clients: z.array(clientSchema), next_cursor: nextCursor }), {
          clients: [client],
          next_cursor: null,
        }),
      },
      ...failures('invalid_input'),
    },
  },
  read: {
    method: 'get',
    path: '/api/admin/clients/{client_id}',
    tags,
    summary: 'Get a client',
    request: byId,
    responses: { ...answer('The client.'), ...failures('not_found') },
  },
  change: {
    method: 'put',
    path: '/api/admin/clients/{client_id}',
    tags,
    summary: 'Change a client',
    description:
      'Omitted fields stay unchanged. With `is_active: false`, all grants of the client are revoked.',
    request: {
      ...byId,
      body: { required: true, content: json(clientChange, { allow_direct_connect: false }) },
    },
    responses: {
      ...answer('The client as it is now.'),
      ...failures('invalid_input', 'not_found', 'payload_too_large', 'unsupported_media_type'),
    },
  },
  remove: {
    method: 'delete',
    path: '/api/admin/clients/{client_id}',
    tags,
    summary: 'Delete a client',
    description: 'Also revokes all grants of the client.',
    request: byId,
    responses: {
      200: {
        description: 'The client was deleted.',
        content: json(z.object({ deleted: z.literal(true), client_id: z.uuid() }), {
          deleted: true,
          client_id: client.client_id,
        }),
      },
      ...failures('not_found'),
    },
  },
  rotateSecret: {
    method: 'post',
    path: '/api/admin/clients/{client_id}/secret',
    tags,
    summary: 'Replace the secret of a client',
    description: 'The previous secret stops working immediately. Grants stay valid.',
    request: byId,
    responses: {
      200: {
        description: 'The client, with its new secret.',
        content: json(clientSchema.extend({ client_secret: secret }), shownOnce),
      },
      ...failures('not_found', 'conflict'),
    },
  },
} as const satisfies Record<string, RouteConfig>;

/** The parameters of the list. */
export const clientListQuery = clientDescriptions.list.request.query;
