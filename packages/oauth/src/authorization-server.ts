import { PicardError } from '@picard-mcp/core';
import { createActivityRecorder } from '@picard-mcp/core/operations';
import { silentLogger, systemClock, type UserAccess } from '@picard-mcp/core/ports';
import type { HttpHandler } from '@picard-mcp/http';
import { addActivityRoutes } from './admin/activity-routes.js';
import { addClientRoutes } from './admin/client-routes.js';
import { addStatsRoute } from './admin/stats-route.js';
import { addAdminUserRoutes } from './admin/user-routes.js';
import type { AuthorizationServerOptions } from './authorization-server-options.js';
import { addAuthorizeRoutes } from './authorize/authorize-routes.js';
import { boundedAudit } from './bounded-audit.js';
import { createClientDirectory } from './client/client-directory.js';
import { createMetadataDocuments } from './client/metadata-document/metadata-documents.js';
import type { AuthorizationContext, Lifetimes } from './context.js';
import { addDirectConnectRoutes } from './direct-connect/direct-connect-routes.js';
import { addTokenRoutes } from './grant/token-routes.js';
import { createRouter } from './http/route.js';
import { type RoutedHandler, routedHandler } from './http/routed-handler.js';
import { issuerFault } from './issuer.js';
import { openKeySet } from './keys/key-set.js';
import { createMetadataHandlers } from './metadata/metadata-handlers.js';
import { protectedResourceUrl } from './metadata/protected-resource.js';
import { createPages } from './pages/create-pages.js';
import type { PageContext } from './pages/page-context.js';
import { startPurging } from './purge.js';
import { addRegistrationRoutes } from './registration/registration-routes.js';
import { createRevocationList } from './revocation/revocation-list.js';
import { addRevocationRoutes } from './revocation/revocation-routes.js';
import { createBrowsers } from './session/create-browsers.js';
import { addLoginRoutes } from './session/login-routes.js';
import { createSealer } from './session/sealer.js';
import { createThrottle, defaultRateLimits } from './throttle/throttle.js';
import { type JwtVerifier, jwtVerifier } from './token/jwt-verifier.js';
import { userAccess } from './user/user-access.js';
import { addUserRoutes } from './user/user-routes.js';

/** An OAuth 2.1 authorization server: one of the `handlers` of `createPicardHttp`. */
export interface AuthorizationServer extends HttpHandler {
  /** Verifies its access tokens; a revoked one is refused within a second on every instance. */
  readonly verifier: JwtVerifier;
  readonly resource: string;
  readonly resourceMetadataUrl: string;
  /**
   * The well-known documents at the root of the host. To be mounted there, beside the server, when the
   * issuer has a path: clients look for `/.well-known/oauth-authorization-server/<path>`.
   */
  readonly wellKnown: RoutedHandler;
  /** Calls the listener for each revocation, with a test for the principals that it affects. Returns a function that removes the listener. */
  onRevoked: ReturnType<typeof createRevocationList>['subscribe'];
  /** For the option `access` of `createPicard`: erasing a user ends their tokens on every instance. */
  readonly access: UserAccess;
  /** Resolves when the record of activity holds what was done so far, or could not be written. */
  flush(): Promise<void>;
  /** Writes down what is left of the record of activity. To be called before the store is closed. */
  close(): Promise<void>;
}

const defaultLifetimes: Lifetimes = {
  accessToken: 3600,
  refreshToken: 30 * 24 * 3600,
  refreshGrace: 0,
  code: 60,
  authorizationRequest: 600,
  session: 7 * 24 * 3600,
};

/**
 * Opens an authorization server: authorization code with PKCE and refresh tokens (OAuth 2.1), dynamic
 * registration (RFC 7591), metadata documents as client ids, revocation (RFC 7009), introspection
 * (RFC 7662), metadata (RFC 8414, RFC 9728), and users with their pages. Makes the first signing key
 * where there is none.
 *
 * @throws PicardError `invalid_input` for options that cannot work; `internal` when a signing key cannot be
 *   opened; `unavailable` when the store does not answer.
 */
export async function createAuthorizationServer(
  options: AuthorizationServerOptions,
): Promise<AuthorizationServer> {
  const { issuer, store, encryptionKeys, clock = systemClock, logger = silentLogger } = options;
  const { resource = `${issuer}/mcp` } = options;
  const fault = issuerFault(issuer);
  if (fault !== undefined) throw invalidOption('issuer', fault);
  const signingKeys = options.signingKeys ?? store.signingKeys;
  const keys = await openKeySet({ storage: signingKeys, encryptionKeys, clock });
  const revocations = createRevocationList({ store: store.revocations, clock, logger });
  const verifier = jwtVerifier({ issuer, audience: resource, keys, clock, revocations });
  const recorder = createActivityRecorder({ store: options.activity, clock, logger });
  const throttle = createThrottle({
    limiterOf: store.rateLimiter,
    limits: { ...defaultRateLimits, ...options.rateLimits },
    now: () => clock.now().getTime(),
  });
  const defaultScopes = ['memories:read', 'memories:write'] as const;
  const documents =
    options.metadataDocuments === false
      ? undefined
      : createMetadataDocuments({
          throttle,
          clock,
          logger,
          scopes: defaultScopes,
          network: options.metadataDocuments ?? {},
        });
  const context: AuthorizationContext = {
    issuer,
    resource,
    resourceMetadataUrl: protectedResourceUrl(issuer),
    store,
    users: options.users,
    activity: options.activity,
    totals: options.totals,
    clients: createClientDirectory({ store: store.clients, documents }),
    keys,
    verifier,
    encryptionKeys,
    revocations,
    throttle,
    audit: boundedAudit(recorder.record, { clock, logger }),
    clock,
    logger,
    lifetimes: checkedLifetimes({ ...defaultLifetimes, ...options.lifetimes }),
    registration: { users: options.login === undefined, clients: true, ...options.registration },
    eraseUser: options.eraseUser,
    defaultScopes,
  };
  const { pages, pageResponse } = createPages(options.theme ?? {});
  const pageContext: PageContext = {
    ...context,
    browsers: createBrowsers(context, options.login),
    pages: { ...pages, ...options.pages },
    pageResponse,
    pathOf: pathsUnder(issuer),
    sealer: createSealer(encryptionKeys),
  };

  const router = createRouter();
  addAuthorizeRoutes(router, pageContext);
  addLoginRoutes(router, pageContext);
  addTokenRoutes(router, context);
  addRevocationRoutes(router, context);
  addRegistrationRoutes(router, context);
  addDirectConnectRoutes(router, context);
  addUserRoutes(router, context);
  addClientRoutes(router, context);
  addAdminUserRoutes(router, context);
  addActivityRoutes(router, context);
  addStatsRoute(router, context);

  const takesMetadataDocuments = documents !== undefined;
  const metadata = createMetadataHandlers({ ...context, takesMetadataDocuments });
  const stopPurging = startPurging(context);
  const shared = { issuer, logger, resourceMetadataUrl: context.resourceMetadataUrl, pageContext };
  const handler = routedHandler({ ...shared, router, documents: metadata.mounted });
  return {
    handles: handler.handles,
    fetch: handler.fetch,
    ...(handler.routeOf && { routeOf: handler.routeOf }),
    // Made when it is asked for, because it costs more than a server's start should.
    get openApi() {
      return handler.openApi;
    },
    verifier,
    resource,
    resourceMetadataUrl: context.resourceMetadataUrl,
    wellKnown: routedHandler({ ...shared, router: createRouter(), documents: metadata.atRoot }),
    onRevoked: revocations.subscribe,
    access: userAccess(context),
    flush: recorder.flush,
    async close() {
      await Promise.all([stopPurging(), revocations.close(), recorder.close()]);
    },
  };
}

function pathsUnder(issuer: string): PageContext['pathOf'] {
  const prefix = new URL(issuer).pathname.replace(/\/$/, '');
  return (path, query) =>
    query === undefined ? `${prefix}${path}` : `${prefix}${path}?${new URLSearchParams(query)}`;
}

function checkedLifetimes(lifetimes: Lifetimes): Lifetimes {
  const max: Lifetimes = {
    accessToken: 24 * 3600,
    refreshToken: 400 * 24 * 3600,
    refreshGrace: 300,
    code: 300,
    authorizationRequest: 3600,
    session: 90 * 24 * 3600,
  };
  for (const name of Object.keys(max) as (keyof Lifetimes)[]) {
    const min = name === 'refreshGrace' ? 0 : 1;
    if (!(lifetimes[name] >= min && lifetimes[name] <= max[name])) {
      throw invalidOption(`lifetimes.${name}`, `must be from ${min} to ${max[name]} seconds`);
    }
  }
  return lifetimes;
}

function invalidOption(field: string, fault: string): PicardError {
  return new PicardError('invalid_input', `${field}: ${fault}`, { details: { field } });
}
