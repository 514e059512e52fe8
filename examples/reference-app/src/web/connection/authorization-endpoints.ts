import * as oauth from 'oauth4webapi';
import { type BackChannel, explain } from '../memory-service/back-channel.js';

export interface AuthorizationEndpoints {
  /** Metadata of the server (RFC 8414), read once. */
  server(): Promise<oauth.AuthorizationServer>;
  /** For every request of oauth4webapi. */
  readonly options: {
    readonly [oauth.customFetch]: (
      url: string,
      init: oauth.CustomFetchOptions<string, BodyInit | null | undefined>,
    ) => Promise<Response>;
    readonly [oauth.allowInsecureRequests]: boolean;
  };
}

/** The authorization server that is the memory server. */
export function authorizationEndpoints(
  issuer: string,
  channel: BackChannel,
): AuthorizationEndpoints {
  const options = {
    [oauth.customFetch]: (
      url: string,
      {
        headers,
        body,
        method,
        signal,
      }: oauth.CustomFetchOptions<string, BodyInit | null | undefined>,
    ) =>
      channel.fetch(url, {
        headers,
        method,
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      }),
    // Plain http is for one machine, or a private network behind the public address.
    [oauth.allowInsecureRequests]: issuer.startsWith('http:'),
  };
  let metadata: Promise<oauth.AuthorizationServer> | undefined;

  async function discover(): Promise<oauth.AuthorizationServer> {
    const identifier = new URL(issuer);
    const response = await oauth.discoveryRequest(identifier, { ...options, algorithm: 'oauth2' });
    return oauth.processDiscoveryResponse(identifier, response);
  }

  return {
    options,
    server() {
      metadata ??= discover().catch((error: unknown) => {
        metadata = undefined;
        throw explain(error);
      });
      return metadata;
    },
  };
}
