import {
  type AuthorizationServer,
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  type Client,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  calculatePKCECodeChallenge,
  discoveryRequest,
  dynamicClientRegistrationRequest,
  generateRandomCodeVerifier,
  generateRandomState,
  type IntrospectionResponse,
  introspectionRequest,
  None,
  processAuthorizationCodeResponse,
  processDiscoveryResponse,
  processDynamicClientRegistrationResponse,
  processIntrospectionResponse,
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  revocationRequest,
  type TokenEndpointResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { type OAuthServer, password } from './oauth-server.js';
import { userAgent } from './user-agent.js';

export const insecure = { [allowInsecureRequests]: true };

export type Method = 'none' | 'client_secret_basic' | 'client_secret_post';
export const methods: readonly Method[] = ['none', 'client_secret_basic', 'client_secret_post'];

/** Where the client listens this time; it has registered the address without a port. */
export const redirectUri = 'http://127.0.0.1:43117/callback';
export const registeredUri = 'http://127.0.0.1/callback';

export interface Asked {
  readonly url: URL;
  readonly state: string;
  readonly verifier: string;
}

/** An authorization code as the client received it. */
export interface Answered extends Asked {
  readonly parameters: URLSearchParams;
  readonly code: string;
}

export interface Tokens extends TokenEndpointResponse {
  readonly refresh_token: string;
}

/** A client by oauth4webapi, which checks every answer against the specifications and throws. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string | undefined;
  readonly as: AuthorizationServer;
  /** Every secret that the client has had or sent. */
  readonly secrets: Set<string>;
  /** The same client, which finds the endpoints under another address. */
  via(base: string): OAuthClient;
  /** An authorization request with PKCE, state and resource. An empty text leaves a parameter out. */
  ask(parameters?: Readonly<Record<string, string>>): Promise<Asked>;
  /** What came back to the client, once `state` and `iss` are found good. */
  read(asked: Asked, location: URL): Answered;
  /** A code that the person allowed, in a browser of their own. */
  obtainCode(username: string, parameters?: Readonly<Record<string, string>>): Promise<Answered>;
  redeem(answered: Answered, parameters?: Readonly<Record<string, string>>): Promise<Tokens>;
  /** Tokens that the person allowed, in a browser of their own. */
  connect(username: string, parameters?: Readonly<Record<string, string>>): Promise<Tokens>;
  refresh(token: string, parameters?: Readonly<Record<string, string>>): Promise<Tokens>;
  revoke(token: string): Promise<void>;
  introspect(token: string): Promise<IntrospectionResponse>;
}

/** Finds the server by its issuer alone. */
export async function discover({ issuer }: Pick<OAuthServer, 'issuer'>) {
  const options = { algorithm: 'oauth2', ...insecure } as const;
  return processDiscoveryResponse(
    new URL(issuer),
    await discoveryRequest(new URL(issuer), options),
  );
}

/** A client that registers itself (RFC 7591). */
export async function registerClient(
  server: Pick<OAuthServer, 'issuer'>,
  method: Method = 'none',
  {
    base = server.issuer,
    ...metadata
  }: { base?: string; scope?: string; redirect_uris?: string[] } = {},
): Promise<OAuthClient> {
  const as = endpointsAt(await discover(server), base);
  const registered = await processDynamicClientRegistrationResponse(
    await dynamicClientRegistrationRequest(
      as,
      {
        client_name: `Client by ${method}`,
        redirect_uris: [registeredUri],
        token_endpoint_auth_method: method,
        ...metadata,
      },
      insecure,
    ),
  );
  return oauthClient(as, registered);
}

/** A client that is registered already. */
export function oauthClient(
  as: AuthorizationServer,
  client: Client,
  secrets = new Set<string>(),
): OAuthClient {
  const { client_id: id, token_endpoint_auth_method: method } = client;
  const secret = typeof client.client_secret === 'string' ? client.client_secret : undefined;
  if (secret !== undefined) secrets.add(secret);
  const auth = authenticationOf(method as Method, secret);
  const resource = `${as.issuer}/mcp`;

  const kept = (tokens: TokenEndpointResponse): Tokens => {
    const { access_token, refresh_token } = tokens;
    if (refresh_token === undefined) throw new Error('There is no refresh token.');
    secrets.add(access_token).add(refresh_token);
    return { ...tokens, refresh_token };
  };

  const self: OAuthClient = {
    ...{ id, secret, as, secrets },
    via: (base) => oauthClient(endpointsAt(as, base), client, secrets),
    async ask(parameters = {}) {
      const state = generateRandomState();
      const verifier = generateRandomCodeVerifier();
      secrets.add(verifier);
      const url = new URL(as.authorization_endpoint ?? '');
      const all = {
        ...{ response_type: 'code', client_id: id, redirect_uri: redirectUri, state, resource },
        scope: 'memories:read memories:write',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...parameters,
      };
      for (const [name, value] of Object.entries(all)) {
        if (value !== '') url.searchParams.set(name, value);
      }
      return { url, state, verifier };
    },
    read(asked, location) {
      const parameters = validateAuthResponse(as, client, location, asked.state);
      const code = parameters.get('code') ?? '';
      secrets.add(code);
      return { ...asked, parameters, code };
    },
    async obtainCode(username, parameters) {
      const asked = await self.ask(parameters);
      const agent = userAgent(new URL(as.issuer).origin);
      const location = await agent.authorize(asked.url, { username, password });
      for (const cookie of agent.cookies.values()) secrets.add(cookie);
      return self.read(asked, location);
    },
    async redeem({ parameters, verifier }, additionalParameters = { resource }) {
      const options = { additionalParameters, ...insecure };
      return kept(
        await processAuthorizationCodeResponse(
          as,
          client,
          await authorizationCodeGrantRequest(
            ...[as, client, auth, parameters, redirectUri, verifier, options],
          ),
        ),
      );
    },
    connect: async (username, parameters) =>
      self.redeem(await self.obtainCode(username, parameters)),
    async refresh(token, additionalParameters = {}) {
      const options = { additionalParameters, ...insecure };
      const response = await refreshTokenGrantRequest(as, client, auth, token, options);
      return kept(await processRefreshTokenResponse(as, client, response));
    },
    async revoke(token) {
      await processRevocationResponse(await revocationRequest(as, client, auth, token, insecure));
    },
    introspect: async (token) =>
      processIntrospectionResponse(
        as,
        client,
        await introspectionRequest(as, client, auth, token, insecure),
      ),
  };
  return self;
}

function authenticationOf(method: Method, secret = ''): ClientAuth {
  if (method === 'none') return None();
  return method === 'client_secret_post' ? ClientSecretPost(secret) : ClientSecretBasic(secret);
}

/** The metadata with its endpoints under another address than the issuer. */
function endpointsAt(as: AuthorizationServer, base: string): AuthorizationServer {
  const moved = Object.entries(as).map(([name, value]) => {
    if (!name.endsWith('_endpoint') || typeof value !== 'string') return [name, value];
    return [name, `${base}${new URL(value).pathname.replace(/^\/api\/oauth/, '')}`];
  });
  return Object.fromEntries(moved) as AuthorizationServer;
}
