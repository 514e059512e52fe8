import { describe, expect, it } from 'vitest';
import { OAuthError } from '../http/oauth-error.js';
import { createPages } from './create-pages.js';
import { english } from './english.js';
import { messageResponse } from './message-response.js';

const context = createPages({});

describe('a refusal as a page', () => {
  it('says what is wrong under a title, with the status of the error, and shows markup as text', async () => {
    const response = messageResponse(new OAuthError('access_denied', 'No <b>bold</b>.'), context);
    const html = await response.text();
    expect(response.status).toBe(403);
    expect(html).toContain(english.message.refused);
    expect(html).toContain('No &lt;b&gt;bold&lt;/b&gt;.');
  });

  it.each([
    [{ retryAfter: 12.2 }, 429, '13', english.message.tooMany],
    [{}, 503, null, english.message.unavailable],
  ])('says when to come again (%j)', async (options, status, retryAfter, title) => {
    const error = new OAuthError('temporarily_unavailable', 'Not now.', options);
    const response = messageResponse(error, context);
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(await response.text()).toContain(title);
  });

  it('takes the blame for an error of the server', async () => {
    const response = messageResponse(new OAuthError('server_error', 'Logged.'), context);
    expect(response.status).toBe(500);
    expect(await response.text()).toContain(english.message.ourFault);
  });
});
