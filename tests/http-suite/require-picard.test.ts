import { newId } from '@picard-mcp/core';
import { describe, expect, it } from 'vitest';
import { send } from './client.js';
import { hosts, serve } from './fixture.js';

describe.each(hosts.filter((host) => host.isAdapter))("a host's own route in $name", (host) => {
  it('finds Picard bound to the caller', async () => {
    await using served = await serve(host, { prefix: '/picard' });
    const userId = newId<Parameters<typeof served.token>[1] & string>();
    const response = await send(`http://127.0.0.1:${served.port}/mine`, {
      headers: served.token(['memories:write'], userId),
    });
    expect(response.text).toBe(userId);
  });

  it("answers others with Picard's own challenge", async () => {
    await using served = await serve(host);
    const url = `http://127.0.0.1:${served.port}/mine`;
    const anonymous = await send(url);
    expect(anonymous.status).toBe(401);
    expect(anonymous.json()).toMatchObject({ error: { code: 'unauthenticated' } });
    expect(anonymous.headers['www-authenticate']).toContain('resource_metadata=');
    const powerless = await send(url, { headers: served.token([]) });
    expect(powerless.status).toBe(403);
    expect(powerless.headers['www-authenticate']).toContain('scope="memories:read"');
  });
});
