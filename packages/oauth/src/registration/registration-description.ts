import { type RouteConfig, z } from '@hono/zod-openapi';
import { authenticationMethods } from '../client/client.js';

const registered = {
  client_name: 'Notebook',
  redirect_uris: ['http://127.0.0.1/callback'],
  token_endpoint_auth_method: 'none',
  scope: 'memories:read memories:write',
} as const;

const request = z.looseObject({
  redirect_uris: z
    .array(z.string())
    .describe('https URIs, http URIs on loopback hosts (any port), or a private-use URI scheme.'),
  token_endpoint_auth_method: z
    .enum(authenticationMethods)
    .optional()
    .describe('Default: a confidential client that may send its secret in either way.'),
  client_name: z.string().optional().describe('Shown to users on the consent page.'),
  scope: z
    .string()
    .optional()
    .describe(
      'The scopes that the client may request, among `memories:read` and `memories:write`.',
    ),
  grant_types: z.array(z.string()).optional(),
  response_types: z.array(z.string()).optional(),
  client_uri: z.string().optional(),
  logo_uri: z.string().optional(),
  policy_uri: z.string().optional(),
  tos_uri: z.string().optional(),
  contacts: z.array(z.string()).optional(),
  software_id: z.string().optional(),
  software_version: z.string().optional(),
  application_type: z.string().optional(),
});

const answer = request.extend({
  client_id: z.uuid(),
  client_id_issued_at: z.int().describe('Seconds since the epoch.'),
  client_secret: z.string().optional().describe('For confidential clients. Shown only once.'),
  client_secret_expires_at: z.int().optional().describe('0: never.'),
});

const refused = (description: string, error: string, error_description: string) => ({
  description,
  content: {
    'application/json': {
      schema: z.object({ error: z.string(), error_description: z.string() }),
      example: { error, error_description },
    },
  },
});

/** `POST /register` as `/openapi.json` describes it. */
export const registrationRoute: RouteConfig = {
  method: 'post',
  path: '/register',
  tags: ['OAuth'],
  summary: 'Register a client',
  description:
    'Dynamic Client Registration (RFC 7591). Unknown members are ignored. Clients that are not used for 90 days are removed.',
  security: [],
  request: {
    body: {
      required: true,
      content: { 'application/json': { schema: request, example: registered } },
    },
  },
  responses: {
    201: {
      description: 'The registered client.',
      content: {
        'application/json': {
          schema: answer,
          example: {
            client_id: '9b2f1c34-7c0b-4a52-8a66-4f6f4c1c2d10',
            client_id_issued_at: 1_893_456_000,
            ...registered,
            grant_types: ['authorization_code', 'refresh_token'],
            response_types: ['code'],
          },
        },
      },
    },
    400: refused(
      'The metadata is invalid; the description names the member.',
      'invalid_redirect_uri',
      'redirect_uris[0]: must not have a fragment',
    ),
    403: refused(
      'Clients cannot register themselves on this server.',
      'access_denied',
      'Clients cannot register themselves on this server. An administrator must register them.',
    ),
    429: refused(
      'Too many registrations. `Retry-After` gives the number of seconds to wait.',
      'temporarily_unavailable',
      'Too many attempts. Try again later.',
    ),
  },
};
