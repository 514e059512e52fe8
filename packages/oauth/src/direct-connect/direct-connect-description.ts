import { type RouteConfig, z } from '@hono/zod-openapi';
import { failures } from '@picard-mcp/http';
import { directConnectRequest } from './direct-connect-request.js';

const answer = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number().int().openapi({ description: 'Seconds.' }),
  refresh_token: z.string().openapi({ description: 'For `/token`. Valid for one use.' }),
  scope: z.string(),
  user_id: z.uuid(),
});

export const directConnectRoute: RouteConfig = {
  method: 'post',
  path: '/api/user-tokens/user-token',
  tags: ['OAuth'],
  summary: 'Get tokens for a user of the client (direct connect)',
  description:
    'For products whose users have no account here. A client with a secret, registered by an administrator ' +
    'and allowed to, names a user of its own and gets tokens for them. Such users live in the realm of the ' +
    'client: users of other realms with the same name or email address are not affected.',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: directConnectRequest,
          example: {
            client_id: '0b6ad5f3-3f4c-4f0e-9d67-6d0a1f6f2b11',
            client_secret: 'the secret of the client',
            username: 'maria',
            email: 'maria@example.org',
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'Tokens of the user. `Cache-Control: no-store`.',
      content: {
        'application/json': {
          schema: answer,
          example: {
            access_token: 'eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9…',
            token_type: 'Bearer',
            expires_in: 3600,
            refresh_token: 'pY8rT2vKx0sD5gHnB3mQwZ1cL7fJ4eUaXi6oRtSbVdE',
            scope: 'memories:read memories:write',
            user_id: '8c1f7a52-4f0b-4d3a-9c55-1f0d2f0f6f7e',
          },
        },
      },
    },
    ...failures(
      'invalid_input',
      'unauthenticated',
      'insufficient_scope',
      'not_found',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal',
      'unavailable',
    ),
  },
};
