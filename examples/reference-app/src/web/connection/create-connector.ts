import { setTimeout as delay } from 'node:timers/promises';
import * as oauth from 'oauth4webapi';
import type { User } from '../accounts/user.js';
import type { WebLogger } from '../logger.js';
import type { BackChannel } from '../memory-service/back-channel.js';
import { readAnswer } from '../memory-service/read-answer.js';
import { ServiceError } from '../memory-service/service-error.js';
import { authorizationEndpoints } from './authorization-endpoints.js';
import type { ConnectionStore, StoredConnection } from './connection-store.js';
import type { Connector } from './connector.js';
import type { OAuthClient, OAuthClientStore } from './oauth-client-store.js';
import { explainOAuth, tokensFrom } from './token-answer.js';

export interface ConnectorOptions {
  readonly connections: ConnectionStore;
  /** Who the application is, where the configuration does not say. */
  readonly clients: Pick<OAuthClientStore, 'find'>;
  /** Who the application is. */
  readonly client: Pick<OAuthClient, 'id' | 'secret'> | undefined;
  readonly channel: BackChannel;
  /** Public base URL of the memory server. */
  readonly issuer: string;
  readonly redirectUri: string;
  readonly now: () => Date;
  readonly logger: WebLogger;
}

/** What the application asks for. */
export const wantedScopes = 'memories:read memories:write';

/** A token is refreshed before it runs out, so that a request under way does not meet its end. */
const earlyMs = 60_000;
const leaseMs = 20_000;
const pollMs = 50;

export function createConnector(options: ConnectorOptions): Connector {
  const { connections, channel, issuer, redirectUri, now, logger } = options;
  const endpoints = authorizationEndpoints(issuer, channel);
  const refreshing = new Map<string, Promise<string>>();

  async function application() {
    const client = options.client ?? (await options.clients.find());
    if (client === undefined || ('issuer' in client && client.issuer !== issuer)) {
      throw new ServiceError(
        'permission_denied',
        'This application is not registered at the memory server.',
      );
    }
    return { ...client, authentication: oauth.ClientSecretBasic(client.secret) };
  }

  async function refresh(connection: StoredConnection): Promise<string> {
    const { userId, version, refreshToken } = connection;
    try {
      const [server, client] = await Promise.all([endpoints.server(), application()]);
      const identity = { client_id: client.id };
      const response = await oauth.refreshTokenGrantRequest(
        server,
        identity,
        client.authentication,
        refreshToken,
        endpoints.options,
      );
      const answer = await oauth.processRefreshTokenResponse(server, identity, response);
      const tokens = tokensFrom(answer, now());
      await connections.finishRefresh(userId, version, tokens);
      return tokens.accessToken;
    } catch (cause) {
      const error = explainOAuth(cause);
      if (error.code === 'disconnected') await connections.remove(userId, version);
      else await connections.abandonRefresh(userId, version);
      throw error;
    }
  }

  /** A good token; whoever has the right to refresh does so, and the others wait for it. */
  async function freshToken(userId: string, refused: string | undefined): Promise<string> {
    for (;;) {
      const connection = await connections.find(userId);
      if (connection === undefined || connection.issuer !== issuer) {
        throw new ServiceError('disconnected', 'There is no connection to the memory server.');
      }
      const { accessToken, expiresAt, version } = connection;
      const isGood = expiresAt.getTime() - earlyMs > now().getTime() && accessToken !== refused;
      if (isGood) return accessToken;
      if (await connections.beginRefresh(userId, version, leaseMs)) return refresh(connection);
      await delay(pollMs);
    }
  }

  return {
    async connectDirectly(user: User) {
      const client = await application();
      const response = await channel.fetch(`${issuer}/api/user-tokens/user-token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          client_id: client.id,
          client_secret: client.secret,
          username: user.username,
          email: user.email,
          scope: wantedScopes,
        }),
      });
      // This endpoint answers the bare object.
      const answer = response.ok
        ? ((await response.json()) as oauth.TokenEndpointResponse & { readonly user_id: string })
        : await readAnswer(response).then(() => undefined);
      if (answer === undefined) throw new ServiceError('internal', 'No tokens were given.');
      await connections.save({
        ...tokensFrom(answer, now()),
        userId: user.id,
        issuer,
        method: 'direct',
        memoryUserId: answer.user_id,
      });
    },

    async beginCodeFlow() {
      const [server, client] = await Promise.all([endpoints.server(), application()]);
      const codeVerifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const url = new URL(server.authorization_endpoint ?? `${issuer}/authorize`);
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: client.id,
        redirect_uri: redirectUri,
        scope: wantedScopes,
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      }).toString();
      return { url: url.href, state, codeVerifier };
    },

    async finishCodeFlow(user, flow, answer) {
      try {
        const [server, client] = await Promise.all([endpoints.server(), application()]);
        const identity = { client_id: client.id };
        const parameters = oauth.validateAuthResponse(server, identity, answer, flow.state);
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          identity,
          client.authentication,
          parameters,
          redirectUri,
          flow.codeVerifier,
          endpoints.options,
        );
        const tokens = await oauth.processAuthorizationCodeResponse(server, identity, response);
        await connections.save({
          ...tokensFrom(tokens, now()),
          userId: user.id,
          issuer,
          method: 'code',
          memoryUserId: undefined,
        });
      } catch (error) {
        throw explainOAuth(error);
      }
    },

    accessToken(userId, { refused } = {}) {
      const key = `${userId} ${refused ?? ''}`;
      const running = refreshing.get(key);
      if (running) return running;
      const token = freshToken(userId, refused).finally(() => refreshing.delete(key));
      refreshing.set(key, token);
      return token;
    },

    async disconnect(userId) {
      const connection = await connections.find(userId);
      await connections.remove(userId);
      if (connection === undefined) return;
      try {
        const [server, client] = await Promise.all([endpoints.server(), application()]);
        const response = await oauth.revocationRequest(
          server,
          { client_id: client.id },
          client.authentication,
          connection.refreshToken,
          endpoints.options,
        );
        await oauth.processRevocationResponse(response);
      } catch (err) {
        logger.warn({ err: explainOAuth(err) }, 'a connection could not be ended at the server');
      }
    },
  };
}
