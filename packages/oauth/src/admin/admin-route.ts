import type { RouteConfig } from '@hono/zod-openapi';
import { PicardError } from '@picard-mcp/core';
import { failures, restError } from '@picard-mcp/http';
import type { AuthorizationContext } from '../context.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { addRoute, type OAuthRouter } from '../http/route.js';
import { type Administrator, authenticateAdmin } from './authenticate-admin.js';

/** One request of an administrator. */
export interface AdminExchange extends OAuthExchange {
  readonly admin: Administrator;
  /** The values of the parameters in braces in the path. */
  readonly parameters: Readonly<Record<string, string>>;
}

export type AdminEndpoint = (exchange: AdminExchange) => Response | Promise<Response>;

/** More than any body of administration needs. */
export const maxBytes = 256 * 1024;

/** How administrators authenticate, as `/openapi.json` calls it. */
const security: Record<string, string[]>[] = [{ administrator: [] }, { bearer: [] }];

/** Adds an endpoint that is for administrators alone. */
export function addAdminRoute(
  router: OAuthRouter,
  context: AuthorizationContext,
  route: RouteConfig,
  endpoint: AdminEndpoint,
): void {
  const common = failures(
    'unauthenticated',
    'insufficient_scope',
    'rate_limited',
    'internal',
    'unavailable',
  );
  const described = { ...route, security, responses: { ...route.responses, ...common } };
  addRoute(router, described, async (exchange, parameters) => {
    let admin: Administrator;
    try {
      admin = await authenticateAdmin(exchange, context);
    } catch (error) {
      if (error instanceof PicardError && error.code === 'unauthenticated') {
        return challenge(error, exchange, context);
      }
      throw error;
    }
    return endpoint({ ...exchange, admin, parameters });
  });
}

/** Describes the security scheme that the routes name. */
export function describeAdministrator(router: OAuthRouter): void {
  router.hono.openAPIRegistry.registerComponent('securitySchemes', 'administrator', {
    type: 'http',
    scheme: 'basic',
    description: 'Username and password of an active superuser.',
  });
}

/** A 401 that offers both ways (RFC 7617 section 2, RFC 6750 section 3, RFC 9728 section 5.1). */
function challenge(
  error: PicardError,
  { request }: OAuthExchange,
  { issuer, resourceMetadataUrl }: AuthorizationContext,
): Response {
  const broughtToken = /^\s*bearer\s/i.test(request.headers.get('authorization') ?? '');
  const bearer = [
    ...(broughtToken ? ['error="invalid_token"'] : []),
    'scope="memories:admin"',
    `resource_metadata="${resourceMetadataUrl}"`,
  ];
  const response = restError(error, { resourceMetadataUrl });
  response.headers.set('www-authenticate', `Basic realm="${issuer}", charset="UTF-8"`);
  response.headers.append('www-authenticate', `Bearer ${bearer.join(', ')}`);
  return response;
}
