import { randomUUID } from 'node:crypto';
import type { Client } from '../client/client.js';
import { isRegisteredRedirectUri } from '../client/redirect-uri.js';
import type { AuthorizationContext } from '../context.js';
import { grantableScopes } from '../grant/scopes.js';
import type { Parameters } from '../http/form.js';
import { OAuthError } from '../http/oauth-error.js';
import { isSameResource } from '../token/resource.js';
import type { AuthorizationRequest } from './authorization-request.js';
import { findAuthorizedClient } from './authorized-client.js';
import type { ResponseTarget } from './redirect.js';

/** Where the answer to a request may go, refusals included. */
export interface RequestTarget extends ResponseTarget {
  readonly client: Client;
}

/** Sent back to the client, it still fits where servers and proxies expect an address. Characters as in a URL. */
const maxStateLength = 4096;

/**
 * Who asks, and where the answer goes (RFC 6749 section 3.1.2.4, OAuth 2.1 section 4.1.1).
 *
 * @throws OAuthError for the visitor alone: nothing may be sent to an address that was not checked, nor
 *   without the state that came along. PicardError as `ClientDirectory.find`.
 */
export async function readTarget(
  parameters: Parameters,
  context: Pick<AuthorizationContext, 'clients'>,
  address: string | undefined,
): Promise<RequestTarget> {
  const client = await findAuthorizedClient(parameters.require('client_id'), context, address);
  const redirectUri = readRedirectUri(parameters.get('redirect_uri'), client);
  const state = parameters.get('state');
  // Bytes that are no UTF-8 became U+FFFD on the way: the client would not know its own state again.
  if (state?.includes('\uFFFD') || encodeURIComponent(state ?? '').length > maxStateLength) {
    throw new OAuthError(
      'invalid_request',
      `The parameter state must be UTF-8 and have at most ${maxStateLength} characters.`,
    );
  }
  return { client, redirectUri, state };
}

/** It may be left out by clients that have registered one alone, and not one with any port. */
function readRedirectUri(given: string | undefined, { redirectUris }: Client): string {
  if (given !== undefined && isRegisteredRedirectUri(given, redirectUris)) return given;
  if (given !== undefined) {
    throw new OAuthError(
      'invalid_redirect_uri',
      'The redirect_uri is not one of those that the application has registered, so nothing was sent to it.',
    );
  }
  const [only, ...others] = redirectUris;
  if (only === undefined || others.length > 0 || /^http:/i.test(only)) {
    throw new OAuthError('invalid_request', 'The parameter redirect_uri is missing.');
  }
  return only;
}

/** How the client wants the user to be asked (OpenID Connect Core section 3.1.2.1). */
export type Prompt = 'none' | 'login' | undefined;

/**
 * What is asked for (RFC 6749 section 4.1.1, RFC 7636 section 4.3, RFC 8707 section 2).
 *
 * @throws OAuthError for the client: to be sent to the redirect URI.
 */
export function readRequest(
  parameters: Parameters,
  { client, redirectUri, state }: RequestTarget,
  context: Pick<AuthorizationContext, 'resource' | 'defaultScopes' | 'clock'>,
): { readonly request: AuthorizationRequest; readonly prompt: Prompt } {
  refuseRequestObjects(parameters);
  checkResponse(parameters);
  const codeChallenge = readCodeChallenge(parameters);
  const asked = parameters.get('scope');
  const scopes = grantableScopes(asked, client.scopes, context.defaultScopes);
  checkResource(parameters, context.resource);
  const prompt = readPrompt(parameters);
  const request: AuthorizationRequest = {
    ...{ id: randomUUID(), receivedAt: context.clock.now(), clientId: client.clientId },
    ...{ redirectUri, state, scopes, codeChallenge, needsLogin: prompt === 'login' },
  };
  return { request, prompt };
}

/** First of all, since what they hold may be what seems to be missing (RFC 9101 section 5). */
function refuseRequestObjects(parameters: Parameters): void {
  if (parameters.get('request') !== undefined) {
    throw new OAuthError('request_not_supported', 'Request objects are not supported.');
  }
  if (parameters.get('request_uri') !== undefined) {
    throw new OAuthError('request_uri_not_supported', 'A request_uri is not supported.');
  }
}

function checkResponse(parameters: Parameters): void {
  if (parameters.require('response_type') !== 'code') {
    throw new OAuthError('unsupported_response_type', 'The response_type must be code.');
  }
  if ((parameters.get('response_mode') ?? 'query') !== 'query') {
    throw new OAuthError('invalid_request', 'The response_mode must be query or omitted.');
  }
}

/** 256 bits in base64url. */
const challengeForm = /^[A-Za-z0-9_-]{43}$/;

function readCodeChallenge(parameters: Parameters): string {
  const challenge = parameters.require('code_challenge');
  // Without a method the challenge would be the verifier itself (RFC 7636 section 4.3).
  if (parameters.get('code_challenge_method') !== 'S256') {
    throw new OAuthError('invalid_request', 'The code_challenge_method must be S256.');
  }
  if (!challengeForm.test(challenge)) {
    throw new OAuthError(
      'invalid_request',
      'The code_challenge must be the SHA-256 of the verifier: 43 characters of base64url.',
    );
  }
  return challenge;
}

function checkResource(parameters: Parameters, resource: string): void {
  if (parameters.all('resource').every((given) => isSameResource(given, resource))) return;
  throw new OAuthError('invalid_target', `This server issues tokens only for ${resource}.`);
}

/** Words that are unknown ask for nothing. */
function readPrompt(parameters: Parameters): Prompt {
  const words = new Set(parameters.get('prompt')?.split(' ').filter(Boolean));
  if (!words.has('none')) return words.has('login') ? 'login' : undefined;
  if (words.size === 1) return 'none';
  throw new OAuthError('invalid_request', 'The prompt value none cannot be combined with others.');
}
