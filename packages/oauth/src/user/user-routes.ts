import { type RouteConfig, z } from '@hono/zod-openapi';
import { parseInput } from '@picard-mcp/core/operations';
import { bearerAuthentication, failures, jsonResponse, readJson } from '@picard-mcp/http';
import type { AuthorizationContext } from '../context.js';
import { addRoute, type OAuthRouter } from '../http/route.js';
import { changePassword } from './change-password.js';
import { newAccount, newPassword } from './new-account.js';
import { assertRegistrationIsOpen, registerUser } from './register-user.js';
import { addSignOutRoute } from './sign-out-route.js';
import { userSchema, userToJson } from './user-json.js';

/** Far more than either body can hold that is accepted. */
const maxBytes = 16 * 1024;

const passwordChange = z.strictObject({
  current_password: z.string('must be a text').openapi({ format: 'password' }),
  new_password: newPassword,
});

/** `POST /api/users/register`, `POST /api/users/me/password` and `POST /api/users/me/sign-out`. */
export function addUserRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  const authenticate = bearerAuthentication(context.verifier);
  addSignOutRoute(router, context);

  addRoute(router, registration, async (exchange) => {
    assertRegistrationIsOpen(context, exchange.address);
    const account = parseInput(newAccount, await readJson(exchange, maxBytes));
    const user = await registerUser(context, account, exchange.address);
    return jsonResponse({ status: 'success', data: userToJson(user) }, { status: 201 });
  });

  addRoute(router, change, async (exchange) => {
    const { userId, clientId } = await authenticate(exchange.request.headers);
    const input = parseInput(passwordChange, await readJson(exchange, maxBytes));
    const user = await changePassword(context, {
      ...{ userId, clientId, address: exchange.address },
      ...{ current: input.current_password, next: input.new_password },
    });
    return jsonResponse({ status: 'success', data: userToJson(user) });
  });
}

const answer = z.object({ status: z.literal('success'), data: userSchema });

const registration: RouteConfig = {
  method: 'post',
  path: '/api/users/register',
  tags: ['Users'],
  summary: 'Create a local account',
  description: 'Open to everyone unless the operator has disabled it. Rate limited.',
  request: { body: { required: true, content: { 'application/json': { schema: newAccount } } } },
  responses: {
    201: {
      description: 'The account.',
      content: { 'application/json': { schema: answer } },
    },
    403: {
      description: 'Accounts cannot be created here (`permission_denied`).',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
    ...failures(
      'invalid_input',
      'conflict',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal',
      'unavailable',
    ),
  },
};

const change: RouteConfig = {
  method: 'post',
  path: '/api/users/me/password',
  tags: ['Users'],
  summary: 'Change your password',
  description:
    'Changes the password of a local account, with a token of any scope. Ends all browser sessions; the grants of clients stay valid.',
  security: [{ bearer: [] }],
  request: {
    body: { required: true, content: { 'application/json': { schema: passwordChange } } },
  },
  responses: {
    200: {
      description: 'The account. Its password was changed.',
      content: { 'application/json': { schema: answer } },
    },
    403: {
      description: 'The user has no password here (`permission_denied`).',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
    ...failures(
      'invalid_input',
      'unauthenticated',
      'payload_too_large',
      'unsupported_media_type',
      'rate_limited',
      'internal',
      'unavailable',
    ),
  },
};
