import { newId, type UserId } from '@picard-mcp/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { letBeFound, memoryUserOf } from './memory-user.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;
let bob: Visitor;
let annId: UserId;
let bobId: UserId;
let hiddenId: UserId;

beforeAll(async () => {
  installation = await startInstallation();
  const people: Visitor[] = [];
  for (const name of ['ann', 'bob', 'bobby', 'hidden']) {
    const person = visitor(installation.url);
    await person.register(name);
    await person.connect();
    people.push(person);
  }
  [ann, bob] = people as [Visitor, Visitor];
  annId = await letBeFound(installation, 'ann');
  bobId = await letBeFound(installation, 'bob', 'Bob Builder');
  await letBeFound(installation, 'bobby');
  hiddenId = await memoryUserOf(installation, 'hidden');
});
afterAll(() => installation?.close());

const library = (id: UserId) => installation.server.picard.as(id);
const ownGroups = async (id: UserId) => (await library(id).groups.list()).map(({ name }) => name);
const idOf = (page: Page) => page.url.pathname.split('/')[2] ?? '';

async function make(who: Visitor, name: string, members = ''): Promise<Page> {
  const form = await who.open('/groups/new');
  return who.submit(form, '/groups', { name, add_members: members });
}

it('an empty page says what groups are for, and leads to the first one', async () => {
  const page = await ann.open('/groups');
  expect(page.text).toContain(english.groups.empty);
  expect(page.document.querySelector('main a[href="/groups/new"]')?.text).toContain(
    english.groups.createFirst,
  );
});

describe('making a group', () => {
  it('takes members by username, and shows them by name', async () => {
    const made = await make(ann, 'Family', '@BOB, bobby');
    expect(made.status).toBe(200);
    expect(made.text).toContain(english.groups.created('Family'));
    expect(made.text).toContain('Bob Builder (bob)');
    expect(made.text).toContain(english.groups.membersOf(2));
    const list = await ann.open('/groups');
    expect(list.text).toContain(`Family${english.groups.memberCount(2)}`);
  });

  it('names whom it cannot find, makes nothing, and keeps whoever it found and what was typed', async () => {
    const refused = await make(ann, 'Club', 'bob, hidden, nobody-here');
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(english.people.unknown(['hidden', 'nobody-here']));
    expect(await ownGroups(annId)).not.toContain('Club');
    const typed = refused.document.querySelector('[name=add_members]')?.getAttribute('value');
    expect(typed).toBe('hidden, nobody-here');
    const made = await ann.submit(refused, '/groups', { add_members: '' });
    expect(made.text).toContain(english.groups.created('Club'));
    expect(made.text).toContain('Bob Builder (bob)');
  });

  it.each([
    ['', english.groups.nameMissing],
    [' \t ', english.groups.nameMissing],
    ['x'.repeat(101), english.groups.nameTooLong],
    ['FAMILY', english.groups.nameTaken],
  ])('with the name %j is refused beside the field', async (name, message) => {
    const form = await ann.open('/groups/new');
    const page = await ann.submit(form, '/groups', { name, description: 'Keep this.' });
    expect(page.status).toBe(422);
    expect(page.document.querySelector('#error-name')?.text).toContain(message);
    expect(page.document.querySelector('[name=description]')?.text.trim()).toBe('Keep this.');
  });

  it('by one form makes one, and shows it when the form comes again with other content', async () => {
    const form = await ann.open('/groups/new');
    const typed = { name: 'Rowing', add_members: 'bob' };
    const made = await Promise.all([1, 2].map(() => ann.submit(form, '/groups', typed)));
    expect(made.map(({ status }) => status)).toEqual([200, 200]);
    expect(idOf(made[0] as Page)).toBe(idOf(made[1] as Page));
    const told = await ann.submit(form, '/groups', { ...typed, name: 'Sailing' });
    expect(told.status).toBe(409);
    expect(told.document.querySelector('h1')?.text).toBe('Rowing');
    const name = told.document.querySelector('#field-name')?.getAttribute('value');
    expect(name).toBe('Sailing');
    const renamed = await ann.submit(told, `/groups/${idOf(made[0] as Page)}`);
    expect(renamed.document.querySelector('h1')?.text).toBe('Sailing');
  });

  it('by a form whose group was deleted makes another one at the second time', async () => {
    const form = await ann.open('/groups/new');
    const made = await ann.submit(form, '/groups', { name: 'Phoenix' });
    await library(annId).groups.delete(idOf(made));
    const told = await ann.submit(form, '/groups', { name: 'Phoenix' });
    expect(told.status).toBe(422);
    const again = await ann.submit(told, '/groups');
    expect(again.text).toContain(english.groups.created('Phoenix'));
    expect(idOf(again)).not.toBe(idOf(made));
  });

  it('by a form of another site makes nothing', async () => {
    const page = await ann.send('/groups', {
      method: 'POST',
      body: new URLSearchParams({ name: 'Forged' }),
      headers: { origin: 'https://evil.example' },
    });
    expect(page.status).toBe(403);
    expect(await ownGroups(annId)).not.toContain('Forged');
  });
});

describe('a group of one’s own', () => {
  it('is renamed and described; a text of several lines stays one', async () => {
    const page = await make(ann, 'Teem');
    const path = `/groups/${idOf(page)}`;
    const changed = await ann.submit(page, path, { name: 'Team', description: 'One\r\nTwo <b>' });
    expect(changed.text).toContain(english.groups.saved);
    expect(changed.document.querySelector('h1')?.text).toBe('Team');
    const groups = await library(annId).groups.list();
    expect(groups.find(({ name }) => name === 'Team')?.description).toBe('One\nTwo <b>');
    expect(changed.html).not.toContain('Two <b>');
  });

  it('renamed in another tab shows both names, and is saved at the second time', async () => {
    const first = await make(ann, 'Tabs');
    const path = `/groups/${idOf(first)}`;
    const second = await ann.open(path);
    await ann.submit(first, path, { name: 'Of the first' });
    const told = await ann.submit(second, path, { name: 'Of the second' });
    expect(told.status).toBe(409);
    expect(told.document.querySelector('h1')?.text).toBe('Of the first');
    const typed = told.document.querySelector('#field-name')?.getAttribute('value');
    expect(typed).toBe('Of the second');
    const saved = await ann.submit(told, path);
    expect(saved.document.querySelector('h1')?.text).toBe('Of the second');
  });

  it('is renamed though members came in another tab, and by the same form twice', async () => {
    const page = await make(ann, 'Quiet');
    const path = `/groups/${idOf(page)}`;
    await library(annId).groups.addMembers(idOf(page), [bobId]);
    for (const _ of [1, 2]) {
      const saved = await ann.submit(page, path, { name: 'Loud' });
      expect(saved.status).toBe(200);
      expect(saved.text).toContain('Bob Builder (bob)');
    }
  });

  it('gains members, each once, and says so', async () => {
    const page = await make(ann, 'Choir', 'bob');
    const path = `/groups/${idOf(page)}`;
    const nobody = await ann.submit(page, `${path}/members`, { add_members: '' });
    expect(nobody.status).toBe(422);
    expect(nobody.text).toContain(english.groups.nobodyTyped);
    const oneself = await ann.submit(page, `${path}/members`, { add_members: 'ann' });
    expect(oneself.text).toContain(english.groups.addYourself);
    const again = await ann.submit(page, `${path}/members`, { add_members: 'bob' });
    expect(again.text).toContain(english.groups.alreadyMembers);
    const more = await ann.submit(page, `${path}/members`, { add_members: 'bobby bob' });
    expect(more.text).toContain(english.groups.added(['bobby']));
    expect(more.text).toContain(english.groups.memberCount(2));
  });

  it('loses a member by one press, and gets them back by Undo', async () => {
    const page = await make(ann, 'Chess', 'bob');
    const path = `/groups/${idOf(page)}/members`;
    const removed = await ann.submit(page, `${path}/remove`);
    expect(removed.text).toContain(english.groups.removed('Bob Builder (bob)'));
    expect(await ownGroups(bobId)).not.toContain('Chess');
    const again = await ann.submit(page, `${path}/remove`);
    expect(again.status).toBe(200);
    const undone = await ann.submit(removed, path, { members: bobId });
    expect(undone.text).toContain(english.groups.added(['Bob Builder (bob)']));
    expect(await ownGroups(bobId)).toContain('Chess');
  });

  it('calls somebody who does not show themselves “someone”', async () => {
    const { id } = await library(annId).groups.create({ name: 'Ghosts', memberIds: [hiddenId] });
    const page = await ann.open(`/groups/${id}`);
    expect(page.text).toContain(english.people.someone(hiddenId.slice(0, 8)));
  });

  it('shows many members a page at a time', async () => {
    const memberIds = Array.from({ length: 120 }, () => newId<UserId>());
    const { id } = await library(annId).groups.create({ name: 'Crowd', memberIds });
    const shown = new Set<string>();
    for (const page of [1, 2, 3]) {
      const { text, document } = await ann.open(`/groups/${id}?page=${page}`);
      expect(text).toContain(english.groups.pageOf(page, 3));
      for (const field of document.querySelectorAll('[name=member]'))
        shown.add(field.getAttribute('value') ?? '');
    }
    expect([...shown].sort()).toEqual(memberIds.toSorted());
    expect((await ann.open(`/groups/${id}?page=99999`)).text).toContain(
      english.groups.pageOf(3, 3),
    );
    expect((await ann.open(`/groups/${id}?page=x`)).text).toContain(english.groups.pageOf(1, 3));
  });

  it('takes no more than its thousand members, and keeps who was chosen', async () => {
    const memberIds = Array.from({ length: 1_000 }, () => newId<UserId>());
    const { id } = await library(annId).groups.create({ name: 'Full', memberIds });
    const page = await ann.open(`/groups/${id}`);
    const refused = await ann.submit(page, `/groups/${id}/members`, { add_members: 'bob' });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain(english.groups.tooManyMembers);
    expect(refused.document.querySelector('[name=members][checked]')?.getAttribute('value')).toBe(
      bobId,
    );
  });

  it('is deleted after the page has named what becomes of it', async () => {
    const page = await make(ann, 'Book club', 'bob');
    const id = idOf(page);
    const shared = { groupIds: [id] };
    const { memories } = library(annId);
    const alone = { text: 'Only here.', permission: 'shared', sharedWith: shared } as const;
    const { id: memoryId } = await memories.submit(alone);
    await memories.submit({ ...alone, sharedWith: { ...shared, userIds: [bobId] } });
    const question = await ann.open(`/groups/${id}/delete`);
    expect(question.text).toContain(english.groups.deleteMembers(1));
    expect(question.text).toContain(english.groups.deleteShared(2, true));
    expect(question.text).toContain(english.groups.deleteAlone(1));
    expect(await ownGroups(annId)).toContain('Book club');
    const gone = await ann.submit(question, `/groups/${id}/delete`);
    expect(gone.text).toContain(english.groups.deleted('Book club'));
    expect(await ownGroups(annId)).not.toContain('Book club');
    expect((await memories.get(memoryId)).text).toBe('Only here.');
  });
});

describe('a group of somebody else', () => {
  it('is shown to its members, who cannot change it, and can leave', async () => {
    const id = idOf(await make(ann, 'Band', 'bob, bobby'));
    const page = await bob.open(`/groups/${id}`);
    expect(page.text).toContain(english.groups.ownedBy('ann'));
    expect(page.text).not.toContain('bobby');
    expect(page.document.querySelectorAll(`form[action^="/groups/${id}"]`)).toEqual([]);
    expect((await bob.open('/groups')).text).toContain(english.groups.others);
    const question = await bob.open(`/groups/${id}/leave`);
    const left = await bob.submit(question, `/groups/${id}/leave`);
    expect(left.text).toContain(english.groups.left('Band'));
    expect(await ownGroups(bobId)).not.toContain('Band');
  });

  it.each(['00000000-0000-4000-8000-000000000000', 'new%00', '..%2f', "'%22%3E"])(
    'with the id %s is not there',
    async (id) => {
      for (const path of ['', '/delete', '/leave'])
        expect((await bob.open(`/groups/${id}${path}`)).status).toBe(404);
    },
  );
});

describe('suggestions of people', () => {
  const suggested = async (query: string) => {
    const { html } = await ann.open(`/people/suggestions?${new URLSearchParams({ query })}`);
    return [...html.matchAll(/value="([^"]*)"/g)].map(([, value]) => value);
  };

  it('complete the last name that is typed, from three characters on', async () => {
    expect(await suggested('bo')).toEqual([]);
    expect(await suggested('bob')).toEqual(['bob', 'bobby']);
    expect(await suggested('bob, bob')).toEqual(['bob, bobby']);
    expect(await suggested('@bobb')).toEqual(['bobby']);
  });

  it('never hold oneself, nor whoever does not want to be found', async () => {
    expect(await suggested('ann')).toEqual([]);
    expect(await suggested('hidden')).toEqual([]);
  });

  it('are silent for a stranger, for nonsense, and for more than a name can be', async () => {
    const stranger = visitor(installation.url);
    expect((await stranger.open('/people/suggestions?query=bob')).status).toBe(204);
    for (const query of ['', '?query=', '?query=a&query=b', `?query=${'x'.repeat(900)}`])
      expect((await ann.open(`/people/suggestions${query}`)).status).toBe(204);
  });
});

it('what was typed waits in the page while the memory server is down', async () => {
  const form = await ann.open('/groups/new');
  await installation.stopServer();
  const page = await ann.submit(form, '/groups', { name: 'Patience', add_members: 'bob' });
  expect(page.status).toBe(503);
  expect(page.text).toContain('Patience');
  await installation.startServer();
  const made = await ann.submit(page, '/groups');
  expect(made.text).toContain(english.groups.created('Patience'));
  expect(made.text).toContain('Bob Builder (bob)');
});
