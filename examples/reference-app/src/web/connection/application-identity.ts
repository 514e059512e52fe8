import * as oauth from 'oauth4webapi';
import { ServiceError } from '../memory-service/service-error.js';
import type { OAuthClient, OAuthClientStore } from './oauth-client-store.js';

/** As whom the application speaks at the memory server. */
export interface ApplicationIdentity {
  readonly client: oauth.Client;
  readonly secret: string;
  /** For requests of oauth4webapi. */
  readonly authentication: oauth.ClientAuth;
}

export interface ApplicationIdentityOptions {
  /** What the configuration says, which comes first. */
  readonly configured: Pick<OAuthClient, 'id' | 'secret'> | undefined;
  readonly clients: Pick<OAuthClientStore, 'find'>;
  readonly issuer: string;
}

/**
 * Looks each time anew: the application may be registered while it runs.
 *
 * The answered function throws ServiceError `unregistered` when it is not registered at this server.
 */
export function applicationIdentity(
  options: ApplicationIdentityOptions,
): () => Promise<ApplicationIdentity> {
  const { configured, clients, issuer } = options;

  async function registered() {
    const kept = await clients.find();
    return kept?.issuer === issuer ? kept : undefined;
  }

  return async () => {
    const found = configured ?? (await registered());
    if (found === undefined) {
      throw new ServiceError(
        'unregistered',
        'This application is not registered at the memory server.',
      );
    }
    return {
      client: { client_id: found.id },
      secret: found.secret,
      authentication: oauth.ClientSecretBasic(found.secret),
    };
  };
}
