import { describe, expect, it } from 'vitest';
import { postJson } from './client.js';
import { hosts, metadataUrl, serve } from './fixture.js';

const call = (tool: string, data: unknown = {}) => ({ tool, data });

describe.each(hosts)('authentication through $name', (host) => {
  it.each([
    ['none', {}, undefined],
    ['another scheme', { authorization: 'Basic YTpi' }, undefined],
    ['an unknown one', { authorization: 'Bearer nonsense' }, 'invalid_token'],
    ['an empty one', { authorization: 'Bearer ' }, 'invalid_token'],
    ['two', { authorization: 'Bearer token-0 token-0' }, 'invalid_token'],
    ['a list', { authorization: 'Bearer token-0, token-0' }, 'invalid_token'],
  ])('asks for a token where there is %s', async (_, headers, error) => {
    await using served = await serve(host);
    served.token(['memories:read']);
    const response = await postJson(`${served.url}/api/tools`, call('list_tags'), { ...headers });
    expect(response.status).toBe(401);
    expect(response.json()).toMatchObject({ error: { code: 'unauthenticated' } });
    const challenge = response.headers['www-authenticate'] ?? '';
    expect(challenge).toMatch(/^Bearer /);
    expect(challenge).toContain(`resource_metadata="${metadataUrl}"`);
    expect(challenge).toContain('scope="memories:read memories:write"');
    expect(/error="([^"]*)"/.exec(challenge)?.[1]).toBe(error);
  });

  it('takes no token from the query or the body', async () => {
    await using served = await serve(host);
    const [, token] = served.token(['memories:read']).authorization.split(' ');
    const response = await postJson(`${served.url}/api/tools?access_token=${token}`, {
      ...call('list_tags'),
      access_token: token,
    });
    expect(response.status).toBe(401);
  });

  it('asks for the scope that is missing, beside those held', async () => {
    await using served = await serve(host);
    const response = await postJson(
      `${served.url}/api/tools`,
      call('submit_memory', { text: 'x' }),
      served.token(['memories:read']),
    );
    expect(response.status).toBe(403);
    expect(response.json()).toMatchObject({
      error: { code: 'insufficient_scope', details: { required_scopes: ['memories:write'] } },
    });
    const challenge = response.headers['www-authenticate'] ?? '';
    expect(challenge).toContain('error="insufficient_scope"');
    expect(challenge).toContain('scope="memories:read memories:write"');
  });
});
