import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chosenIn, createMemory, faultOf, fieldOf, idIn, textIn } from './editor-page.js';
import { type Installation, startInstallation } from './installation.js';
import { type Member, member } from './member.js';
import type { Page, Typed } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Member;
let bob: Member;

beforeAll(async () => {
  installation = await startInstallation();
  [ann, bob] = [await member(installation, 'ann'), await member(installation, 'bob')];
  ann.visit.cookies.set('picard-app-zone', 'Europe/Berlin');
  await bob.picard.profile.update({ name: 'Bob', settings: { discoverable: true } });
});
afterAll(() => installation?.close());

describe('a new memory', () => {
  it('is made with everything that was typed, and shown', async () => {
    const group = await ann.picard.groups.create({ name: 'The band' });
    const page = await createMemory(ann.visit, {
      text: '# Rehearsal\r\n\r\nBring the *viola*.',
      tags: 'music, "Bach, J. S.", music',
      category: ' hobby ',
      expiry: 'at',
      expires_time: '2037-07-15T08:30',
      permission: 'shared',
      add_people: 'bob',
      groups: group.id,
    });
    expect(page.status).toBe(200);
    expect(page.document.querySelector('article em')?.text).toBe('viola');
    for (const words of [
      '#Bach, J. S.',
      'hobby',
      '15 Jul 2037, 08:30',
      'Bob (bob)',
      english.memories.detail.group('The band'),
    ]) {
      expect(page.text).toContain(words);
    }
    const memory = await ann.memories.get(idIn(page));
    expect(memory).toMatchObject({
      text: '# Rehearsal\n\nBring the *viola*.',
      tags: ['music', 'Bach, J. S.'],
      category: 'hobby',
      permission: 'shared',
      expirationDate: new Date('2037-07-15T06:30:00Z'),
      sharedWith: { userIds: [bob.id], groupIds: [group.id] },
    });
  });

  it('needs no more than a text, and takes the rest from the settings at the server', async () => {
    const carl = await member(installation, 'carl');
    await carl.picard.profile.update({
      settings: { defaultPermission: 'public', defaultExpiryDays: 10 },
    });
    const form = await carl.visit.open('/memories/new');
    expect(chosenIn(form, 'permission')).toEqual(['public']);
    expect(chosenIn(form, 'expiry')).toEqual(['at']);
    const csrf = form.document.querySelector('[name=_csrf]')?.getAttribute('value') ?? '';
    const page = await carl.visit.send('/memories', {
      method: 'POST',
      headers: { origin: installation.url },
      body: new URLSearchParams({ _csrf: csrf, text: 'quick', submission_id: crypto.randomUUID() }),
    });
    expect(page.url.pathname).toBe('/');
    const [memory] = (await carl.memories.list({})).memories;
    expect(memory).toMatchObject({ text: 'quick', permission: 'public' });
    const days = ((memory?.expirationDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(Math.round(days)).toBe(10);
  });

  it('goes on to where the visitor came from, within this application alone', async () => {
    const form = await ann.visit.open('/memories/new?next=/settings');
    expect((await ann.visit.submit(form, '/memories', { text: 'one' })).url.pathname).toBe(
      '/settings',
    );
    const evil = await ann.visit.open('/memories/new?next=//evil.example/');
    const page = await ann.visit.submit(evil, '/memories', { text: 'two' });
    expect(page.url.pathname).toMatch(/^\/memories\//);
  });

  it.each<[string, Typed, string, string]>([
    ['no text', { text: ' \n ' }, 'text', english.memories.editor.textMissing],
    [
      'too long a text',
      { text: 'x'.repeat(10_001) },
      'text',
      english.memories.editor.textTooLong(10_001, 10_000),
    ],
    ['a text with NUL', { text: 'a\0b' }, 'text', english.memories.editor.textUnreadable],
    [
      'too long a tag',
      { text: 'x', tags: `ok, ${'t'.repeat(65)}` },
      'tags',
      english.memories.editor.tagTooLong('t'.repeat(20), 64),
    ],
    [
      'too many tags',
      { text: 'x', tags: Array.from({ length: 33 }, (_, n) => `t${n}`).join() },
      'tags',
      english.memories.editor.tooManyTags(33, 32),
    ],
    [
      'too long a category',
      { text: 'x', category: 'c'.repeat(65) },
      'category',
      english.memories.editor.categoryTooLong(64),
    ],
    [
      'no time',
      { text: 'x', expiry: 'at', expires_time: '' },
      'expires_time',
      english.memories.editor.timeMissing,
    ],
    [
      'half a time',
      { text: 'x', expiry: 'at', expires_time: '2037-07' },
      'expires_time',
      english.memories.editor.timeMalformed,
    ],
    [
      'a past time',
      { text: 'x', expiry: 'at', expires_time: '2020-01-01T00:00' },
      'expires_time',
      english.memories.editor.timePast,
    ],
    [
      'a skipped time',
      { text: 'x', expiry: 'at', expires_time: '2037-03-29T02:30' },
      'expires_time',
      english.memories.editor.timeSkipped('Europe/Berlin', '29 Mar 2037, 03:00'),
    ],
    [
      'no phrase',
      { text: 'x', expiry: 'phrase' },
      'expires_phrase',
      english.memories.editor.phraseMissing,
    ],
    [
      'an odd phrase',
      { text: 'x', expiry: 'phrase', expires_phrase: 'when pigs fly' },
      'expires_phrase',
      english.memories.editor.phraseProblems.not_understood,
    ],
    [
      'a past phrase',
      { text: 'x', expiry: 'phrase', expires_phrase: 'yesterday' },
      'expires_phrase',
      english.memories.editor.phraseProblems.past,
    ],
    [
      'nobody to share with',
      { text: 'x', permission: 'shared' },
      'add_people',
      english.memories.editor.nobody,
    ],
    [
      'only oneself',
      { text: 'x', permission: 'shared', add_people: 'ann' },
      'add_people',
      english.people.unknown(['ann']),
    ],
    [
      'unknown people',
      { text: 'x', permission: 'shared', add_people: 'bob, zoe' },
      'add_people',
      english.people.unknown(['zoe']),
    ],
  ])('with %s is told at the field, with all that was typed', async (_, typed, name, words) => {
    const before = (await ann.memories.list({ limit: 200 })).memories.length;
    const page = await createMemory(ann.visit, { category: 'kept', ...typed });
    expect(page.status).toBe(422);
    expect(faultOf(page, name)).toMatch(words);
    expect(page.document.querySelector('#editor [role=alert]')?.text).toContain(
      english.memories.editor.faults,
    );
    expect(textIn(page)).toBe(String(typed.text));
    expect(fieldOf(page, 'category')?.getAttribute('value')).toBe(typed.category ?? 'kept');
    expect(fieldOf(page, 'tags')?.getAttribute('value')).toBe(typed.tags ?? '');
    expect((await ann.memories.list({ limit: 200 })).memories).toHaveLength(before);
  });

  it('keeps people who were found while others were not', async () => {
    const page = await createMemory(ann.visit, {
      text: 'x',
      permission: 'shared',
      add_people: 'bob zoe',
    });
    expect(chosenIn(page, 'people')).toEqual([bob.id]);
    expect(fieldOf(page, 'add_people')?.getAttribute('value')).toBe('zoe');
    const done = await ann.visit.submit(page, '/memories', { add_people: '' });
    expect((await ann.memories.get(idIn(done))).sharedWith?.userIds).toEqual([bob.id]);
  });

  it('lets nobody pass who sends rubbish in place of the fields', async () => {
    const page = await createMemory(ann.visit, {
      text: ['first', 'last'],
      permission: 'secret',
      expiry: 'sometimes',
      people: ['no id'],
      zone: 'Nowhere/Else',
      submission_id: 'x',
      base_version: '{"text":1}',
      next: 'javascript:alert(1)',
    });
    expect(page.status).toBe(200);
    const [memory] = (await ann.memories.list({ limit: 1 })).memories;
    expect(memory).toMatchObject({
      text: 'last',
      permission: 'private',
      expirationDate: undefined,
    });
  });
});

describe('the preview', () => {
  const preview = async (form: Page, typed: Record<string, string>) => {
    const fields = new URLSearchParams(typed);
    for (const name of ['_csrf', 'submission_id', 'memory_id', 'base_version']) {
      const value = form.document.querySelector(`#editor [name=${name}]`)?.getAttribute('value');
      if (value) fields.set(name, value);
    }
    return ann.visit.send('/memories/preview', {
      method: 'POST',
      headers: { origin: installation.url },
      body: fields,
    });
  };

  it('shows the page again with the text as it will look and all that was typed, and saves nothing', async () => {
    const before = (await ann.memories.list({ limit: 200 })).memories.length;
    const page = await preview(await ann.visit.open('/memories/new'), {
      text: 'a **bold** word<script>alert(1)</script>',
      tags: 'one',
      permission: 'public',
      expiry: 'phrase',
      expires_phrase: 'end of 2036',
    });
    expect(page.status).toBe(200);
    expect(page.document.querySelector('#preview strong')?.text).toBe('bold');
    expect(page.document.querySelector('#preview script')).toBeNull();
    expect(page.document.querySelector('#preview')?.hasAttribute('hidden')).toBe(false);
    expect(page.document.querySelector('#understood')?.text).toContain('31 December 2036');
    expect(chosenIn(page, 'permission')).toEqual(['public']);
    expect((await ann.memories.list({ limit: 200 })).memories).toHaveLength(before);
    const saved = await ann.visit.submit(page, '/memories');
    expect(await ann.memories.get(idIn(saved))).toMatchObject({
      tags: ['one'],
      permission: 'public',
    });
  });

  it('of a memory that is edited leads back to that memory', async () => {
    const [id = ''] = await ann.add({ text: 'before' });
    const page = await preview(await ann.visit.open(`/memories/${id}?edit=1`), {
      text: 'after',
      permission: 'private',
      expiry: 'never',
    });
    await ann.visit.submit(page, `/memories/${id}`);
    expect((await ann.memories.get(id)).text).toBe('after');
  });

  it('interrupts nobody whose session has ended', async () => {
    const answer = await fetch(`${installation.url}/memories/preview`, {
      method: 'POST',
      headers: { 'hx-request': 'true', origin: installation.url },
      body: new URLSearchParams({ text: 'x' }),
    });
    expect([204, 403]).toContain(answer.status);
  });
});
