import { type Scope, scopes } from '@picard-mcp/core';
import { readJson } from '@picard-mcp/http';

import { type ClientMetadata, parseClientMetadata } from '../client/client-metadata.js';
import { type NewClient, newClient, secretMethods } from '../client/new-client.js';
import type { AuthorizationContext } from '../context.js';
import { failureOutcome } from '../grant/failure-outcome.js';
import { OAuthError } from '../http/oauth-error.js';
import type { OAuthExchange } from '../http/oauth-exchange.js';
import { oauthResponse } from '../http/oauth-response.js';
import { addOpenRoute, type OAuthRouter } from '../http/route.js';
import { networkOf } from '../throttle/throttle.js';
import { registrationRoute } from './registration-description.js';
import { registrationToJson } from './registration-json.js';

/** More than any client says of itself. */
const maxBytes = 64 * 1024;

/** The scopes that a self-registered client may be granted. */
const openScopes: readonly Scope[] = ['memories:read', 'memories:write'];

/** Adds `POST /register`: Dynamic Client Registration (RFC 7591). */
export function addRegistrationRoutes(router: OAuthRouter, context: AuthorizationContext): void {
  const { audit, throttle } = context;
  addOpenRoute(router, registrationRoute, async (exchange) => {
    const { address } = exchange;
    const network = networkOf(address);
    // Attempts beyond the limit cost neither a database round trip nor a line in the record.
    throttle.assertNotBlocked('clientRegistration', network);
    try {
      const made = await register(exchange, context);
      const { clientId, scopes: granted, authenticationMethods: methods } = made.client;
      const details = {
        registered_by: 'client',
        scopes: granted.join(' '),
        methods: methods.join(' '),
      };
      audit({ action: 'client_registered', outcome: 'success', clientId, address, details });
      return oauthResponse(registrationToJson(made), 201);
    } catch (error) {
      audit({ action: 'client_registered', ...failureOutcome(error), address });
      throw error;
    }
  });
}

async function register(
  exchange: OAuthExchange,
  { registration, throttle, store, clock }: AuthorizationContext,
): Promise<NewClient> {
  await throttle.consume('clientRegistration', networkOf(exchange.address));
  if (!registration.clients) {
    throw new OAuthError(
      'access_denied',
      'Clients cannot register themselves on this server. An administrator must register them.',
    );
  }
  const made = clientOf(parseClientMetadata(await readJson(exchange, maxBytes)), clock.now());
  await store.clients.insert(made.client);
  return made;
}

/** Whatever else it says of itself, it gets neither direct connect nor a realm of others nor administration. */
function clientOf(metadata: ClientMetadata, at: Date): NewClient {
  const { name, redirectUris, authenticationMethod, description } = metadata;
  return newClient(
    {
      name,
      redirectUris,
      // RFC 7591's default is HTTP Basic, but clients that leave it out send their secret in either way.
      authenticationMethods:
        authenticationMethod === undefined ? secretMethods : [authenticationMethod],
      scopes: registrableScopes(metadata.scope),
      registeredBy: 'client',
      allowDirectConnect: false,
      realm: undefined,
      description,
    },
    at,
  );
}

/**
 * What was asked for, as far as it is open to anybody, and whatever that contains. Where nothing of it
 * is, all that is open: clients in the field name scopes of other systems.
 */
function registrableScopes(asked: string | undefined): readonly Scope[] {
  const names = asked?.split(/\s+/) ?? [];
  const strongest = openScopes.findLast((scope) => names.includes(scope));
  return strongest === undefined ? openScopes : scopes.slice(0, scopes.indexOf(strongest) + 1);
}
