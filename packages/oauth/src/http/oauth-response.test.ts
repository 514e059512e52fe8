import { PicardError } from '@picard-mcp/core';
import type { PicardErrorOptions } from '@picard-mcp/core/ports';
import { describe, expect, it } from 'vitest';
import { OAuthError } from './oauth-error.js';
import { oauthErrorResponse, oauthResponse } from './oauth-response.js';

const realm = 'https://picard.example';
const answerTo = (thrown: unknown) => oauthErrorResponse(thrown, { realm });
const refused = (code: ConstructorParameters<typeof PicardError>[0], more?: PicardErrorOptions) =>
  answerTo(new PicardError(code, 'Not so.', more));

describe('an answer of the OAuth endpoints', () => {
  it('is kept by nobody', () => {
    for (const response of [oauthResponse({}), answerTo(new OAuthError('invalid_grant', 'No.'))]) {
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('pragma')).toBe('no-cache');
      expect(response.headers.get('content-type')).toContain('application/json');
    }
  });

  it('to a refused request has the members of RFC 6749 section 5.2', async () => {
    const response = answerTo(new OAuthError('invalid_grant', 'The code has expired.'));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'invalid_grant',
      error_description: 'The code has expired.',
    });
  });

  it('to an unknown client is 401 with a challenge', () => {
    const response = answerTo(new OAuthError('invalid_client', 'Unknown.'));
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe(`Basic realm="${realm}"`);
  });

  it('describes in printable ASCII alone, without quotes and backslashes', async () => {
    const response = answerTo(new OAuthError('invalid_request', 'Not "this"\\\n\u0000: é🖖~!'));
    expect(await response.json()).toMatchObject({ error_description: "Not 'this'???: ??~!" });
  });

  it.each([
    ['invalid_input', 400, 'invalid_request'],
    ['not_found', 404, 'invalid_request'],
    ['method_not_allowed', 405, 'invalid_request'],
    ['payload_too_large', 413, 'invalid_request'],
    ['unsupported_media_type', 415, 'invalid_request'],
    ['rate_limited', 429, 'temporarily_unavailable'],
    ['unavailable', 503, 'temporarily_unavailable'],
    ['internal', 500, 'server_error'],
  ] as const)('to %s has the status %i and the code %s', async (code, status, error) => {
    const response = refused(code);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error });
  });

  it('says when to come again', () => {
    expect(refused('rate_limited', { retryAfter: 8.2 }).headers.get('retry-after')).toBe('9');
    expect(refused('unavailable').headers.get('retry-after')).toBe('1');
  });

  it('says which methods there are', () => {
    const details = { allowed_methods: ['POST'] };
    expect(refused('method_not_allowed', { details }).headers.get('allow')).toBe('POST');
  });

  it.each([
    ['an error of the platform', new Error('select * from users: password=secret')],
    ['an internal error', new PicardError('internal', 'select * from users: password=secret')],
    ['whatever may be thrown', 'password=secret'],
  ])('tells nothing of %s', async (_, thrown) => {
    const response = answerTo(thrown);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/secret|select/);
  });
});
