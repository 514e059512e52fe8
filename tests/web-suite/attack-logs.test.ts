import { scriptedModel } from '@picard-mcp/core/testing';
import { describeError } from '@picard-mcp/server/program';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { type Relay, startRelay } from './relay.js';
import { routesOf } from './routes.js';
import { password, type Visitor, visitor } from './visitor.js';

/** Words that stand for everything personal; each is looked for in the log. */
const secrets = {
  text: 'zebrafish-in-the-bath',
  query: 'where-is-the-zebrafish',
  name: 'Hedwig-Courths',
  email: 'hedwig@private.example',
  password: 'correct-horse-of-hedwig',
  wrong: 'almost-the-horse',
} as const;

let relay: Relay;
let installation: Installation;
let ann: Member;

beforeAll(async () => {
  relay = await startRelay();
  installation = await startInstallation({
    configuration: { serviceUrl: relay.url },
    languageModel: scriptedModel(() => {
      throw new Error(secrets.text);
    }),
  });
  relay.target = installation.server.issuer;
  ann = await member(installation, 'ann');
  await ann.add({ text: secrets.text });
});
afterAll(async () => {
  await installation?.close();
  await relay?.close();
});
afterEach(() => {
  relay.meddle = undefined;
});

const everything: Readonly<Record<string, string>> = {
  ...{ text: secrets.text, q: secrets.query, query: secrets.query, question: secrets.query },
  ...{ name: secrets.name, display_name: secrets.name, username: 'hedwig', login: secrets.email },
  ...{ email: secrets.email, password: secrets.password, new_password: secrets.password },
  ...{ current_password: secrets.wrong, memories: 'leave', permission: 'private', bio: '' },
  ...{ default_permission: 'private', default_expiry_days: '', theme: 'auto', zone: 'UTC' },
  ...{ add_people: secrets.name, add_members: secrets.name, tags: secrets.text, format: '' },
  ...{ action: 'tags', step: 'do', add: secrets.text, id: crypto.randomUUID() },
};

/** Sends what is secret to every route, in whatever way it may be sent. */
async function sendEverywhere(visit: Visitor, _csrf: string): Promise<void> {
  const last = ['/logout', '/connection/end', '/settings/sessions/end', '/settings/delete'];
  const query = new URLSearchParams(everything);
  for (const { method, path } of routesOf(installation)) {
    if (last.includes(path)) continue;
    if (method === 'GET') await visit.open(`${path}?${query}`);
    if (method !== 'POST') continue;
    const body = new URLSearchParams({ ...everything, _csrf });
    await visit.send(path, { method, body, headers: { origin: installation.url } });
  }
}

async function tokenOf(visit: Visitor): Promise<string> {
  const { document } = await visit.open('/register');
  return document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
}

/** As the program writes it, with everything that an error holds. */
function written(): string {
  return installation.log
    .map(({ level, message, fields }) => {
      const shown = Object.entries(fields).map(([name, value]) => [
        name,
        value instanceof Error ? describeError(value) : value,
      ]);
      return JSON.stringify([level, message, shown]);
    })
    .join('\n');
}

/** Lines of the log that hold something personal. */
function telling(): readonly string[] {
  const personal = [...Object.values(secrets), password, 'ann@example.org'];
  return written()
    .split('\n')
    .filter(
      (line) =>
        personal.some((each) => line.includes(each)) ||
        // Tokens, and queries of addresses.
        /eyJ[\w-]{10,}|[?&](?:q|query|text)=/.test(line),
    );
}

const page = `<html><body>${Object.values(secrets).join(' ')}</body></html>`;

it.each<[string, Relay['meddle']]>([
  ['the memory server is there', undefined],
  ['the memory server hangs up', async () => 'hang up' as const],
  [
    'something else answers with a page',
    async () => new Response(page, { headers: { 'content-type': 'text/html' } }),
  ],
  [
    'something else answers with an error that repeats what was sent',
    async (_path, _forward, body) => new Response(`${body}${page}`, { status: 500 }),
  ],
  [
    'an answer is JSON that breaks off in the middle of what is secret',
    async (_path, _forward, body) =>
      new Response(`{"status":"success","data":"${secrets.text}" ${secrets.email} ${body}`, {
        headers: { 'content-type': 'application/json' },
      }),
  ],
  [
    'the memory server refuses and repeats what was sent',
    async (_path, _forward, body) =>
      Response.json(
        { status: 'error', error: { code: 'internal', message: `${secrets.text} ${body}` } },
        { status: 500 },
      ),
  ],
])('holds nothing personal while %s', { timeout: 60_000 }, async (_what, meddle) => {
  const stranger = visitor(installation.url);
  const own = await tokenOf(stranger);
  const { document } = await ann.visit.open('/settings');
  const token = document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  relay.meddle = meddle;
  await sendEverywhere(ann.visit, token);
  await sendEverywhere(stranger, own);
  await stranger.submit(await stranger.open('/connection'), '/connection/direct').catch(() => 0);
  await stranger.submit(await stranger.open('/'), '/logout').catch(() => 0);
  expect(telling()).toEqual([]);
});

it('holds nothing personal while the database is down', async () => {
  const token = await tokenOf(visitor(installation.url));
  const { pool } = installation.database;
  const { query } = pool;
  pool.query = ((_text: unknown, values: unknown) =>
    Promise.reject(
      Object.assign(new Error('connection terminated'), { detail: JSON.stringify(values) }),
    )) as typeof query;
  try {
    await sendEverywhere(ann.visit, token);
  } finally {
    pool.query = query;
  }
  expect(written()).toContain('connection terminated');
  expect(telling()).toEqual([]);
});
