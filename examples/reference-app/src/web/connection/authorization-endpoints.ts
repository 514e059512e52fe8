import * as oauth from 'oauth4webapi';
import type { BackChannel, Sending } from '../memory-service/back-channel.js';
import { explainOAuth } from './explain-oauth.js';

type FetchOptions = oauth.CustomFetchOptions<string, BodyInit | null | undefined>;

export interface AuthorizationEndpoints {
  /**
   * Metadata of the server (RFC 8414), read anew from time to time.
   *
   * @throws ServiceError
   */
  server(): Promise<oauth.AuthorizationServer>;
  /** For a request of oauth4webapi. */
  options(limits?: Pick<Sending, 'timeoutMs'>): {
    readonly [oauth.customFetch]: (url: string, init: FetchOptions) => Promise<Response>;
    readonly [oauth.allowInsecureRequests]: boolean;
  };
}

const keptMs = 600_000;
const maxBytes = 1024 * 1024;

/** The authorization server that is the memory server. */
export function authorizationEndpoints(
  issuer: string,
  channel: BackChannel,
  now: () => Date,
): AuthorizationEndpoints {
  let known: { readonly server: oauth.AuthorizationServer; readonly until: number } | undefined;
  let asking: Promise<oauth.AuthorizationServer> | undefined;

  const options: AuthorizationEndpoints['options'] = (limits = {}) => ({
    [oauth.customFetch]: (url, { headers, body, method, signal }) =>
      channel.fetch(url, {
        ...limits,
        maxBytes,
        headers,
        method,
        ...(body !== undefined && { body }),
        ...(signal && { signal }),
      }),
    // Plain http is for one machine, or a private network behind the public address.
    [oauth.allowInsecureRequests]: issuer.startsWith('http:'),
  });

  async function discover(): Promise<oauth.AuthorizationServer> {
    try {
      const identifier = new URL(issuer);
      const sent = { ...options(), algorithm: 'oauth2' } as const;
      const response = await oauth.discoveryRequest(identifier, sent);
      const server = await oauth.processDiscoveryResponse(identifier, response);
      known = { server, until: now().getTime() + keptMs };
      return server;
    } catch (thrown) {
      // It was there before, and will be again: its endpoints hardly ever change.
      if (known) return known.server;
      throw explainOAuth(thrown);
    } finally {
      asking = undefined;
    }
  }

  return {
    options,
    async server() {
      if (known && now().getTime() < known.until) return known.server;
      asking ??= discover();
      return asking;
    },
  };
}
