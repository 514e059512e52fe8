import { PicardError } from '@picard-mcp/core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  type TestAuthorizationServer,
  testAuthorizationServer,
} from '../testing/test-authorization-server.js';
import { type AuthorizationParameters, authorizePath } from '../testing/test-code-flow.js';

let t: TestAuthorizationServer;
beforeAll(async () => {
  t = await testAuthorizationServer({ metadataDocuments: false });
});
afterAll(() => t.close());

/** The parameters that a client is told. */
async function told(
  parameters: AuthorizationParameters,
  { isConfidential = false, more = '' } = {},
): Promise<Record<string, string>> {
  const { client } = await t.addClient({ isConfidential });
  const response = await t.request(`${authorizePath(client, parameters)}${more}`);
  const location = response.headers.get('location') ?? '';
  expect(response.status).toBe(303);
  expect(location).toMatch(/^https:\/\/client\.example\/callback\?[\x21-\x7e]+$/);
  return Object.fromEntries(new URL(location).searchParams);
}

const malformed = 'A'.repeat(42);

describe('a refused request whose client is known', () => {
  it.each<[string, AuthorizationParameters, string]>([
    ['without response_type', { response_type: undefined }, 'invalid_request'],
    ['for a token', { response_type: 'token' }, 'unsupported_response_type'],
    ['for a code and a token', { response_type: 'code token' }, 'unsupported_response_type'],
    ['for an answer in the fragment', { response_mode: 'fragment' }, 'invalid_request'],
    ['for an answer by form', { response_mode: 'form_post' }, 'invalid_request'],
    ['without code_challenge', { code_challenge: undefined }, 'invalid_request'],
    [
      'without code_challenge and its method',
      { code_challenge: undefined, code_challenge_method: undefined },
      'invalid_request',
    ],
    ['with a plain challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    [
      'with a challenge without a method, which would be plain',
      { code_challenge_method: undefined },
      'invalid_request',
    ],
    ['with the method s256', { code_challenge_method: 's256' }, 'invalid_request'],
    ['with a challenge of 42 characters', { code_challenge: malformed }, 'invalid_request'],
    ['with a challenge of 44 characters', { code_challenge: `${malformed}AA` }, 'invalid_request'],
    ['with a padded challenge', { code_challenge: `${malformed}=` }, 'invalid_request'],
    ['with a challenge in plain base64', { code_challenge: `${malformed}+` }, 'invalid_request'],
    ['with a challenge and a line end', { code_challenge: `${malformed}A\n` }, 'invalid_request'],
    ['for unknown scopes alone', { scope: 'openid email' }, 'invalid_scope'],
    ["for scopes beyond the client's", { scope: 'memories:admin' }, 'invalid_scope'],
    ['for another resource', { resource: 'https://other.example/mcp' }, 'invalid_target'],
    [
      'for the resource with a fragment',
      { resource: `${'https://picard.example/mcp'}#a` },
      'invalid_target',
    ],
    ['with a request object', { request: 'eyJhbGciOiJub25lIn0.e30.' }, 'request_not_supported'],
    ['with a request_uri', { request_uri: 'urn:x:1' }, 'request_uri_not_supported'],
    ['with prompt=none and another', { prompt: 'none login' }, 'invalid_request'],
    ['with prompt=none by nobody', { prompt: 'none' }, 'login_required'],
  ])('%s goes back with state and iss (%#)', async (_, parameters, error) => {
    for (const isConfidential of [false, true]) {
      const answer = await told({ state: 'a b&c=d', ...parameters }, { isConfidential });
      expect(answer).toEqual({
        error,
        error_description: expect.stringMatching(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/),
        state: 'a b&c=d',
        iss: 'https://picard.example',
      });
    }
  });

  it('goes back without a state when none was sent', async () => {
    const answer = await told({ state: undefined, response_type: 'token' });
    expect(Object.keys(answer).sort()).toEqual(['error', 'error_description', 'iss']);
  });

  it('is refused for two resources of which one is foreign', async () => {
    const more = `&resource=${encodeURIComponent('https://other.example')}`;
    const answer = await told({ resource: t.resource }, { more });
    expect(answer.error).toBe('invalid_target');
  });

  it('tells of a request_uri even when nothing else came along', async () => {
    const answer = await told({
      ...{ response_type: undefined, code_challenge: undefined, code_challenge_method: undefined },
      request_uri: 'https://client.example/request.jwt',
    });
    expect(answer.error).toBe('request_uri_not_supported');
  });

  it('is kept by no cache and names its address to nobody', async () => {
    const { client } = await t.addClient();
    const { headers } = await t.request(authorizePath(client, { scope: 'other' }));
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('goes back with temporarily_unavailable when the database does not answer', async () => {
    const outage = new PicardError('unavailable', 'The database is not responding.');
    vi.spyOn(t.store.sessions, 'find').mockRejectedValueOnce(outage);
    const { client } = await t.addClient();
    const response = await t.request(authorizePath(client), {
      cookies: { '__Host-picard-session': 'A'.repeat(43) },
    });
    const { searchParams } = new URL(response.headers.get('location') ?? '');
    expect(searchParams.get('error')).toBe('temporarily_unavailable');
    expect(searchParams.get('state')).toBe('the-state');
  });
});
