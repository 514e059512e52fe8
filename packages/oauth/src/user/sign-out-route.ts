import { type RouteConfig, z } from '@hono/zod-openapi';
import { bearerAuthentication, failures, jsonResponse } from '@picard-mcp/http';
import type { AuthorizationContext } from '../context.js';
import { addRoute, type OAuthRouter } from '../http/route.js';

/**
 * `POST /api/users/me/sign-out`: ends all of the caller's grants, tokens and sessions, the token of the call
 * included.
 */
export function addSignOutRoute(router: OAuthRouter, context: AuthorizationContext): void {
  const { store, revocations, audit, clock } = context;
  const authenticate = bearerAuthentication(context.verifier);

  addRoute(router, signOut, async ({ request, address }) => {
    const { userId, clientId } = await authenticate(request.headers, 'memories:write');
    await store.grants.revokeUser({ userId, at: clock.now(), deactivate: false });
    await revocations.refresh();
    audit({ action: 'sign_out_everywhere', outcome: 'success', userId, clientId, address });
    return jsonResponse({ status: 'success', data: { signed_out: true } });
  });
}

const answer = z.object({
  status: z.literal('success'),
  data: z.object({ signed_out: z.literal(true) }),
});

const signOut: RouteConfig = {
  method: 'post',
  path: '/api/users/me/sign-out',
  tags: ['Users'],
  summary: 'Sign out everywhere',
  description:
    'Immediately ends every grant, token and browser session of the caller on every instance, including this token. Requires the scope `memories:write`.',
  security: [{ bearer: [] }],
  responses: {
    200: { description: 'Done.', content: { 'application/json': { schema: answer } } },
    ...failures('unauthenticated', 'insufficient_scope', 'internal', 'unavailable'),
  },
};
