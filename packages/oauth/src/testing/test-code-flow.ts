import type { Scope, UserId } from '@picard-mcp/core';
import type { Clock } from '@picard-mcp/core/ports';
import type { Client } from '../client/client.js';
import type { Grant } from '../grant/grant.js';
import type { AuthorizationStore } from '../ports/authorization-store.js';
import { hashSecret, newSecret } from '../secret.js';
import type { TestBrowser, TestPage } from './test-browser.js';

/** Parameters of an authorization request; `undefined` leaves one out. */
export type AuthorizationParameters = Readonly<Record<string, string | undefined>>;

/** The verifier of requests that name no challenge (RFC 7636 section 4.1). */
export const defaultVerifier = 'test-verifier-test-verifier-test-verifier-test';

/** The S256 challenge of a verifier (RFC 7636 section 4.2). */
export const challengeOf = hashSecret;

/** The path of a good authorization request of a client, but for what is given. */
export function authorizePath(client: Client, parameters: AuthorizationParameters = {}): string {
  const all: AuthorizationParameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: client.redirectUris[0],
    state: 'the-state',
    code_challenge: challengeOf(defaultVerifier),
    code_challenge_method: 'S256',
    ...parameters,
  };
  const given = Object.entries(all).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return `/authorize?${new URLSearchParams(given)}`;
}

export interface AuthorizeOptions {
  readonly client: Client;
  /** Who logs in where that is asked. */
  readonly user: { readonly username: string; readonly password: string };
  readonly parameters?: AuthorizationParameters;
  /** Default: allow. */
  readonly decision?: 'allow' | 'deny';
}

/** Opens an authorization request in a browser, logs in when asked, and decides. Returns the final location. */
export async function authorize(
  browser: TestBrowser,
  { client, user, parameters, decision = 'allow' }: AuthorizeOptions,
): Promise<TestPage> {
  const consent = await openConsent(browser, { client, user, parameters });
  return consent.leavesTo ? consent : browser.submit(consent, { decision });
}

/** The same up to the consent page. */
export async function openConsent(
  browser: TestBrowser,
  {
    client,
    user,
    parameters,
  }: Omit<AuthorizeOptions, 'decision' | 'parameters'> & {
    readonly parameters?: AuthorizationParameters | undefined;
  },
): Promise<TestPage> {
  const first = await browser.open(authorizePath(client, parameters));
  if (!/\/login(?:\?|$)/.test(first.path)) return first;
  const { username, password } = user;
  return browser.submit(first, { username, password });
}

/** The code that a browser is sent to the client with. Throws where it is sent elsewhere. */
export function codeOf(page: TestPage): string {
  const code = page.leavesTo?.searchParams.get('code');
  if (!code) throw new Error(`there is no code: ${page.leavesTo?.href ?? page.text}`);
  return code;
}

export interface IssuedCode {
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly grant: Grant;
}

export interface IssueCodeOptions {
  readonly client: Client;
  readonly userId: UserId;
  readonly scopes?: readonly Scope[];
  readonly redirectUri?: string;
  /** Seconds. Default 60. */
  readonly lifetime?: number;
}

/** A code as the consent page issues it, straight from the store: for tests of what follows. */
export async function issueTestCode(
  {
    store,
    clock,
    resource,
  }: {
    readonly store: AuthorizationStore;
    readonly clock: Clock;
    readonly resource: string;
  },
  { client, userId, scopes = client.scopes, lifetime = 60, ...options }: IssueCodeOptions,
): Promise<IssuedCode> {
  const [code, verifier] = [newSecret(), newSecret()];
  const redirectUri = options.redirectUri ?? client.redirectUris[0] ?? '';
  const createdAt = clock.now();
  const { clientId } = client;
  const grant = { id: crypto.randomUUID(), userId, clientId, scopes, resource, createdAt };
  const outcome = await store.grants.issueCode({
    requestId: crypto.randomUUID(),
    grant,
    codeHash: hashSecret(code),
    redirectUri,
    codeChallenge: challengeOf(verifier),
    expiresAt: new Date(createdAt.getTime() + lifetime * 1000),
  });
  if (outcome !== 'issued') throw new Error(`no code was issued: ${outcome}`);
  return { code, verifier, redirectUri, grant };
}
