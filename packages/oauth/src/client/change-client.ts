import { invalidField } from '@picard-mcp/core/operations';
import type { z } from 'zod';
import type { ClientChanges } from '../ports/client-store.js';
import { type Client, isConfidential } from './client.js';
import { assertUsable, type clientChange, methodsFor, realmFor } from './client-fields.js';

/**
 * What an administrator's change of a client comes to.
 *
 * @throws PicardError `invalid_input` for what the client cannot be.
 */
export function changesOf(client: Client, input: z.output<typeof clientChange>): ClientChanges {
  const confidential = isConfidential(client);
  if (input.is_confidential !== undefined && input.is_confidential !== confidential) {
    throw invalidField('is_confidential', 'cannot be changed; register another client');
  }
  const { allow_direct_connect: allowDirectConnect = client.allowDirectConnect } = input;
  if (input.allow_direct_connect && !(confidential && client.registeredBy === 'administrator')) {
    throw invalidField(
      'allow_direct_connect',
      'must be false for public clients and for clients that registered themselves',
    );
  }
  assertUsable(input.redirect_uris ?? client.redirectUris, allowDirectConnect);
  const { token_endpoint_auth_method: method, realm } = input;
  return {
    ...(input.client_name !== undefined && { name: input.client_name }),
    ...(input.redirect_uris && { redirectUris: input.redirect_uris }),
    ...(input.scopes && { scopes: input.scopes }),
    ...(input.allow_direct_connect !== undefined && { allowDirectConnect }),
    ...(method !== undefined && { authenticationMethods: methodsFor(confidential, method) }),
    ...(realm !== undefined && { realm: realmFor(realm, client.clientId) ?? client.clientId }),
    ...(input.is_active !== undefined && { isActive: input.is_active }),
  };
}
