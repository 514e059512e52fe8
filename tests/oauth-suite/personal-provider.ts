import { randomUUID } from 'node:crypto';
import type {
  OAuthClientInformationMixed,
  OAuthClientMetadata,
  OAuthClientProvider,
  OAuthDiscoveryState,
  OAuthTokens,
} from '@modelcontextprotocol/client';
import { type UserAgent, userAgent } from './user-agent.js';

export interface PersonalProviderOptions {
  /** Of the server whose pages the person sees. */
  readonly origin: string;
  readonly person: { readonly username: string; readonly password: string };
  /** The person's browser. Default: a new one. */
  readonly agent?: UserAgent;
  readonly redirectUrl?: string;
  readonly metadata?: Partial<OAuthClientMetadata>;
  /** Where the client's metadata document lies, if it has one. */
  readonly clientMetadataUrl?: string;
  readonly decision?: 'allow' | 'deny';
}

/** What an MCP client keeps, in memory, and the person in front of it. */
export interface PersonalProvider extends OAuthClientProvider {
  readonly clientMetadataUrl?: string;
  /** Changes as the client is started again on another port. */
  redirectUrl: string;
  /** Asked for in the place of what the SDK would ask for, while it is set. */
  scope: string | undefined;
  readonly kept: {
    client?: OAuthClientInformationMixed | undefined;
    tokens?: OAuthTokens | undefined;
    verifier?: string | undefined;
    discovery?: OAuthDiscoveryState | undefined;
  };
  /** Where the person was sent so far. */
  readonly asked: readonly URL[];
  /** What they came back with last; taken once. Rejects an answer to another question. */
  takeAnswer(): URLSearchParams;
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
  /** Requests so far, such as `POST /token 200`, in the order of their answers. */
  readonly requests: readonly string[];
  /** Resolves when every request is answered, also those that nobody waits for. */
  idle(): Promise<void>;
}

export function personalProvider(options: PersonalProviderOptions): PersonalProvider {
  const { origin, person, agent = userAgent(origin), decision, clientMetadataUrl } = options;
  const asked: URL[] = [];
  let states: string[] = [];
  let answer: URL | undefined;
  const kept: PersonalProvider['kept'] = {};
  const requests: string[] = [];
  const running = new Set<Promise<unknown>>();

  const provider: PersonalProvider = {
    ...(clientMetadataUrl === undefined ? {} : { clientMetadataUrl }),
    redirectUrl: options.redirectUrl ?? 'http://127.0.0.1:33418/callback',
    scope: undefined,
    get clientMetadata() {
      return {
        client_name: 'Notes on a train',
        redirect_uris: [provider.redirectUrl],
        ...options.metadata,
      };
    },
    kept,
    asked,
    requests,
    async fetch(url, init) {
      const sent = fetch(url, init);
      const answered = sent.catch(() => undefined).finally(() => running.delete(answered));
      running.add(answered);
      const response = await sent;
      requests.push(`${init?.method ?? 'GET'} ${new URL(url).pathname} ${response.status}`);
      return response;
    },
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    state() {
      const state = randomUUID();
      states = [state];
      return state;
    },
    clientInformation: () => kept.client,
    saveClientInformation(client) {
      kept.client = client;
    },
    tokens: () => kept.tokens,
    saveTokens(tokens) {
      kept.tokens = tokens;
    },
    saveCodeVerifier(verifier) {
      kept.verifier = verifier;
    },
    codeVerifier() {
      if (kept.verifier === undefined) throw new Error('there is no code verifier');
      return kept.verifier;
    },
    saveDiscoveryState(discovery) {
      kept.discovery = discovery;
    },
    discoveryState: () => kept.discovery,
    invalidateCredentials(what) {
      if (what === 'all' || what === 'client') kept.client = undefined;
      if (what === 'all' || what === 'tokens') kept.tokens = undefined;
      if (what === 'all' || what === 'verifier') kept.verifier = undefined;
      if (what === 'all' || what === 'discovery') kept.discovery = undefined;
    },
    async redirectToAuthorization(url) {
      if (provider.scope !== undefined) url.searchParams.set('scope', provider.scope);
      asked.push(url);
      answer = await agent.authorize(url, person, decision);
    },
    takeAnswer() {
      if (answer === undefined) throw new Error('the person was not asked');
      const { searchParams, href } = answer;
      answer = undefined;
      const isOurs = href.startsWith(`${provider.redirectUrl}?`);
      const state = searchParams.get('state');
      if (!isOurs || state === null || !states.includes(state)) {
        throw new Error(`this answers another question: ${href}`);
      }
      states = [];
      return searchParams;
    },
  };
  return provider;
}
