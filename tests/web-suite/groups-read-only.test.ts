import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { memoryUserOf } from './memory-user.js';
import { type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;
let groupId: string;

beforeAll(async () => {
  installation = await startInstallation({ scopes: ['memories:read'] });
  ann = visitor(installation.url);
  await ann.register('ann');
  await ann.connect();
  const id = await memoryUserOf(installation, 'ann');
  ({ id: groupId } = await installation.server.picard.as(id).groups.create({ name: 'Family' }));
});
afterAll(() => installation?.close());

it('a connection that may only read offers no change of groups, and says so', async () => {
  for (const path of ['/groups', `/groups/${groupId}`]) {
    const page = await ann.open(path);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Family');
    expect(page.text).toContain(english.groups.readOnly);
    const main = page.document.querySelector('main');
    expect(main?.querySelectorAll('form')).toEqual([]);
    expect(main?.querySelectorAll('a[href="/groups/new"], a[href$="/delete"]')).toEqual([]);
  }
});

it('a connection that may only read exports, and says why it does not import', async () => {
  const page = await ann.open('/transfer');
  expect(page.text).toContain(english.transfer.readOnly);
  expect(page.document.querySelectorAll('form[action="/import"]')).toEqual([]);
  expect((await ann.open('/export?format=json')).status).toBe(200);
});

it('a connection that may only read is refused a change that is sent all the same', async () => {
  const page = await ann.open('/transfer');
  const _csrf = page.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
  for (const path of ['/groups', `/groups/${groupId}`, `/groups/${groupId}/delete`, '/import']) {
    const body = new URLSearchParams({ _csrf, name: 'Mine', text: '- a' });
    const refused = await ann.send(path, { method: 'POST', body });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain(english.failures.scope['memories:write']);
  }
});
