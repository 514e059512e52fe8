import { type RouteConfig, z } from '@hono/zod-openapi';
import type { OAuthErrorCode } from '../http/oauth-error.js';

/** The form of a refusal (RFC 6749 section 5.2). */
const oauthError = z
  .object({
    error: z.string().openapi({ description: 'A stable code for programs.' }),
    error_description: z.string().openapi({ description: 'A description for people.' }),
  })
  .openapi('OAuthError');

/** The error responses of an OAuth endpoint, by status. */
export function oauthFailures(
  answers: Readonly<Record<number, readonly [code: OAuthErrorCode, description: string]>>,
): RouteConfig['responses'] {
  return Object.fromEntries(
    Object.entries({ ...usual, ...answers }).map(([status, [error, description]]) => [
      status,
      {
        description,
        content: {
          'application/json': {
            schema: oauthError,
            example: { error, error_description: description },
          },
        },
      },
    ]),
  );
}

const usual = {
  401: ['invalid_client', 'The client is unknown or inactive, or its secret is wrong.'],
  429: [
    'temporarily_unavailable',
    'Too many failures. `Retry-After` gives the number of seconds to wait.',
  ],
  503: ['temporarily_unavailable', 'Not possible right now.'],
} as const;

/** How a client says who it is: in the form, or by HTTP Basic (RFC 6749 section 2.3.1). */
export const clientFields = {
  client_id: z.string().optional().openapi({
    description: 'Id of the client, unless it authenticates by HTTP Basic.',
    example: '0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11',
  }),
  client_secret: z.string().optional().openapi({
    description: 'Secret of a confidential client that registered `client_secret_post`.',
  }),
};

/** Its id alone or with a secret in the form, or HTTP Basic. */
export const clientSecurity: Record<string, string[]>[] = [{}, { client: [] }];

/** The OpenAPI security scheme `client`. */
export const clientSecurityScheme = {
  type: 'http',
  scheme: 'basic',
  description: 'The id and secret of a client, both form-encoded first (RFC 6749 section 2.3.1).',
} as const;

export const formType = 'application/x-www-form-urlencoded';

const tokenForm = z.object({
  grant_type: z.enum(['authorization_code', 'refresh_token']),
  code: z
    .string()
    .optional()
    .openapi({ description: 'The authorization code that `/authorize` returned.' }),
  code_verifier: z.string().min(43).max(128).optional().openapi({
    description: 'The PKCE verifier of the `code_challenge` (RFC 7636).',
  }),
  redirect_uri: z.string().optional().openapi({
    description: 'If given, it must match the one of the authorization request.',
  }),
  refresh_token: z.string().optional(),
  scope: z.string().optional().openapi({
    description: 'Space-separated scopes, to narrow the access token of a refresh.',
  }),
  resource: z.string().optional().openapi({ description: "RFC 8707: this server's resource." }),
  ...clientFields,
});

const tokenAnswer = z.object({
  access_token: z.string().openapi({ description: 'A JWT (RFC 9068).' }),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int().openapi({ description: 'Seconds.' }),
  refresh_token: z.string().openapi({ description: 'Valid for one use.' }),
  scope: z.string(),
});

export const tokenRoute: RouteConfig = {
  method: 'post',
  path: '/token',
  tags: ['OAuth'],
  summary: 'Redeem a code or refresh a token',
  description:
    'RFC 6749 section 3.2. A code is redeemed once, within minutes, with its PKCE verifier. A refresh ' +
    'token is replaced at each use; using one twice revokes the whole grant.',
  security: clientSecurity,
  request: {
    body: {
      required: true,
      content: {
        [formType]: {
          schema: tokenForm,
          examples: {
            'Redeem a code': {
              value: {
                grant_type: 'authorization_code',
                code: 'b0xTg1mYq2cP6WcLrNq7k8m2o1hTq7m3vXn5sJ4eRzU',
                code_verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
                redirect_uri: 'http://127.0.0.1:33418/callback',
                client_id: '0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11',
                resource: 'https://picard.example/mcp',
              },
            },
            Refresh: {
              value: {
                grant_type: 'refresh_token',
                refresh_token: 'oVq3hWm5bQ9w4nJb7Rk1sYt8uZx2cVfGhJkLpQwErTy',
                client_id: '0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11',
              },
            },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'Tokens. `Cache-Control: no-store`.',
      content: {
        'application/json': {
          schema: tokenAnswer,
          example: {
            access_token: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…',
            token_type: 'Bearer',
            expires_in: 3600,
            refresh_token: 'pY8rT2vKx0sD5gHnB3mQwZ1cL7fJ4eUaXi6oRtSbVdE',
            scope: 'memories:read memories:write',
          },
        },
      },
    },
    ...oauthFailures({
      400: ['invalid_grant', 'The request, or the code or token in it, is not good.'],
    }),
  },
};
