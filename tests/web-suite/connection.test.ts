import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Relay, startRelay } from './relay.js';
import { type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let relay: Relay;
let installation: Installation;
let ann: Visitor;
let count = 0;

beforeAll(async () => {
  relay = await startRelay();
  installation = await startInstallation({ configuration: { serviceUrl: relay.url } });
  relay.target = installation.server.url;
});
afterAll(async () => {
  await installation?.close();
  await relay?.close();
});

beforeEach(async () => {
  count += 1;
  relay.meddle = undefined;
  relay.paths.length = 0;
  ann = visitor(installation.url);
  await ann.register(`ann-${count}`);
});

/** Connects directly; answers the token that the memory server gave, which no page shows. */
async function connect(choices: Record<string, string> = {}): Promise<string> {
  let token = '';
  relay.meddle = async (path, forward) => {
    const answer = await forward();
    if (path === '/api/user-tokens/user-token') {
      ({ access_token: token } = (await answer.clone().json()) as { access_token: string });
    }
    return answer;
  };
  const done = await ann.submit(await ann.open('/connection'), '/connection/direct', choices);
  relay.meddle = undefined;
  expect(done.status).toBe(200);
  expect(token).not.toBe('');
  return token;
}

async function statusWith(token: string): Promise<number> {
  const { status } = await fetch(`${installation.server.url}/api/users/me`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return status;
}

/** As the memory server would refuse. */
function refusal(status: number, code: string, headers: Record<string, string> = {}) {
  return Response.json({ status: 'error', error: { code, message: 'No.' } }, { status, headers });
}

describe('the connection page of somebody who is not connected', () => {
  it('says what connecting means, where the memories lie, and offers both ways', async () => {
    const page = await ann.open('/connection');
    expect(page.status).toBe(200);
    expect(page.text).toContain(english.connection.lead(new URL(installation.server.issuer).host));
    expect(page.text).toContain(new URL(installation.server.issuer).host);
    const forms = page.document.querySelectorAll('main form');
    expect(forms.map((form) => form.getAttribute('action'))).toEqual([
      '/connection/direct',
      '/connection/code',
    ]);
  });

  it('is for people with an account here', async () => {
    const stranger = await visitor(installation.url).open('/connection');
    expect(stranger.status).toBe(401);
    expect(stranger.document.querySelector('[name=password]')).not.toBeNull();
  });
});

describe('connecting with one click', () => {
  it('connects to read and to write, and says so', async () => {
    const token = await connect();
    expect(await statusWith(token)).toBe(200);
    const page = await ann.open('/connection');
    expect(page.text).toContain(english.connection.by.direct);
    expect(page.text).toContain(english.connection.mayRead);
    expect(page.text).toContain(english.connection.mayWrite);
    expect(page.text).not.toContain(english.connection.notAllowed);
    expect(page.document.querySelector('main dl time')?.getAttribute('datetime')).toMatch(/Z$/);
  });

  it('connects to read alone, if that is chosen', async () => {
    await connect({ access: 'read' });
    const page = await ann.open('/connection');
    expect(page.text).toContain(`${english.connection.notAllowed} ${english.connection.mayWrite}`);
  });

  it('asks for the least when the choice cannot be understood', async () => {
    await connect({ access: 'everything' });
    expect((await ann.open('/connection')).text).toContain(english.connection.notAllowed);
  });

  it('again ends the connection that was there', async () => {
    const former = await connect();
    const present = await connect({ access: 'read' });
    expect(await statusWith(former)).toBe(401);
    expect(await statusWith(present)).toBe(200);
  });

  it.each([
    ['is switched off', refusal(403, 'permission_denied'), 403, english.connection.directRefused],
    [
      'is refused to a stranger',
      refusal(401, 'unauthenticated'),
      503,
      english.failures.byCode.unregistered,
    ],
    [
      'meets a server in trouble',
      refusal(503, 'unavailable', { 'retry-after': '9' }),
      503,
      english.failures.retryIn(9),
    ],
    [
      'meets something else',
      new Response('<p>Hello', { status: 200 }),
      503,
      english.failures.byCode.unreachable,
    ],
    [
      'meets a redirect',
      new Response(null, { status: 302, headers: { location: '/x' } }),
      503,
      english.failures.byCode.unreachable,
    ],
  ])(
    'that %s leaves a page that says why, with what was chosen',
    async (_why, answer, status, reason) => {
      relay.meddle = async () => answer;
      const page = await ann.submit(await ann.open('/connection'), '/connection/direct', {
        access: 'read',
      });
      expect(page.status).toBe(status);
      expect(page.document.querySelector('[role=alert]')?.text).toContain(reason);
      expect(page.document.querySelector('#read-only-direct')?.hasAttribute('checked')).toBe(true);
      expect(page.document.querySelector('form[action="/connection/code"]')).not.toBeNull();
      expect(relay.paths).not.toContain('/x');
    },
  );

  it('works when the memory server is back', async () => {
    relay.meddle = async () => 'hang up';
    const failed = await ann.submit(await ann.open('/connection'), '/connection/direct');
    expect(failed.status).toBe(503);
    relay.meddle = undefined;
    const done = await ann.submit(failed, '/connection/direct');
    expect(done.text).toContain(english.connection.connected.write);
  });
});

describe('disconnecting', () => {
  it('says first what it means, then ends the connection here and at the memory server', async () => {
    const token = await connect();
    const question = await ann.open('/connection/end');
    for (const means of english.connection.endMeans) expect(question.text).toContain(means);
    expect(await statusWith(token)).toBe(200);
    const done = await ann.submit(question, '/connection/end');
    expect(done.url.pathname).toBe('/connection');
    expect(done.text).toContain(english.connection.ended);
    expect(done.document.querySelector('form[action="/connection/direct"]')).not.toBeNull();
    expect(await statusWith(token)).toBe(401);
  });

  it('forgets the tokens also when the memory server cannot be told, and says so', async () => {
    await connect();
    relay.meddle = async () => 'hang up';
    const done = await ann.submit(await ann.open('/connection/end'), '/connection/end');
    expect(done.text).toContain(english.connection.endedHere);
    expect(done.document.querySelector('main dl')).toBeNull();
  });

  it('of somebody who is not connected any more changes nothing', async () => {
    await connect();
    const question = await ann.open('/connection/end');
    await ann.submit(question, '/connection/end');
    expect((await ann.submit(question, '/connection/end')).text).toContain(
      english.connection.ended,
    );
  });

  it('needs a form of this application', async () => {
    const token = await connect();
    const forged = await ann.send('/connection/end', {
      method: 'POST',
      body: new URLSearchParams(),
    });
    expect(forged.status).toBe(403);
    expect(await statusWith(token)).toBe(200);
  });
});

it('keeps the secret and the tokens out of the log and the pages', async () => {
  const token = await connect();
  relay.meddle = async () => refusal(401, 'unauthenticated');
  await ann.submit(await ann.open('/connection'), '/connection/direct');
  const page = await ann.open('/connection');
  const log = JSON.stringify(installation.log);
  expect(log).not.toContain(token);
  expect(page.html).not.toContain(token);
});
