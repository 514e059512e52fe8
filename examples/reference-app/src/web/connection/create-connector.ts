import * as oauth from 'oauth4webapi';
import type { WebLogger } from '../logger.js';
import type { BackChannel } from '../memory-service/back-channel.js';
import { parseScopes, scopesOf } from './access.js';
import { applicationIdentity } from './application-identity.js';
import { authorizationEndpoints } from './authorization-endpoints.js';
import { codeFlows } from './code-flow.js';
import type {
  ConnectionStore,
  NewConnection,
  Revocable,
  StoredConnection,
  Tokens,
} from './connection-store.js';
import type { Connector } from './connector.js';
import { requestTokensFor } from './direct-connect.js';
import { explainOAuth } from './explain-oauth.js';
import { createFreshTokens, type RefreshLimits } from './fresh-tokens.js';
import type { OAuthClient, OAuthClientStore } from './oauth-client-store.js';
import { findOwnId } from './own-id.js';
import { tokensFrom } from './token-answer.js';

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
  /** Of refreshing tokens. */
  readonly limits?: Partial<RefreshLimits>;
}

/** A refresh waits longer than visitors do: an answer that nobody hears would cost the connection. */
const refreshTimeoutMs = 60_000;

export function createConnector(options: ConnectorOptions): Connector {
  const { connections, clients, client, channel, issuer, redirectUri, now, logger } = options;
  const endpoints = authorizationEndpoints(issuer, channel, now);
  const identity = applicationIdentity({ configured: client, clients, issuer });
  const flows = codeFlows({ endpoints, identity, issuer, redirectUri });
  const fresh = createFreshTokens({
    ...{ connections, issuer, refresh, revoke, now, logger },
    ...(options.limits && { limits: options.limits }),
  });

  async function refresh(connection: StoredConnection): Promise<Tokens> {
    const [server, application] = await Promise.all([endpoints.server(), identity()]);
    try {
      const response = await oauth.refreshTokenGrantRequest(
        server,
        application.client,
        application.authentication,
        connection.refreshToken,
        endpoints.options({ timeoutMs: refreshTimeoutMs }),
      );
      const answer = await oauth.processRefreshTokenResponse(server, application.client, response);
      return tokensFrom(answer, now(), connection);
    } catch (thrown) {
      throw explainOAuth(thrown);
    }
  }

  /** Ends what a refresh token stands for (RFC 7009); answers whether the server said so. */
  async function revoke(refreshToken: string): Promise<boolean> {
    try {
      const [server, application] = await Promise.all([endpoints.server(), identity()]);
      const response = await oauth.revocationRequest(
        server,
        application.client,
        application.authentication,
        refreshToken,
        endpoints.options(),
      );
      await oauth.processRevocationResponse(response);
      return true;
    } catch (thrown) {
      const err = explainOAuth(thrown);
      logger.warn({ err }, 'a connection could not be ended at the memory server');
      return false;
    }
  }

  /** Another server's tokens are nothing that this one could end. */
  async function end(former: Revocable | 'unreadable' | undefined): Promise<boolean> {
    if (former === undefined) return true;
    if (former === 'unreadable' || former.issuer !== issuer) return false;
    return revoke(former.refreshToken);
  }

  async function keep(connection: NewConnection): Promise<void> {
    await end(await connections.save(connection));
  }

  return {
    async connectDirectly(user, access = 'write') {
      const answer = await requestTokensFor(user, access, await identity(), { channel, issuer });
      await keep({
        ...tokensFrom(answer, now(), { scopes: parseScopes(scopesOf[access]) }),
        userId: user.id,
        issuer,
        method: 'direct',
        memoryUserId: answer.user_id,
      });
    },

    beginCodeFlow: (access = 'write') => flows.begin(access),

    async finishCodeFlow(user, flow, parameters) {
      const redeemed = await flows.redeem(flow, parameters);
      if ('outcome' in redeemed) return redeemed.outcome;
      const tokens = tokensFrom(redeemed.answer, now(), {
        scopes: parseScopes(scopesOf[flow.access]),
      });
      const memoryUserId = await findOwnId(tokens.accessToken, { channel, issuer, logger });
      await keep({ ...tokens, userId: user.id, issuer, method: 'code', memoryUserId });
      return 'connected';
    },

    accessToken: (userId, { refused } = {}) => fresh.find(userId, refused),

    async giveUp(userId, accessToken) {
      const connection = await connections.find(userId);
      if (connection?.accessToken !== accessToken) return;
      logger.warn({}, 'the memory server refused a token that it had just given');
      await end(await connections.remove(userId, connection.version));
    },

    async disconnect(userId) {
      return end(await connections.remove(userId));
    },

    settle: () => fresh.settle(),
  };
}
