import * as oauth from 'oauth4webapi';
import { authorizationEndpoints } from '../connection/authorization-endpoints.js';
import { explainOAuth } from '../connection/explain-oauth.js';
import type { OAuthClient } from '../connection/oauth-client-store.js';
import type { BackChannel } from '../memory-service/back-channel.js';

/** Good for nothing: only what the server says of its bearer counts. */
const noToken = 'is-this-client-known';

/**
 * Whether the memory server knows a client and its secret. Nobody's word but the server's is needed: a client that it
 * knows is told that the refresh token is bad, any other that it is a stranger (RFC 6749 section 5.2).
 *
 * @throws ServiceError when the server does not say.
 */
export async function isRegistered(options: {
  readonly channel: BackChannel;
  readonly issuer: string;
  readonly client: Pick<OAuthClient, 'id' | 'secret'>;
}): Promise<boolean> {
  const { channel, issuer, client } = options;
  const endpoints = authorizationEndpoints(issuer, channel, () => new Date());
  const server = await endpoints.server();
  const identity = { client_id: client.id };
  try {
    const response = await oauth.refreshTokenGrantRequest(
      server,
      identity,
      oauth.ClientSecretBasic(client.secret),
      noToken,
      endpoints.options(),
    );
    await oauth.processRefreshTokenResponse(server, identity, response);
    return true;
  } catch (thrown) {
    const error = explainOAuth(thrown);
    if (error.code === 'disconnected') return true;
    if (error.code === 'unregistered') return false;
    throw error;
  }
}
