import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { userAgent } from '../oauth-suite/user-agent.js';
import { type Installation, startInstallation } from './installation.js';
import { type Page, password, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let time = new Date();
let there: string;
let ann: Visitor;
let count = 0;

beforeAll(async () => {
  installation = await startInstallation({ now: () => time });
  ({ id: there } = await installation.server.addUser('ann-there'));
});
afterAll(() => installation?.close());

beforeEach(async () => {
  time = new Date();
  count += 1;
  ann = visitor(installation.url);
  await ann.register(`ann-${count}`);
});

/** Presses the button that leads to the memory server; answers the address there. */
async function begin(choices: Record<string, string> = {}): Promise<URL> {
  const page = await ann.submit(await ann.open('/connection'), '/connection/code', choices);
  expect(page.url.origin).toBe(installation.server.issuer);
  return page.url;
}

/** Logs in at the memory server and decides; answers where the browser is sent back to. */
function decide(url: URL, decision: 'allow' | 'deny' = 'allow'): Promise<URL> {
  return userAgent(installation.server.issuer).authorize(
    url,
    { username: 'ann-there', password },
    decision,
  );
}

const back = (url: URL, who = ann): Promise<Page> => who.open(`${url.pathname}${url.search}`);

async function isConnected(): Promise<boolean> {
  return (await ann.open('/connection')).document.querySelector('main dl') !== null;
}

describe('logging in at the memory server', () => {
  it('asks there with PKCE, state and the one address to come back to', async () => {
    const { pathname, searchParams } = await begin();
    expect(pathname).toBe('/authorize');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      redirect_uri: `${installation.url}/connection/callback`,
      scope: 'memories:read memories:write',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('connects to the memories of the account there', async () => {
    const page = await back(await decide(await begin()));
    expect(page.url.pathname).toBe('/');
    expect(page.text).toContain(english.connection.connected.write);
    const connection = await ann.open('/connection');
    expect(connection.text).toContain(english.connection.by.code);
    const { rows } = await installation.database.pool.query(
      'select memory_user_id from connections c join users u on u.id = c.user_id where u.username = $1',
      [`ann-${count}`],
    );
    expect(rows[0].memory_user_id).toBe(there);
  });

  it('connects to read alone, if that is chosen', async () => {
    const url = await begin({ access: 'read' });
    expect(url.searchParams.get('scope')).toBe('memories:read');
    expect((await back(await decide(url))).text).toContain(english.connection.connected.read);
    expect((await ann.open('/connection')).text).toContain(english.connection.notAllowed);
  });

  it('changes nothing when it is not allowed there', async () => {
    const page = await back(await decide(await begin(), 'deny'));
    expect(page.url.pathname).toBe('/connection');
    expect(page.url.search).toBe('');
    expect(page.text).toContain(english.connection.outcome.denied);
    expect(await isConnected()).toBe(false);
  });

  it('leaves a connection as it is when another login is not allowed', async () => {
    await ann.connect();
    await back(await decide(await begin(), 'deny'));
    expect(await isConnected()).toBe(true);
  });
});

describe('what comes back is refused', () => {
  const foreign = english.connection.outcome.foreign;

  it.each([
    ['with another state', { state: 'x'.repeat(43) }, foreign],
    ['of another server', { iss: 'https://another.example' }, foreign],
    ['without the name of its server', { iss: undefined }, foreign],
    ['without a code', { code: undefined }, foreign],
    ['with another code', { code: 'x'.repeat(43) }, english.connection.outcome.stale],
    [
      'with a word of the server',
      { code: undefined, error: 'invalid_scope' },
      english.connection.outcome.refused,
    ],
    [
      'when the server was busy',
      { code: undefined, error: 'server_error' },
      english.failures.byCode.unavailable,
    ],
  ])('%s', async (_what, changes, message) => {
    const url = await decide(await begin());
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    const page = await back(url);
    expect(page.url.pathname).toBe('/connection');
    expect(page.text).toContain(message);
    expect(await isConnected()).toBe(false);
    // Even the right answer comes too late then: a flow is good for one answer.
    expect((await back(url)).text).toContain(english.connection.noneWaiting);
  });

  it('the second time, and the connection lives on', async () => {
    const url = await decide(await begin());
    await back(url);
    const again = await back(url);
    expect(again.url.pathname).toBe('/connection');
    expect(again.text).toContain(english.connection.noneWaiting);
    expect(await isConnected()).toBe(true);
  });

  it('but for one of twenty that come at once, and that one connects', async () => {
    const url = await decide(await begin());
    const pages = await Promise.all(Array.from({ length: 20 }, () => back(url)));
    const landed = pages.filter((page) => page.url.pathname === '/');
    expect(landed).toHaveLength(1);
    expect(await isConnected()).toBe(true);
  });

  it('after ten minutes', async () => {
    const url = await decide(await begin());
    time = new Date(time.getTime() + 601_000);
    expect((await back(url)).text).toContain(english.connection.late);
    expect(await isConnected()).toBe(false);
  });

  it('in the browser of somebody else', async () => {
    const url = await decide(await begin());
    const eve = visitor(installation.url);
    await eve.register(`eve-${count}`);
    const page = await back(url, eve);
    expect(page.text).toContain(english.connection.noneWaiting);
    expect((await eve.open('/connection')).document.querySelector('main dl')).toBeNull();
  });

  it('after logging out and in again', async () => {
    const url = await decide(await begin());
    await ann.submit(await ann.open('/connection'), '/logout');
    const page = await back(url);
    expect(page.status).toBe(401);
    expect(page.text).toContain(english.connection.sessionOver);
    expect(page.html).not.toContain(url.searchParams.get('code'));
    const loggedIn = await ann.submit(page, '/login', { login: `ann-${count}`, password });
    expect(loggedIn.url.pathname).toBe('/connection');
    expect((await back(url)).text).toContain(english.connection.noneWaiting);
  });

  it('when the memory server is down, and can be asked for again', async () => {
    const url = await decide(await begin());
    await installation.stopServer();
    try {
      expect((await back(url)).text).toContain(english.failures.byCode.unreachable);
    } finally {
      await installation.startServer();
    }
    expect((await back(await decide(await begin()))).url.pathname).toBe('/');
  });
});

it('keeps nothing of a login that can be read', async () => {
  const url = await begin();
  const { rows } = await installation.database.pool.query('select sess from sessions');
  expect(JSON.stringify(rows)).not.toContain(url.searchParams.get('state'));
  await back(await decide(url));
  const { rows: answered } = await installation.database.pool.query(
    'select * from answered_code_flows',
  );
  expect(JSON.stringify(answered)).not.toContain(url.searchParams.get('state'));
});
