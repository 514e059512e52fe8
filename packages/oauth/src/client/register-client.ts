import type { Scope } from '@picard-mcp/core';
import { invalidField, parseInput } from '@picard-mcp/core/operations';
import { type Clock, systemClock } from '@picard-mcp/core/ports';
import type { z } from 'zod';
import type { ClientStore } from '../ports/client-store.js';
import type { AuthenticationMethod } from './client.js';
import { assertUsable, clientRegistration, methodsFor, realmFor } from './client-fields.js';
import { type NewClient, newClient } from './new-client.js';

/** What an operator says of a new client. */
export interface ClientRegistration {
  readonly name: string;
  /** May be empty for a client that uses direct connect alone. */
  readonly redirectUris: readonly string[];
  /** The scopes that it may be granted. */
  readonly scopes: readonly Scope[];
  /** Whether it gets a secret. Default true. */
  readonly isConfidential?: boolean;
  /** Whether it may assert users. Default: whether it is confidential. */
  readonly allowDirectConnect?: boolean;
  /** A name for where the users live that it asserts. Default: a realm of its own. */
  readonly realm?: string;
  /** Default: for a confidential client, its secret sent in either way; else `none`. */
  readonly authenticationMethod?: AuthenticationMethod;
}

export interface RegisterClientOptions {
  readonly clients: Pick<ClientStore, 'insert'>;
  readonly clock?: Clock;
}

/**
 * Registers a client on behalf of an operator. Its secret is stored only as a hash: what is returned
 * is the only copy.
 *
 * @throws PicardError `invalid_input`, naming the field as it is called on the wire (`redirect_uris[0]`);
 *   `unavailable`.
 */
export async function registerClient(
  options: RegisterClientOptions,
  registration: ClientRegistration,
): Promise<NewClient> {
  const input = parseInput(clientRegistration, {
    client_name: registration.name,
    redirect_uris: registration.redirectUris,
    scopes: registration.scopes,
    is_confidential: registration.isConfidential,
    allow_direct_connect: registration.allowDirectConnect,
    realm: registration.realm,
    token_endpoint_auth_method: registration.authenticationMethod,
  });
  return storeClient(options, input);
}

/** The same for fields that were checked one by one. @throws PicardError as `registerClient` does. */
export async function storeClient(
  { clients, clock = systemClock }: RegisterClientOptions,
  input: z.output<typeof clientRegistration>,
): Promise<NewClient> {
  const { is_confidential: isConfidential } = input;
  const { allow_direct_connect: allowDirectConnect = isConfidential } = input;
  if (allowDirectConnect && !isConfidential) {
    throw invalidField('allow_direct_connect', 'must be false for a public client');
  }
  assertUsable(input.redirect_uris, allowDirectConnect);
  const made = newClient(
    {
      name: input.client_name,
      redirectUris: input.redirect_uris,
      authenticationMethods: methodsFor(isConfidential, input.token_endpoint_auth_method),
      scopes: input.scopes,
      registeredBy: 'administrator',
      allowDirectConnect,
      realm: realmFor(input.realm, undefined),
      description: {},
    },
    clock.now(),
  );
  await clients.insert(made.client);
  return made;
}
