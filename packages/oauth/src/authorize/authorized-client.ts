import type { Client } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import { OAuthError } from '../http/oauth-error.js';

/**
 * A client that may ask users for access.
 *
 * @throws OAuthError `unauthorized_client` in words for a visitor: the client is unknown or switched off, or its
 *   metadata document cannot be used; PicardError `rate_limited`, `unavailable`.
 */
export async function findAuthorizedClient(
  clientId: string,
  { clients }: Pick<AuthorizationContext, 'clients'>,
  address: string | undefined,
): Promise<Client> {
  const client = await clients.find(clientId, address).catch((error: unknown) => {
    // A visitor's browser is not a client: it must not be asked for a client's credentials (401).
    if (!(error instanceof OAuthError) || error.code !== 'invalid_client') throw error;
    throw new OAuthError('unauthorized_client', error.message, { cause: error });
  });
  if (client === undefined) {
    throw new OAuthError(
      'unauthorized_client',
      'The application that sent you here is unknown: its client_id is not registered. ' +
        'Go back to it and connect again, so that it can register.',
    );
  }
  if (!client.isActive) {
    throw new OAuthError(
      'unauthorized_client',
      'An administrator of this server has deactivated the application that sent you here.',
    );
  }
  return client;
}
