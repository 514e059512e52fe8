import type { Logger } from '@picard-mcp/core';
import type { PostgresStore } from '@picard-mcp/store-postgres';
import { registerAsOperator } from '../server/register-as-operator.js';
import type { WebConfiguration } from '../web/configuration.js';
import type { OAuthClientStore } from '../web/connection/oauth-client-store.js';
import { applicationClient } from '../web/setup/register-application.js';

/**
 * Makes the web application a client of the server that runs in this process, unless it is one already. It then needs no
 * administrator's password.
 */
export async function registerInProcess(
  store: Pick<PostgresStore, 'authorization' | 'activity'>,
  clients: OAuthClientStore,
  { issuer, url, client }: Pick<WebConfiguration, 'issuer' | 'url' | 'client'>,
  logger: Logger,
): Promise<void> {
  if (client !== undefined) return;
  const redirectUri = `${url}/connection/callback`;
  const kept = await clients.find();
  const known =
    kept?.issuer === issuer ? await store.authorization.clients.find(kept.id) : undefined;
  if (known?.redirectUris.includes(redirectUri)) return;
  const { client: made, secret = '' } = await registerAsOperator(
    store,
    {
      ...applicationClient,
      // The same users, whenever the application is registered anew.
      realm: await clients.realm(),
      redirectUris: [redirectUri],
      isConfidential: true,
      allowDirectConnect: true,
    },
    logger,
  );
  await clients.save({ issuer, id: made.clientId, secret, redirectUri });
  logger.info({ clientId: made.clientId }, 'registered the reference application as a client');
}
