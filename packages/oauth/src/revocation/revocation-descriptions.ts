import { type RouteConfig, z } from '@hono/zod-openapi';
import {
  clientFields,
  clientSecurity,
  formType,
  oauthFailures,
} from '../grant/token-description.js';

const tokenForm = z.object({
  token: z.string().openapi({ description: 'An access token or a refresh token.' }),
  token_type_hint: z.string().optional().openapi({
    description: 'Optional and ignored.',
    example: 'refresh_token',
  }),
  ...clientFields,
});

const body = {
  required: true,
  content: {
    [formType]: {
      schema: tokenForm,
      example: {
        token: 'oVq3hWm5bQ9w4nJb7Rk1sYt8uZx2cVfGhJkLpQwErTy',
        client_id: '0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11',
      },
    },
  },
} as const;

export const revokeRoute: RouteConfig = {
  method: 'post',
  path: '/revoke',
  tags: ['OAuth'],
  summary: 'Revoke a token (RFC 7009)',
  description:
    'RFC 7009. A refresh token ends with everything that was issued under its grant, an access token ' +
    "alone. Another client's token, or one that is no longer good, is left as it is, with the same answer.",
  security: clientSecurity,
  request: { body },
  responses: {
    200: { description: 'The token is invalid now, or belongs to another client. No content.' },
    ...oauthFailures({ 400: ['invalid_request', 'The parameter token is missing.'] }),
  },
};

const introspection = z.object({
  active: z.boolean(),
  scope: z.string().optional(),
  client_id: z.string().optional(),
  username: z.string().optional(),
  token_type: z.literal('Bearer').optional().openapi({ description: 'Only for access tokens.' }),
  exp: z.number().int().optional().openapi({ description: 'Seconds since the epoch.' }),
  iat: z.number().int().optional(),
  sub: z.string().optional().openapi({ description: 'Id of the user.' }),
  aud: z.string().optional(),
  iss: z.string().optional(),
  jti: z.string().optional(),
});

export const introspectRoute: RouteConfig = {
  method: 'post',
  path: '/introspect',
  tags: ['OAuth'],
  summary: 'Introspect a token (RFC 7662)',
  description:
    'RFC 7662, for clients with a secret. Those that an administrator registered are told of every access ' +
    'token for this resource, others of their own tokens. Everything else is inactive.',
  security: clientSecurity,
  request: { body },
  responses: {
    200: {
      description: 'The state of the token. Only `active` if it is false.',
      content: {
        'application/json': {
          schema: introspection,
          examples: {
            Active: {
              value: {
                active: true,
                scope: 'memories:read',
                client_id: '0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11',
                username: 'maria',
                token_type: 'Bearer',
                exp: 1893459600,
                iat: 1893456000,
                sub: '8c1f7a52-4f0b-4d3a-9c55-1f0d2f0f6f7e',
                aud: 'https://picard.example/mcp',
                iss: 'https://picard.example',
                jti: '5b0c6c0e-0f43-4c39-8a0f-0a7d0f2a9b3c',
              },
            },
            Inactive: { value: { active: false } },
          },
        },
      },
    },
    ...oauthFailures({ 400: ['invalid_request', 'The parameter token is missing.'] }),
  },
};
