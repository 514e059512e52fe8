import * as oauth from 'oauth4webapi';
import { parseUrl } from '../http/parse-url.js';
import { ServiceError } from '../memory-service/service-error.js';
import { type Access, scopesOf } from './access.js';
import type { ApplicationIdentity } from './application-identity.js';
import type { AuthorizationEndpoints } from './authorization-endpoints.js';
import { explainOAuth } from './explain-oauth.js';

/** What belongs to one authorization by the browser (RFC 6749 section 4.1, RFC 7636). */
export interface CodeFlow {
  /** Where the browser goes. */
  readonly url: string;
  readonly state: string;
  readonly codeVerifier: string;
  /** What was asked for. */
  readonly access: Access;
}

/**
 * What came of it:
 * - `denied`: the user, or somebody else, said no at the memory server;
 * - `foreign`: the answer does not belong to this flow, or is another server's;
 * - `stale`: the code was used already, or is too old;
 * - `refused`: the memory server did not want what was asked for.
 */
export type CodeFlowOutcome = 'connected' | 'denied' | 'foreign' | 'stale' | 'refused';

export type Redeemed =
  | { readonly answer: oauth.TokenEndpointResponse }
  | { readonly outcome: Exclude<CodeFlowOutcome, 'connected'> };

export interface CodeFlowOptions {
  readonly endpoints: AuthorizationEndpoints;
  readonly identity: () => Promise<ApplicationIdentity>;
  readonly issuer: string;
  readonly redirectUri: string;
}

/** The authorization code flow with PKCE, as the client. */
export function codeFlows({ endpoints, identity, issuer, redirectUri }: CodeFlowOptions) {
  return {
    async begin(access: Access): Promise<CodeFlow> {
      const [server, { client }] = await Promise.all([endpoints.server(), identity()]);
      const codeVerifier = oauth.generateRandomCodeVerifier();
      const state = oauth.generateRandomState();
      const url = endpointOf(server, issuer);
      const parameters = {
        response_type: 'code',
        client_id: client.client_id,
        redirect_uri: redirectUri,
        scope: scopesOf[access],
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      };
      for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
      return { url: url.href, state, codeVerifier, access };
    },

    async redeem(
      { state, codeVerifier }: Pick<CodeFlow, 'state' | 'codeVerifier'>,
      answer: URLSearchParams,
    ): Promise<Redeemed> {
      const [server, { client, authentication }] = await Promise.all([
        endpoints.server(),
        identity(),
      ]);
      const checked = check(server, client, answer, state);
      if ('outcome' in checked) return checked;
      try {
        const response = await oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          checked.parameters,
          redirectUri,
          codeVerifier,
          endpoints.options(),
        );
        return { answer: await oauth.processAuthorizationCodeResponse(server, client, response) };
      } catch (thrown) {
        const error = explainOAuth(thrown);
        if (error.code === 'disconnected') return { outcome: 'stale' };
        throw error;
      }
    },
  };
}

/** The browser is sent to the memory server and nowhere else. */
function endpointOf({ authorization_endpoint }: oauth.AuthorizationServer, issuer: string): URL {
  const url = parseUrl(authorization_endpoint ?? '');
  if (url?.origin === new URL(issuer).origin) return url;
  throw new ServiceError('unreachable', 'The memory server does not say where users log in.');
}

/** The authorization response (RFC 6749 section 4.1.2), its state and its issuer (RFC 9207). */
function check(
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  answer: URLSearchParams,
  state: string,
):
  | { readonly parameters: URLSearchParams }
  | { readonly outcome: Exclude<CodeFlowOutcome, 'connected'> } {
  try {
    const parameters = oauth.validateAuthResponse(server, client, answer, state);
    return answer.getAll('code').length === 1 ? { parameters } : { outcome: 'foreign' };
  } catch (thrown) {
    if (!(thrown instanceof oauth.AuthorizationResponseError)) return { outcome: 'foreign' };
    const { error } = thrown;
    if (error === 'access_denied') return { outcome: 'denied' };
    if (error !== 'server_error' && error !== 'temporarily_unavailable') {
      return { outcome: 'refused' };
    }
    throw new ServiceError('unavailable', `The memory server could not decide: ${error}.`, {
      cause: thrown,
    });
  }
}
