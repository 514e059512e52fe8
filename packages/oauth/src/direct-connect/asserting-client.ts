import { PicardError } from '@picard-mcp/core';
import { type Client, isConfidential } from '../client/client.js';
import type { AuthorizationContext } from '../context.js';
import { matchesSecret } from '../secret.js';

/**
 * The client of a direct connect. Only those with a secret, registered by an administrator and allowed to
 * do this, may assert users; clients that registered themselves and clients of metadata documents never.
 *
 * @throws PicardError `unauthenticated` for unknown and inactive clients and wrong secrets, after the same
 *   work; `permission_denied`.
 */
export async function assertingClient(
  clientId: string,
  secret: string,
  { store }: Pick<AuthorizationContext, 'store'>,
): Promise<Client> {
  const client = await store.clients.find(clientId);
  const knowsSecret = matchesSecret(secret, client?.secretHash);
  if (!client?.isActive || !knowsSecret || !isConfidential(client)) {
    throw new PicardError(
      'unauthenticated',
      'The client is unknown or inactive, or its secret is wrong.',
    );
  }
  if (client.registeredBy !== 'administrator' || !client.allowDirectConnect) {
    throw new PicardError('permission_denied', 'This client may not connect users directly.');
  }
  return client;
}
