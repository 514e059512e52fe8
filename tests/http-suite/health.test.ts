import { describe, expect, it } from 'vitest';
import { send } from './client.js';
import { hosts, serve } from './fixture.js';

describe.each(hosts)('health through $name', (host) => {
  it('is good while the database answers', async () => {
    await using served = await serve(host);
    const response = await send(`${served.url}/health`);
    expect(response.status).toBe(200);
    expect(response.json()).toEqual({ status: 'ok' });
  });

  it('is bad when it does not, while the process lives', async () => {
    await using served = await serve(host);
    served.picard.ping = async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
    };
    const response = await send(`${served.url}/health`);
    expect(response.status).toBe(503);
    expect(response.json()).toEqual({ status: 'unavailable' });
    expect(response.headers['retry-after']).toBe('1');
    expect((await send(`${served.url}/health/live`)).status).toBe(200);
  });

  it('answers a probe by any name, also on loopback', async () => {
    await using served = await serve(host);
    const response = await send(`${served.url}/health`, { headers: { host: '10.1.2.3:8001' } });
    expect(response.status).toBe(200);
  });
});
