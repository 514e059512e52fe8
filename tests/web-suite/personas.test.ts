import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { atServer } from './member.js';
import { connected, createPersona, linkOf, personasOf } from './persona-page.js';
import { type Page, type Visitor, visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;

const typedIn = ({ document }: Page, name: string) => {
  const field = document.querySelector(`#field-${name}`);
  if (field?.tagName === 'TEXTAREA') return field.text.replace(/^\n/, '');
  return (
    field?.getAttribute('value') ?? field?.querySelector('option[selected]')?.getAttribute('value')
  );
};
const errorOf = ({ document }: Page, name: string) =>
  document.querySelector(`#error-${name}`)?.text;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await connected(installation, 'ann');
});
afterAll(() => installation?.close());

describe('personas', () => {
  it('are listed, the default one first, which cannot be deleted', async () => {
    const page = await ann.open('/personas');
    expect(page.document.querySelector('h3')?.text.trim()).toBe(english.personas.isDefault);
    expect(page.text).toContain(`${english.personas.uses} ${english.personas.usesAll}`);
    expect(linkOf(page, english.personas.removeNamed('Default'))).toBe('');
  });

  it('are made with everything that a persona has, and shown in words', async () => {
    const page = await createPersona(ann, {
      name: 'At work',
      description: 'Knows my projects.',
      instructions: '\nBe brief.\r\nAnd formal.',
      permission: 'private',
      tags: 'project, team, project',
      category: 'work',
      memory_permission: 'shared',
      from: '2026-03-29',
      to: '2026-03-29',
      temperature: '0,5',
      max_tokens: '400',
    });
    expect(page.url.pathname).toBe('/personas');
    expect(page.text).toContain(english.personas.saved);
    expect(page.text).toContain(english.personas.usesTags(['project', 'team']));
    expect(page.text).toContain(
      `${english.personas.usesFrom('29 Mar 2026')}, ${english.personas.usesTo('29 Mar 2026')}`,
    );
    const made = (await personasOf(installation, 'ann')).find(({ name }) => name === 'At work');
    expect(made).toMatchObject({
      description: 'Knows my projects.',
      settings: {
        permission: 'private',
        instructions: 'Be brief.\nAnd formal.',
        memoryFilter: {
          tags: ['project', 'team'],
          category: 'work',
          permission: 'shared',
          createdAfter: new Date('2026-03-29T00:00:00Z'),
          createdBefore: new Date('2026-03-30T00:00:00Z'),
        },
        parameters: { temperature: 0.5, maxTokens: 400 },
      },
    });

    const form = await ann.open(linkOf(page, english.personas.editNamed('At work')));
    expect(typedIn(form, 'instructions')).toBe('Be brief.\nAnd formal.');
    expect(typedIn(form, 'memory_permission')).toBe('shared');
    const saved = await ann.submit(form, '/personas/', {});
    expect(saved.text).toContain(english.personas.saved);
    const { settings } = made ?? {};
    const after = (await personasOf(installation, 'ann')).find(
      ({ name }) => name === 'At work',
    )?.settings;
    expect({ ...after, updatedAt: undefined }).toEqual({ ...settings, updatedAt: undefined });
  });

  it('lose what is cleared', async () => {
    await createPersona(ann, {
      name: 'Cleared',
      description: 'x',
      instructions: 'y',
      tags: 'a',
      model: '',
    });
    const form = await ann.open(
      linkOf(await ann.open('/personas'), english.personas.editNamed('Cleared')),
    );
    await ann.submit(form, '/personas/', { description: '', instructions: ' ', tags: '' });
    const cleared = (await personasOf(installation, 'ann')).find(({ name }) => name === 'Cleared');
    expect(cleared?.description).toBeUndefined();
    expect(cleared?.settings).toMatchObject({ instructions: undefined, memoryFilter: {} });
  });

  it('say beside each field what is wrong, and keep what was typed', async () => {
    const page = await createPersona(ann, {
      name: ' ',
      description: 'Stays here',
      instructions: 'Stays too',
      from: '2026-05-02',
      to: '2026-05-01',
      temperature: 'hot',
      max_tokens: '0',
    });
    expect(page.status).toBe(422);
    expect(errorOf(page, 'name')).toBe(english.personas.errors.needed);
    expect(errorOf(page, 'temperature')).toBe(english.personas.errors.temperature);
    expect(errorOf(page, 'max_tokens')).toBe(english.personas.errors.tokens);
    expect(typedIn(page, 'description')).toBe('Stays here');
    expect(typedIn(page, 'instructions')).toBe('Stays too');
    expect(typedIn(page, 'temperature')).toBe('hot');
    const next = await ann.submit(page, '/personas', {
      name: 'N',
      temperature: '',
      max_tokens: '',
    });
    expect(errorOf(next, 'to')).toBe(english.personas.errors.order);
  });

  it('show beside its field what the memory server refuses', async () => {
    const page = await createPersona(ann, { name: 'Modelled', model: 'no-such-model' });
    expect(page.status).toBe(422);
    expect(errorOf(page, 'model')).toContain('picard-extractive-1');
    expect(typedIn(page, 'name')).toBe('Modelled');
    expect((await personasOf(installation, 'ann')).some(({ name }) => name === 'Modelled')).toBe(
      false,
    );
  });

  it('of which one is the default can be changed, and stays the default', async () => {
    const form = await ann.open(
      linkOf(await ann.open('/personas'), english.personas.editNamed('Default')),
    );
    await ann.submit(form, '/personas/', { name: 'Me', permission: 'private' });
    const [first] = await personasOf(installation, 'ann');
    expect(first).toMatchObject({
      name: 'Me',
      isDefault: true,
      settings: { permission: 'private' },
    });
    const refused = await ann.open(`/personas/${first?.id}/delete`);
    expect(refused.url.pathname).toBe('/personas');
    expect(refused.text).toContain(english.personas.defaultStays);
  });

  it('tell the second of two tabs that the first changed one, and lose neither', async () => {
    await createPersona(ann, { name: 'Two tabs', description: 'before' });
    const path = linkOf(await ann.open('/personas'), english.personas.editNamed('Two tabs'));
    const [first, second] = [await ann.open(path), await ann.open(path)];
    await ann.submit(first, '/personas/', { description: 'of the first' });
    const told = await ann.submit(second, '/personas/', { description: 'of the second' });
    expect(told.status).toBe(409);
    expect(told.text).toContain(english.personas.changedElsewhere);
    expect(typedIn(told, 'description')).toBe('of the second');
    expect(told.document.querySelector('[aria-labelledby=saved-now] dd')?.text).toBe(
      'of the first',
    );
    const descriptionNow = async () =>
      (await personasOf(installation, 'ann')).find(({ name }) => name === 'Two tabs')?.description;
    expect(await descriptionNow()).toBe('of the first');
    await ann.submit(told, '/personas/', {});
    expect(await descriptionNow()).toBe('of the second');
  });

  it('are made once by one form, which then changes what it made', async () => {
    const form = await ann.open('/personas/new');
    const typed = {
      name: 'Pressed twice',
      description: 'one',
      tags: 'one, two',
      from: '2026-01-01',
      temperature: '0.5',
    };
    const answers = await Promise.all([1, 2].map(() => ann.submit(form, '/personas', typed)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const told = await ann.submit(form, '/personas', { ...typed, description: 'two' });
    expect(told.status).toBe(409);
    expect(typedIn(told, 'description')).toBe('two');
    expect((await ann.submit(told, '/personas/')).status).toBe(200);
    const made = (await personasOf(installation, 'ann')).filter(
      ({ name }) => name === 'Pressed twice',
    );
    expect(made.map(({ description }) => description)).toEqual(['two']);
  });

  it('keep the conditions that the form has no field for', async () => {
    const { personas } = (await atServer(installation, 'ann')).picard;
    const memoryFilter = { withoutTags: ['secret'], hasExpiry: false };
    const { id } = await personas.create({ name: 'Filtered', memoryFilter });
    const form = await ann.open(`/personas/${id}`);
    await ann.submit(form, `/personas/${id}`, { tags: 'work' });
    const kept = (await personas.list({})).find((persona) => persona.id === id);
    expect(kept?.settings?.memoryFilter).toMatchObject({ ...memoryFilter, tags: ['work'] });
  });

  it('are told of a change by another tab also while the default one was never changed', async () => {
    const dora = await connected(installation, 'dora');
    const path = linkOf(await dora.open('/personas'), english.personas.editNamed('Default'));
    const [first, second] = [await dora.open(path), await dora.open(path)];
    expect((await dora.submit(first, path, { name: 'Of the first' })).status).toBe(200);
    const told = await dora.submit(second, path, { name: 'Of the second' });
    expect(told.status).toBe(409);
    expect((await dora.submit(told, path)).status).toBe(200);
  });

  it('can be saved as new when they were deleted meanwhile', async () => {
    await createPersona(ann, { name: 'Gone', instructions: 'before' });
    const form = await ann.open(
      linkOf(await ann.open('/personas'), english.personas.editNamed('Gone')),
    );
    const { id } =
      (await personasOf(installation, 'ann')).find(({ name }) => name === 'Gone') ?? {};
    await (await atServer(installation, 'ann')).picard.personas.delete(`${id}`);
    const told = await ann.submit(form, '/personas/', { instructions: 'typed for long' });
    expect(told.status).toBe(404);
    expect(told.text).toContain(english.personas.goneMeanwhile);
    const saved = await ann.submit(told, '/personas');
    expect(saved.text).toContain(english.personas.saved);
    const again = (await personasOf(installation, 'ann')).find(({ name }) => name === 'Gone');
    expect(again?.settings?.instructions).toBe('typed for long');
  });

  it('keep what was typed while the memory server is down, and are saved when it is back', async () => {
    const form = await ann.open('/personas/new');
    await installation.stopServer();
    const told = await ann.submit(form, '/personas', {
      name: 'Patient',
      instructions: 'Long text',
    });
    await installation.startServer();
    expect(told.status).toBe(503);
    expect(told.document.querySelector('[role=alert]')?.text).toContain(
      english.failures.byCode.unreachable,
    );
    expect(typedIn(told, 'instructions')).toBe('Long text');
    await ann.submit(told, '/personas');
    const saved = (await personasOf(installation, 'ann')).find(({ name }) => name === 'Patient');
    expect(saved?.settings?.instructions).toBe('Long text');
  });

  it('say that they answer only their owner, when others may not ask', async () => {
    await connected(installation, 'closed');
    const { profile } = (await atServer(installation, 'closed')).picard;
    await profile.update({ settings: { personaEnabled: false } });
    const closed = visitor(installation.url);
    await closed.login('closed');
    expect((await closed.open('/personas')).text).toContain(english.personas.switchedOff);
  });
});

describe('with a connection that may only read', () => {
  it('personas are asked, not changed, and the page says so', async () => {
    const reading = await startInstallation({ scopes: ['memories:read'] });
    try {
      const reader = visitor(reading.url);
      await reader.register('reader');
      await reader.connect();
      const page = await reader.open('/personas');
      expect(page.text).toContain(english.personas.readOnly);
      expect(linkOf(page, english.personas.askNamed('Default'))).toContain('/personas/ask');
      expect(page.html).not.toContain('/personas/new');
      expect(linkOf(page, english.personas.editNamed('Default'))).toBe('');
      expect((await reader.open('/personas/new')).status).toBe(403);
      expect((await reader.open('/search?q=x')).html).not.toContain('/memories/new');
    } finally {
      await reading.close();
    }
  });
});
