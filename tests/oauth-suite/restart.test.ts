import { afterEach, describe, expect, it } from 'vitest';
import { databases, type Installation } from '../journey/installations.js';
import { registerClient } from './oauth-client.js';
import { password } from './oauth-server.js';
import { callMcp, postJson, statusOf } from './protected-calls.js';
import { userAgent } from './user-agent.js';

let installation: Installation;

afterEach(() => installation.remove());

describe.each(databases)('the authorization server: $name', ({ isAvailable, install }) => {
  it.runIf(isAvailable)(
    'killed and started again, it knows its clients, grants, sessions, keys and revocations',
    async () => {
      installation = await install();
      const { url } = installation;
      const program = await installation.start();
      const account = { username: 'ann', email: 'ann@example.org', password };
      expect((await postJson(`${url}/api/users/register`, account)).status).toBe(201);
      const client = await registerClient({ issuer: url }, 'client_secret_basic');
      const kept = await client.connect('ann');
      const revoked = await client.connect('ann');
      const browser = userAgent(url);
      await browser.authorize((await client.ask()).url, { username: 'ann', password });
      await client.revoke(revoked.refresh_token);

      program.signal('SIGKILL');
      expect(await program.ended).toMatchObject({ signal: 'SIGKILL' });
      await installation.start();

      expect(await statusOf({ url }, kept.access_token)).toBe(200);
      expect((await callMcp({ url }, revoked.access_token)).status).toBe(401);
      await expect(client.refresh(revoked.refresh_token)).rejects.toMatchObject({
        error: 'invalid_grant',
      });
      const next = await client.refresh(kept.refresh_token);
      expect(await statusOf({ url }, next.access_token)).toBe(200);

      const asked = await client.ask();
      const consent = await browser.open(asked.url);
      expect(consent.url.pathname).toBe('/consent');
      expect(consent.text).toContain('ann');
      const { url: location } = await browser.submit(consent, { decision: 'allow' });
      const tokens = await client.redeem(client.read(asked, location));
      expect(await statusOf({ url }, tokens.access_token)).toBe(200);
    },
    120_000,
  );
});
