import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type PersonaId, type UserId } from '../ids.js';
import { limits } from '../limits.js';
import { createPicard, type Picard } from '../picard.js';
import type { Store } from '../ports/store.js';
import { memoryStore, scriptedModel, type TestClock, testClock } from '../testing/index.js';
import type { PersonaService } from './persona-service.js';

const notFound = { code: 'not_found', message: 'There is no such persona.' };

describe('personas', () => {
  let alice: UserId;
  let clock: TestClock;
  let store: Store;
  let picard: Picard;
  let mine: PersonaService;
  let theirs: PersonaService;

  beforeEach(() => {
    alice = newId();
    clock = testClock();
    store = memoryStore();
    picard = createPicard({
      store,
      encryptionKeys: generateEncryptionKey(),
      languageModel: scriptedModel(),
      clock,
      background: false,
    });
    mine = picard.as(alice).personas;
    theirs = picard.as(newId()).personas;
  });

  const full = {
    name: '  At work ',
    description: 'Projects.',
    instructions: 'Be brief.\nBe kind.',
    permission: 'private',
    memoryFilter: {
      tags: ['b', 'a', 'b'],
      category: 'work',
      permission: 'public',
      createdAfter: '2026-01-01T00:00:00+01:00',
      createdBefore: new Date('2027-01-01T00:00:00Z'),
    },
    parameters: { model: 'scripted', temperature: 0, maxTokens: 10 },
  } as const;

  it('are given back as they were made', async () => {
    const created = await mine.create(full);
    expect(created).toEqual({
      created: true,
      id: created.id,
      userId: alice,
      name: 'At work',
      description: 'Projects.',
      isDefault: false,
      settings: {
        permission: 'private',
        instructions: 'Be brief.\nBe kind.',
        memoryFilter: {
          tags: ['b', 'a'],
          category: 'work',
          permission: 'public',
          createdAfter: new Date('2025-12-31T23:00:00Z'),
          createdBefore: new Date('2027-01-01T00:00:00Z'),
        },
        parameters: { model: 'scripted', temperature: 0, maxTokens: 10 },
        createdAt: clock.now(),
        updatedAt: clock.now(),
      },
    });
    expect({ ...(await mine.list())[1], created: true }).toEqual(created);
  });

  it('begin with a default one that every user has', async () => {
    const { id } = await mine.create({ name: 'Another' });
    expect(await mine.list()).toMatchObject([
      { id: alice, userId: alice, isDefault: true, settings: { permission: 'public' } },
      { id, isDefault: false },
    ]);
    expect(await theirs.list({ userId: alice })).toMatchObject([{ id: alice }, { id }]);
    expect(await theirs.list({ userId: newId() })).toMatchObject([{ isDefault: true }]);
  });

  it('may have their default changed, which stays first and keeps its id', async () => {
    await mine.create({ name: 'Older' });
    clock.advance(1_000);
    const changed = await mine.update({ personaId: alice, instructions: 'Speak as a pirate.' });
    expect(changed).toMatchObject({ id: alice, isDefault: true, name: 'Default' });
    expect(await mine.list()).toMatchObject([
      { id: alice, settings: { instructions: 'Speak as a pirate.', createdAt: clock.now() } },
      { name: 'Older' },
    ]);
    await expect(mine.delete(alice)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'personaId' },
    });
  });

  it('keep what a change does not name, and lose what it clears', async () => {
    const { id, settings } = await mine.create(full);
    clock.advance(5);
    const renamed = await mine.update({ personaId: id, name: 'Office' });
    expect(renamed).toMatchObject({
      name: 'Office',
      description: 'Projects.',
      settings: { ...settings, updatedAt: clock.now() },
    });
    const cleared = await mine.update({
      personaId: id,
      description: null,
      instructions: null,
      memoryFilter: null,
      parameters: null,
      permission: 'public',
    });
    expect(cleared).toMatchObject({ name: 'Office', description: undefined });
    expect(cleared.settings).toMatchObject({ memoryFilter: {}, parameters: {} });
    expect(cleared.settings?.updatedAt).toEqual(new Date(clock.now().getTime() + 1));
    await expect(mine.update({ personaId: id })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'input' },
    });
  });

  it('lose no change of 12 that come at once', async () => {
    const fields = [
      { name: 'N' },
      { description: 'D' },
      { instructions: 'I' },
      { permission: 'private' as const },
      { memoryFilter: { category: 'c' } },
      { parameters: { temperature: 1 } },
    ];
    const { id } = await mine.create({ name: 'P' });
    for (const personaId of [id, alice]) {
      await Promise.all(fields.map((field) => mine.update({ personaId, ...field })));
      const persona = (await mine.list()).find((each) => each.id === personaId);
      expect(persona).toMatchObject({
        name: 'N',
        description: 'D',
        settings: {
          instructions: 'I',
          permission: 'private',
          memoryFilter: { category: 'c' },
          parameters: { temperature: 1 },
        },
      });
    }
  });

  it('show others their name and description, and nothing of their instructions', async () => {
    const secret = 'Never mention the surprise party.';
    await mine.create({ name: 'Social', description: 'Friends.', instructions: secret });
    const seen = await theirs.list({ userId: alice });
    expect(seen[1]).toMatchObject({ name: 'Social', description: 'Friends.', settings: undefined });
    expect(JSON.stringify(seen)).not.toContain('party');
    const { persona } = await theirs.ask({ personaId: seen[1]?.id, prompt: 'Who are you?' });
    expect(persona).toEqual(seen[1]);
  });

  it('that are private are for others as if they were not there', async () => {
    const { id } = await mine.create({ name: 'Diary', permission: 'private' });
    expect(await theirs.list({ userId: alice })).toMatchObject([{ id: alice }]);
    for (const personaId of [id, newId()]) {
      const questions = [{ personaId }, { personaId, userId: alice }];
      for (const question of questions) {
        await expect(theirs.ask({ ...question, prompt: 'x' })).rejects.toMatchObject(notFound);
      }
    }
    await expect(mine.ask({ personaId: id, prompt: 'x' })).resolves.toMatchObject({
      persona: { name: 'Diary' },
    });
    await mine.update({ personaId: alice, permission: 'private' });
    expect(await theirs.list({ userId: alice })).toEqual([]);
    await expect(theirs.ask({ userId: alice, prompt: 'x' })).rejects.toMatchObject(notFound);
  });

  it('cannot be changed, deleted or taken over by others', async () => {
    const { id } = await mine.create({ name: 'Mine' });
    for (const personaId of [id, alice, newId()]) {
      await expect(theirs.update({ personaId, name: 'X' })).rejects.toMatchObject(notFound);
      await expect(theirs.delete(personaId)).rejects.toMatchObject(notFound);
    }
    await mine.update({ personaId: alice, name: 'Me' });
    await expect(theirs.update({ personaId: alice, name: 'X' })).rejects.toMatchObject(notFound);
    expect(await mine.list()).toMatchObject([{ name: 'Me' }, { name: 'Mine' }]);
  });

  it('are not asked in the name of another user', async () => {
    const { id } = await mine.create({ name: 'Mine' });
    const question = { userId: newId(), personaId: id, prompt: 'x' };
    await expect(mine.ask(question)).rejects.toMatchObject(notFound);
  });

  it('are gone once they are deleted', async () => {
    const { id } = await mine.create({ name: 'Short-lived' });
    await mine.delete(id);
    await expect(mine.delete(id)).rejects.toMatchObject(notFound);
    await expect(mine.ask({ personaId: id, prompt: 'x' })).rejects.toMatchObject(notFound);
    expect(await mine.list()).toHaveLength(1);
  });

  it('are at most so many', async () => {
    for (let count = 0; count < limits.personas; count += 1) await mine.create({ name: 'P' });
    await expect(mine.create({ name: 'One more' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(theirs.create({ name: 'First' })).resolves.toMatchObject({ name: 'First' });
  });

  it('lie in the store as ciphertext that opens in its own place only', async () => {
    const { id } = await mine.create({ name: 'Violet', instructions: 'Marmalade' });
    const other = await mine.create({ name: 'Other' });
    const stored = await store.personas.find(id);
    expect(Buffer.from(stored?.sealed ?? []).toString('latin1')).not.toMatch(/Violet|Marmalade/);
    const moved = { ...(await store.personas.find(other.id)), sealed: stored?.sealed };
    await store.personas.remove(alice, other.id);
    await store.personas.insert(moved as never, { maxPersonas: 100 });
    await expect(mine.list()).rejects.toMatchObject({ code: 'internal' });
    expect(await theirs.list({ userId: alice })).toMatchObject([{ id: alice }, { id }]);
    await expect(theirs.ask({ personaId: other.id, prompt: 'x' })).rejects.toMatchObject(notFound);
    await mine.delete(other.id as PersonaId);
    expect(await mine.list()).toHaveLength(2);
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(limits.personaName + 1) }, 'name'],
    [{ name: 'a\0b' }, 'name'],
    [{ name: 'P', description: 'x'.repeat(limits.personaDescription + 1) }, 'description'],
    [{ name: 'P', instructions: 'x'.repeat(limits.personaInstructions + 1) }, 'instructions'],
    [{ name: 'P', instructions: '\ud800' }, 'instructions'],
    [{ name: 'P', permission: 'shared' }, 'permission'],
    [{ name: 'P', memoryFilter: { tags: [''] } }, 'memoryFilter.tags[0]'],
    [{ name: 'P', memoryFilter: { createdAfter: 'today' } }, 'memoryFilter.createdAfter'],
    [{ name: 'P', memoryFilter: { userId: newId() } }, 'memoryFilter.userId'],
    [{ name: 'P', parameters: { temperature: -0.1 } }, 'parameters.temperature'],
    [{ name: 'P', parameters: { maxTokens: limits.answerTokens + 1 } }, 'parameters.maxTokens'],
    [{ name: 'P', parameters: { model: 'expensive' } }, 'parameters.model'],
    [{ name: 'P', parameters: { system: 'x' } }, 'parameters.system'],
  ])('are not made of %j', async (input, field) => {
    await expect(mine.create(input as never)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field },
    });
    expect(await mine.list()).toHaveLength(1);
  });

  it('need the scope to write for every change', async () => {
    const reading = picard.forPrincipal({ userId: alice, scopes: ['memories:read'] }).personas;
    const denied = { code: 'insufficient_scope' };
    await expect(reading.create({ name: 'P' })).rejects.toMatchObject(denied);
    await expect(reading.update({ personaId: alice, name: 'P' })).rejects.toMatchObject(denied);
    await expect(reading.delete(newId())).rejects.toMatchObject(denied);
    await expect(reading.list()).resolves.toHaveLength(1);
  });
});
