import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectorLab, connectorLab, type LabUser } from './connector-lab.js';

let lab: ConnectorLab;
let user: LabUser;
let count = 0;

beforeAll(async () => {
  lab = await connectorLab();
});
afterAll(() => lab?.close());

beforeEach(async () => {
  count += 1;
  user = await lab.addUser(`user-${count}`);
  lab.relay.meddle = undefined;
  lab.relay.paths.length = 0;
});

/** Answers once the promise is there and settled by hand. */
function gate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

describe('an access token that has run out', () => {
  it('is refreshed once for thirty who ask at the same time', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    await lab.expire(user.id);
    const tokens = await Promise.all(
      Array.from({ length: 30 }, () => connector.accessToken(user.id)),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(lab.refreshes()).toBe(1);
  });

  it('is refreshed once for thirty who ask on two instances, and both give the new one', async () => {
    const instances = [lab.connector(), lab.connector()] as const;
    await instances[0].connectDirectly(user);
    await lab.expire(user.id);
    const tokens = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        instances[index % 2 === 0 ? 0 : 1].accessToken(user.id),
      ),
    );
    expect(new Set(tokens).size).toBe(1);
    expect(lab.refreshes()).toBe(1);
    const found = await lab.memory(instances[1], user.id).call('list_tags', {});
    expect(found.tags).toEqual([]);
  });

  it('is refreshed by another instance when the one that began has died', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    await lab.expire(user.id);
    // The dead one took the right to refresh, and its time is over.
    const { version = 0 } = (await lab.connections.find(user.id)) ?? {};
    expect(await lab.connections.beginRefresh(user.id, version, -1)).toBe(true);
    await connector.accessToken(user.id);
    expect(lab.refreshes()).toBe(1);
  });

  it('is not refreshed while another instance is at it, whose new token is given', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    await lab.expire(user.id);
    const { version = 0 } = (await lab.connections.find(user.id)) ?? {};
    expect(await lab.connections.beginRefresh(user.id, version, 60_000)).toBe(true);
    const waiting = connector.accessToken(user.id);
    await lab.connections.finishRefresh(user.id, version, {
      accessToken: 'of the other instance',
      refreshToken: 'as well',
      // Its clock is wrong: the token seems to have run out already.
      expiresAt: new Date(0),
      scopes: ['memories:read'],
    });
    expect(await waiting).toBe('of the other instance');
    expect(lab.refreshes()).toBe(0);
  });

  it('keeps its connection while the server is down, and is refreshed when it is back', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    await lab.expire(user.id);
    lab.relay.meddle = async () => 'hang up';
    await expect(connector.accessToken(user.id)).rejects.toMatchObject({ code: 'unreachable' });
    lab.relay.meddle = async () =>
      new Response('<h1>Bad gateway</h1>', {
        status: 502,
        headers: { 'content-type': 'text/html' },
      });
    await expect(connector.accessToken(user.id)).rejects.toMatchObject({ code: 'unreachable' });
    lab.relay.meddle = async () =>
      Response.json(
        { error: 'temporarily_unavailable', error_description: 'Too many.' },
        { status: 429, headers: { 'retry-after': '7' } },
      );
    await expect(connector.accessToken(user.id)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfter: 7,
    });
    lab.relay.meddle = undefined;
    const answer = await lab.memory(connector, user.id).call('list_tags', {});
    expect(answer.tags).toEqual([]);
  });

  it('ends its connection with a clear word when the answer to a refresh was lost', async () => {
    const connector = lab.connector();
    await connector.connectDirectly(user);
    await lab.expire(user.id);
    // The server has replaced the refresh token, and nobody heard of it: as when the process is killed.
    lab.relay.meddle = async (path, forward) => {
      const answer = await forward();
      return path === '/token' ? 'hang up' : answer;
    };
    await expect(connector.accessToken(user.id)).rejects.toMatchObject({ code: 'unreachable' });
    lab.relay.meddle = undefined;
    await expect(connector.accessToken(user.id)).rejects.toMatchObject({ code: 'disconnected' });
    expect(await lab.connections.find(user.id)).toBeUndefined();
    await connector.connectDirectly(user);
    await expect(connector.accessToken(user.id)).resolves.toEqual(expect.any(String));
  });

  it('is kept though the database did not answer at first', async () => {
    let failures = 1;
    const connections = {
      ...lab.connections,
      finishRefresh: (...given: Parameters<typeof lab.connections.finishRefresh>) => {
        failures -= 1;
        return failures < 0
          ? lab.connections.finishRefresh(...given)
          : Promise.reject(new Error('the database is restarting'));
      },
    };
    const connector = lab.connector({ connections });
    await connector.connectDirectly(user);
    await lab.expire(user.id);
    const token = await connector.accessToken(user.id);
    expect((await lab.connections.find(user.id))?.accessToken).toBe(token);
  });
});

describe('while a token is refreshed', () => {
  /** A refresh that is under way until the gate is opened. */
  async function refreshing(options: Parameters<ConnectorLab['connector']>[0] = {}) {
    const connector = lab.connector(options);
    await connector.connectDirectly(user);
    const before = await lab.connections.find(user.id);
    await lab.expire(user.id);
    const reached = gate();
    const held = gate();
    lab.relay.meddle = async (path, forward) => {
      const answer = await forward();
      if (path === '/token') {
        reached.open();
        await held.opened;
      }
      return answer;
    };
    const token = connector.accessToken(user.id);
    // It is looked at below.
    token.catch(() => undefined);
    await reached.opened;
    return { connector, token, before, goOn: held.open };
  }

  it('a disconnect ends the connection, and the new tokens too', async () => {
    const { connector, token, goOn } = await refreshing();
    const disconnected = connector.disconnect(user.id);
    goOn();
    expect(await disconnected).toBe(true);
    await expect(token).rejects.toMatchObject({ code: 'disconnected' });
    expect(await lab.connections.find(user.id)).toBeUndefined();
    await connector.settle();
    expect(lab.relay.paths.filter((path) => path === '/revoke')).toHaveLength(2);
  });

  it('a new connection takes its place, and whoever waits gets its token', async () => {
    const { connector, token, goOn } = await refreshing();
    await connector.connectDirectly(user, 'read');
    const connected = await lab.connections.find(user.id);
    goOn();
    expect(await token).toBe(connected?.accessToken);
    await connector.settle();
    expect(await lab.connections.find(user.id)).toEqual(connected);
  });

  it('visitors lose their patience, but not the new token, which is kept when it comes', async () => {
    const { connector, token, goOn } = await refreshing({ limits: { patience: 1 } });
    await expect(token).rejects.toMatchObject({ code: 'slow' });
    goOn();
    await connector.settle();
    const kept = await lab.connections.find(user.id);
    expect(kept?.version).toBe(2);
    expect(await connector.accessToken(user.id)).toBe(kept?.accessToken);
    expect(lab.refreshes()).toBe(1);
  });

  it('the right to do so is kept up for as long as the server needs', async () => {
    const extended = gate();
    let times = 0;
    const connections = {
      ...lab.connections,
      async extendRefresh(...given: Parameters<typeof lab.connections.extendRefresh>) {
        await lab.connections.extendRefresh(...given);
        times += 1;
        // More often than fits into one lease.
        if (times === 4) extended.open();
      },
    };
    const { token, goOn } = await refreshing({ connections, limits: { lease: 600 } });
    await extended.opened;
    const { version = 0 } = (await lab.connections.find(user.id)) ?? {};
    expect(await lab.connections.beginRefresh(user.id, version, 600)).toBe(false);
    goOn();
    await expect(token).resolves.toEqual(expect.any(String));
  });

  it('shutting down waits for the new tokens', async () => {
    const { connector, before, goOn } = await refreshing();
    const settled = connector.settle();
    goOn();
    await settled;
    const after = await lab.connections.find(user.id);
    expect(after?.refreshToken).not.toBe(before?.refreshToken);
    expect(after?.version).toBe(2);
  });
});
