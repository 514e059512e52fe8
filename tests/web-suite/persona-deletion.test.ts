import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, startInstallation } from './installation.js';
import { connected, createPersona, linkOf, personasOf } from './persona-page.js';
import { storedText } from './stored-text.js';
import type { Visitor } from './visitor.js';
import { english } from './words.js';

let installation: Installation;
let ann: Visitor;

beforeAll(async () => {
  installation = await startInstallation();
  ann = await connected(installation, 'ann');
});
afterAll(() => installation?.close());

describe('deleted personas', () => {
  it('are deleted after a page that says what is lost, and brought back by Undo, once', async () => {
    await createPersona(ann, {
      name: 'Brief',
      instructions: 'Be brief.',
      tags: 'a',
      permission: 'public',
    });
    const confirm = await ann.open(
      linkOf(await ann.open('/personas'), english.personas.removeNamed('Brief')),
    );
    expect(confirm.text).toContain(english.personas.deleteTitle('Brief'));
    expect(confirm.text).toContain(english.personas.deleteKeeps);
    expect((await personasOf(installation, 'ann')).some(({ name }) => name === 'Brief')).toBe(true);

    const deleted = await ann.submit(confirm, '/personas/');
    expect(deleted.text).toContain(english.personas.deleted);
    expect((await personasOf(installation, 'ann')).some(({ name }) => name === 'Brief')).toBe(
      false,
    );

    const restored = await ann.submit(deleted, '/personas/restore');
    expect(restored.text).toContain(english.personas.restored);
    await ann.submit(deleted, '/personas/restore');
    const back = (await personasOf(installation, 'ann')).filter(({ name }) => name === 'Brief');
    expect(back).toHaveLength(1);
    expect(back[0]?.settings).toMatchObject({
      instructions: 'Be brief.',
      memoryFilter: { tags: ['a'] },
    });
  });

  it('are shown anew, not deleted, when another tab changed them since the question', async () => {
    await createPersona(ann, { name: 'Kept' });
    const list = await ann.open('/personas');
    const question = await ann.open(linkOf(list, english.personas.removeNamed('Kept')));
    const form = await ann.open(linkOf(list, english.personas.editNamed('Kept')));
    await ann.submit(form, '/personas/', { name: 'Kept and renamed' });
    const told = await ann.submit(question, '/personas/');
    expect(told.status).toBe(409);
    expect(told.text).toContain(english.personas.deleteTitle('Kept and renamed'));
    const deleted = await ann.submit(told, '/personas/');
    expect(deleted.text).toContain(english.personas.deleted);
  });

  it('stay as they are when they were brought back and changed before a second Undo', async () => {
    await createPersona(ann, { name: 'Undone', description: 'before' });
    const list = await ann.open('/personas');
    const question = await ann.open(linkOf(list, english.personas.removeNamed('Undone')));
    const deleted = await ann.submit(question, '/personas/');
    const restored = await ann.submit(deleted, '/personas/restore');
    const form = await ann.open(linkOf(restored, english.personas.editNamed('Undone')));
    await ann.submit(form, '/personas/', { description: 'after' });
    const again = await ann.submit(deleted, '/personas/restore');
    expect(again.text).toContain(english.personas.notRestored);
    const all = (await personasOf(installation, 'ann')).filter(({ name }) => name === 'Undone');
    expect(all.map(({ description }) => description)).toEqual(['after']);
  });

  it('cannot be brought back by anybody else, nor from what was made up', async () => {
    await createPersona(ann, { name: 'Mine alone' });
    const confirm = await ann.open(
      linkOf(await ann.open('/personas'), english.personas.removeNamed('Mine alone')),
    );
    const deleted = await ann.submit(confirm, '/personas/');
    const sealed = deleted.document
      .querySelector('form[action="/personas/restore"] [name=persona]')
      ?.getAttribute('value');
    const thief = await connected(installation, 'thief');
    await createPersona(thief, { name: 'Decoy' });
    const own = await thief.submit(
      await thief.open(
        linkOf(await thief.open('/personas'), english.personas.removeNamed('Decoy')),
      ),
      '/personas/',
    );
    for (const persona of [sealed ?? '', 'made up', '']) {
      const told = await thief.submit(own, '/personas/restore', { persona });
      expect(told.text).toContain(english.personas.notRestored);
    }
    expect((await personasOf(installation, 'thief')).map(({ name }) => name)).toEqual([
      english.personas.isDefault,
    ]);
  });

  it('stay out of the application’s own database and log', async () => {
    const word = 'Zanzibar-Quokka';
    await createPersona(ann, { name: word, instructions: word, description: word });
    const confirm = await ann.open(linkOf(await ann.open('/personas'), `Delete ${word}`));
    const deleted = await ann.submit(confirm, '/personas/');
    expect(deleted.text).toContain(english.personas.deleted);
    const stored = await storedText(installation);
    expect(stored).toContain('sessions {');
    expect(stored).not.toContain(word);
  });
});
