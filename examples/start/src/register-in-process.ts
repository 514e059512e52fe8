import type { Logger } from '@picard-mcp/core/ports';
import {
  applicationClient,
  type OAuthClientStore,
  type WebConfiguration,
} from '@picard-mcp/reference-app';
import { type RunningServer, registerAsOperator } from '@picard-mcp/server';

/**
 * Makes the web application a client of the server that runs in this process, unless it is one already. It then needs no
 * administrator's password.
 */
export async function registerInProcess(
  store: RunningServer['store'],
  clients: OAuthClientStore,
  { issuer, url, client }: Pick<WebConfiguration, 'issuer' | 'url' | 'client'>,
  logger: Logger,
): Promise<void> {
  if (client !== undefined) return;
  const redirectUri = `${url}/connection/callback`;
  const stored = await clients.find();
  const known =
    stored?.issuer === issuer ? await store.authorization.clients.find(stored.id) : undefined;
  if (known?.redirectUris.includes(redirectUri)) return;
  const { client: made, secret = '' } = await registerAsOperator(
    store,
    {
      ...applicationClient,
      // The users stay the same when the application is registered again.
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
