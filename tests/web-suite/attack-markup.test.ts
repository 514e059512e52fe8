import { type Script, scriptedModel } from '@picard-mcp/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { askForEvents } from './answer-events.js';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import { letBeFound } from './memory-user.js';
import { routesOf } from './routes.js';
import type { Page } from './visitor.js';

/** Leaves its place, whatever that is: text, an attribute in either kind of quotes, a text field, a comment. */
const evil = `'"></textarea></title><!-- --><b data-planted onclick="x()">x</b><script>x()</script>`;
const short = `"'><b data-planted>`;

const usual: Script = () =>
  `${evil} [m1] [x](javascript:x()) \uE000m1\uE001 <a href="/logout">[m1]</a>`;
let script: Script = usual;

let installation: Installation;
let ann: Member;
let bob: Member;
let ids: Readonly<Record<'memory' | 'group' | 'persona', string>>;

beforeAll(async () => {
  installation = await startInstallation({
    languageModel: scriptedModel((request, options) => script(request, options)),
  });
  ann = await member(installation, 'ann');
  bob = await member(installation, 'bob');
  await ann.picard.profile.update({ bio: evil });
  await letBeFound(installation, 'bob', evil.slice(0, 100));
  const group = await ann.picard.groups.create({
    name: evil.slice(0, 100),
    description: evil,
    memberIds: [bob.id as never],
  });
  const persona = await ann.picard.personas.create({
    name: evil.slice(0, 100),
    description: evil,
    instructions: evil,
    memoryFilter: { tags: [short], category: short },
  });
  const [memory = ''] = await ann.add(
    {
      text: `${evil} zebra &lt;b data-planted&gt; **zebra** ${evil.repeat(12)}`,
      tags: [short, 'zebra'],
      category: short,
      metadata: { [evil]: evil },
      permission: 'shared',
      shared_with: { user_ids: [bob.id], group_ids: [group.id] },
      expiration_date: '2099-01-01T00:00:00.000Z',
    },
    { text: evil, tags: ['sample'], metadata: { sample: true } },
  );
  await bob.add({ text: evil, tags: [short], category: short, permission: 'public' });
  ids = { memory, group: group.id, persona: persona.id };
});
afterAll(() => installation?.close());

/** What in a page could act, and was not put there by the application. */
function planted({ document, html }: Pick<Page, 'document' | 'html'>): readonly string[] {
  const found = document.querySelectorAll('*').flatMap((element) => {
    const { attributes } = element;
    const isForeign =
      'data-planted' in attributes ||
      Object.entries(attributes).some(
        ([name, value]) => /^on|^style$|^hx-on/.test(name) || /^\s*(javascript|data):/i.test(value),
      ) ||
      (element.tagName === 'SCRIPT' && !/^\/assets\//.test(attributes.src ?? '')) ||
      (element.tagName === 'A' && attributes.href === '/logout');
    return isForeign ? [element.toString().slice(0, 200)] : [];
  });
  return /<b data-planted/.test(html) ? [...found, 'in the text of the page'] : found;
}

/** What an address of that kind is about. */
function idIn(pattern: string): string {
  if (pattern.startsWith('/groups')) return ids.group;
  return pattern.startsWith('/personas') ? ids.persona : ids.memory;
}

it('is text in every page, wherever it stands, and in every address', async () => {
  const seen: string[] = [];
  const query = new URLSearchParams({
    ...{ q: `zebra ${evil}`, words: `zebra`, scope: 'visible', category: short, next: evil },
    ...{ action: evil, place: evil, cursor: evil, add_who: evil, add_person: evil, from: evil },
    ...{ tag: short, tags: short, query: evil, by: evil, edit: '1', sample: evil },
  });
  const gets = routesOf(installation).filter(({ method }) => method === 'GET');
  for (const { pattern } of gets) {
    if (/assets|health|export|download|callback/.test(pattern)) continue;
    const path = pattern.replace(':id', idIn(pattern));
    for (const each of [
      path,
      `${path}?${query}`,
      `${path}?${new URLSearchParams({ q: 'zebra', words: 'zebra', tag: short })}`,
    ]) {
      for (const who of [ann, bob]) {
        const page = await who.visit.open(each, { 'accept-language': evil.slice(0, 40) });
        expect(page.status, each).toBeLessThan(500);
        expect(planted(page), each).toEqual([]);
        if (page.status === 200) seen.push(pattern);
      }
    }
  }
  expect(new Set(seen).size).toBeGreaterThan(20);
});

it('is text when a form comes back with it, and in what is told of it', async () => {
  const page = await ann.visit.open('/settings');
  const _csrf = page.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  const last = ['/logout', '/connection/end', '/settings/sessions/end'];
  const fields = {
    ...{ text: evil, tags: short, category: short, add_people: evil, permission: 'shared' },
    ...{ name: evil, description: evil, email: evil, username: evil, login: evil, zone: evil },
    ...{ question: evil, display_name: evil, bio: evil, action: 'tags', step: 'do', add: evil },
    ...{ place: evil, back: evil, next: evil, base_version: evil, submission_id: evil },
    ...{ [evil]: evil, id: ids.memory, expires_phrase: evil, expiry: 'phrase', near: evil },
  };
  for (const { method, pattern } of routesOf(installation)) {
    if (method !== 'POST' || last.includes(pattern) || pattern.endsWith('/delete')) continue;
    for (const token of [_csrf, 'stale']) {
      const path = pattern.replace(':id', idIn(pattern));
      const answered = await ann.visit.send(path, {
        method,
        body: new URLSearchParams({ ...fields, _csrf: token }),
        headers: { origin: installation.url },
      });
      expect(answered.status, path).toBeLessThan(500);
      expect(planted(answered), path).toEqual([]);
      expect(planted(await ann.visit.open('/connection')), path).toEqual([]);
    }
  }
});

it('is text in what a language model writes, as a page and as events', async () => {
  const asked = await ann.visit.open('/personas/ask');
  const page = await ann.visit.submit(asked, '/personas/ask', { question: 'Zebra?' });
  expect(page.text).toContain('data-planted');
  expect(planted(page)).toEqual([]);
  const pieces = [
    'one\r\n\r\nevent: done\ndata: {"text":"<b data-planted>"}\n\n\u2028',
    `${evil} [m1]`,
  ];
  script = async (_request, { onText }) => {
    for (const each of pieces) onText?.(each);
    return pieces.join('');
  };
  const heard = await (await askForEvents(ann.visit, asked, 'Zebra?')).rest();
  expect(heard.filter(({ event }) => event === 'done')).toHaveLength(1);
  expect(heard.at(-1)?.event).toBe('done');
  for (const { event, data } of heard) {
    const html = event === 'text' ? '' : Object.values(data).join('');
    const { document } = await pageOf(html);
    expect(planted({ document, html })).toEqual([]);
  }
  script = usual;
});

it('is text in the report of an import, also as the name of the file', async () => {
  const page = await ann.visit.open('/transfer');
  const _csrf = page.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  for (const [name, content] of [
    [
      `${evil}.jsonl`,
      `{"text":"${'x'.repeat(10_001)}","${short.replaceAll('"', '\\"')}":1}\n{"text":1}`,
    ],
    [`\u202e${short}.csv`, `text,tags\n${evil},${short}\n`],
    [`../../${short}`, `- ${evil}\n`],
  ] as const) {
    const body = new FormData();
    body.append('_csrf', _csrf);
    body.append('file', new Blob([content]), name);
    const sent = { method: 'POST', body, headers: { origin: installation.url } };
    const report = await ann.visit.send('/import', sent);
    expect(report.status).toBeLessThan(500);
    expect(planted(report)).toEqual([]);
    expect(report.html).not.toContain('\u202e');
  }
});

async function pageOf(html: string): Promise<Pick<Page, 'document'>> {
  const { parse } = await import('node-html-parser');
  return { document: parse(html) };
}
