import { describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { localEmbedder } from '../builtin/local-embedder/local-embedder.js';
import { PicardError } from '../errors.js';
import { newId, type UserId } from '../ids.js';
import { createPicard } from '../picard.js';
import { memoryStore } from '../testing/index.js';
import { personaScene } from '../testing/persona-scene.js';

describe('an answer', () => {
  it('comes with the memories that it cites, the model and the usage', async () => {
    const { model, mine, remember, alice } = personaScene(
      () => 'A window seat [m1], never a middle one [m9].',
    );
    const seat = await remember('Prefers window seats on long flights.');
    await remember('Collects stamps.');
    const answer = await mine.personas.ask({ prompt: 'Which seats on flights?' });
    expect(answer).toMatchObject({
      response: 'A window seat [m1], never a middle one.',
      memories: [{ id: seat.id, userId: alice, text: seat.text, label: 'm1' }],
      memoriesGiven: 2,
      persona: { id: alice, isDefault: true },
      model: 'scripted',
      usage: { inputTokens: 7, outputTokens: 3 },
      finishReason: 'stop',
    });
    expect(answer.memories[0]?.score).toBeGreaterThan(0.1);
    expect(model.requests[0]).toMatchObject({
      prompt: 'Which seats on flights?',
      maxTokens: 2_000,
    });
  });

  it('without citations comes with every memory that it may rest on', async () => {
    const { mine, remember } = personaScene(() => 'She likes tea and stamps.');
    await remember('Likes tea.');
    await remember('Collects stamps.');
    const { memories } = await mine.personas.ask({ prompt: 'What does she like?' });
    expect(memories.map(({ text }) => text).toSorted()).toEqual(['Collects stamps.', 'Likes tea.']);
  });

  it('comes with no memory when the model says that it used none', async () => {
    const { mine, remember } = personaScene(() => ({ text: 'Nothing fits.', used: [] }));
    await remember('Likes tea.');
    expect(await mine.personas.ask({ prompt: 'What?' })).toMatchObject({ memories: [] });
  });

  it('about oneself is made from all of one’s own that have not expired', async () => {
    const { clock, mine, theirs, remember, given, alice } = personaScene();
    await remember('A private matter.');
    await remember('A public matter.', { permission: 'public' });
    await remember('Soon over.', { expirationDate: '2030-01-01T00:00:10Z' });
    await theirs.memories.submit({ text: 'Of somebody else.', permission: 'public' });
    clock.advance(11_000);
    await mine.personas.ask({ userId: alice, prompt: 'Which matter?' });
    expect(given().toSorted()).toEqual(['A private matter.', 'A public matter.']);
  });

  it('about somebody else is made from what they let the asker read', async () => {
    const { mine, theirs, remember, clock, given, alice, bob } = personaScene();
    const { id } = await mine.groups.create({ name: 'Friends', memberIds: [bob] });
    await remember('Private.');
    await remember('Public.', { permission: 'public' });
    await remember('For Bob.', { permission: 'shared', sharedWith: { userIds: [bob] } });
    await remember('For friends.', { permission: 'shared', sharedWith: { groupIds: [id] } });
    await remember('For another.', { permission: 'shared', sharedWith: { userIds: [newId()] } });
    await remember('Over.', { permission: 'public', expirationDate: '2030-01-01T00:00:10Z' });
    await theirs.memories.submit({ text: 'Bob’s own.' });
    clock.advance(11_000);
    await theirs.personas.ask({ userId: alice, prompt: 'What is there?' });
    expect(given().toSorted()).toEqual(['For Bob.', 'For friends.', 'Public.']);
    await mine.groups.removeMembers(id, [bob]);
    await theirs.personas.ask({ userId: alice, prompt: 'What is there?' });
    expect(given().toSorted()).toEqual(['For Bob.', 'Public.']);
  });

  it('about a user who shows nothing is the same as about nobody', async () => {
    const { theirs, remember, given, alice } = personaScene();
    await remember('Private.');
    const [hidden, nobody] = [alice, newId<UserId>()];
    const answers = [];
    for (const userId of [hidden, nobody]) {
      const { persona, ...answer } = await theirs.personas.ask({ userId, prompt: 'What?' });
      answers.push({ ...answer, name: persona.name });
      expect(given()).toEqual([]);
      await expect(
        theirs.personas.ask({ personaId: userId, prompt: 'What?' }),
      ).rejects.toMatchObject({ code: 'not_found', message: 'There is no such persona.' });
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('skips a damaged memory of another, and does not keep silent about one’s own', async () => {
    const { store, clock, mine, theirs, remember, given, alice } = personaScene();
    await remember('Readable.', { permission: 'public' });
    const { id } = await remember('Damaged.', { permission: 'public' });
    const broken = { id, sealedText: Uint8Array.of(1, 2, 3) };
    await store.memories.update(alice, [broken], { atomic: true, now: clock.now() });
    await theirs.personas.ask({ userId: alice, prompt: 'What is readable?' });
    expect(given()).toEqual(['Readable.']);
    await expect(mine.personas.ask({ prompt: 'What is readable?' })).rejects.toMatchObject({
      code: 'internal',
    });
  });

  it('follows the persona’s filter, instructions and parameters', async () => {
    const { model, mine, remember, given } = personaScene();
    await remember('A meeting on Monday.', { category: 'work', tags: ['plan'] });
    await remember('Work without a plan.', { category: 'work' });
    await remember('A birthday.', { category: 'home', tags: ['plan'] });
    const { id } = await mine.personas.create({
      name: 'At work',
      instructions: 'Be formal.',
      memoryFilter: { category: 'work', tags: ['plan'], createdAfter: '2029-12-31T00:00:00Z' },
      parameters: { temperature: 0.3, maxTokens: 50 },
    });
    await mine.personas.ask({ personaId: id, prompt: 'What is planned?' });
    expect(given()).toEqual(['A meeting on Monday.']);
    expect(model.requests.at(-1)).toMatchObject({ temperature: 0.3, maxTokens: 50 });
    expect(model.requests.at(-1)?.system).toContain(
      '{"name":"At work","instructions":"Be formal."}',
    );
    const parameters = { temperature: 1, maxTokens: 60 };
    await mine.personas.ask({ personaId: id, prompt: 'What?', parameters });
    expect(model.requests.at(-1)).toMatchObject(parameters);
  });

  it('is capped by the operator, in tokens, models and memories', async () => {
    const { model, mine, remember, given } = personaScene(undefined, {
      persona: { maxTokens: 100, models: ['better'], memoryTokens: 30 },
    });
    await remember('Likes green tea in the morning.');
    await remember('Likes black tea in the evening.');
    await remember('Never drinks coffee.');
    await mine.personas.ask({
      prompt: 'Green tea in the morning?',
      parameters: { model: 'better', maxTokens: 32_000 },
    });
    expect(model.requests.at(-1)).toMatchObject({ model: 'better', maxTokens: 100 });
    expect(given()).toEqual(['Likes green tea in the morning.']);
    const dear = { model: 'dear' };
    const refused = { code: 'invalid_input', details: { field: 'parameters.model' } };
    await expect(mine.personas.ask({ prompt: 'What?', parameters: dear })).rejects.toMatchObject(
      refused,
    );
    await expect(mine.personas.create({ name: 'Dear', parameters: dear })).rejects.toMatchObject(
      refused,
    );
  });

  it('is given by the configured model when a persona’s own is no longer allowed', async () => {
    const store = memoryStore();
    const shared = { store, encryptionKeys: generateEncryptionKey() };
    const before = personaScene(undefined, { ...shared, persona: { models: ['old'] } });
    const { id } = await before.mine.personas.create({ name: 'P', parameters: { model: 'old' } });
    const after = personaScene(undefined, shared);
    await after.mine.personas.ask({ personaId: id, prompt: 'What?' });
    expect(after.model.requests[0]?.model).toBeUndefined();
  });

  it('is made from the best memories when not all of them fit', async () => {
    const { mine, given } = personaScene(undefined, { persona: { memoryTokens: 400 } });
    const texts = Array.from({ length: 250 }, (_, index) => ({
      text: `Shopping list ${index}: bread.`,
    }));
    await mine.memories.batchSubmit(texts);
    await mine.memories.submit({ text: 'The violin teacher is called Ingrid.' });
    await mine.memories.batchSubmit(texts);
    await mine.personas.ask({ prompt: 'What is the name of the violin teacher?' });
    const best = given();
    expect(best[0]).toBe('The violin teacher is called Ingrid.');
    expect(best.length).toBeLessThan(30);
    await mine.personas.ask({ prompt: 'What is the name of the violin teacher?', limit: 1 });
    expect(given()).toEqual(['The violin teacher is called Ingrid.']);
  });

  it('never asks for more than the model can take, whatever the texts are', async () => {
    for (const contextTokens of [1_000, 1_300, 2_000, 4_000]) {
      const { model, mine, remember, given } = personaScene(undefined, {
        scripted: { contextTokens },
      });
      for (let length = 10; length < 6_000; length *= 3)
        await remember('茶<>\n'.repeat(length / 4));
      await mine.personas.ask({ prompt: 'Tea?' }).catch((error: PicardError) => {
        expect(error).toMatchObject({ code: 'invalid_input', details: { field: 'prompt' } });
      });
      for (const { system, prompt, maxTokens } of model.requests) {
        const tokens = model.countTokens(system) + model.countTokens(prompt) + maxTokens;
        expect(tokens).toBeLessThanOrEqual(contextTokens);
      }
      if (contextTokens >= 2_000) expect(given().length).toBeGreaterThan(0);
    }
  });

  it('refuses a question that the model cannot take', async () => {
    const { mine } = personaScene(undefined, { scripted: { contextTokens: 3_000 } });
    await expect(mine.personas.ask({ prompt: 'x'.repeat(9_000) })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'prompt' },
    });
  });

  it.each([
    [{}, 'prompt'],
    [{ prompt: 'a', query: 'b' }, 'query'],
    [{ prompt: ' ' }, 'prompt'],
    [{ prompt: 'x', limit: 0 }, 'limit'],
    [{ prompt: 'x', personaId: 'y' }, 'personaId'],
    [{ prompt: 'x', parameters: { temperature: 3 } }, 'parameters.temperature'],
    [{ prompt: 'x', parameters: { maxTokens: 0 } }, 'parameters.maxTokens'],
  ])('to the question %j names the field', async (input, field) => {
    const { mine } = personaScene();
    await expect(mine.personas.ask(input)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field },
    });
  });

  describe('while the embedding service is down', () => {
    const down = () => ({
      ...localEmbedder(),
      embed: async () => {
        throw new PicardError('unavailable', 'down', { retryAfter: 9 });
      },
    });

    it('is made from all memories where these are few', async () => {
      const { mine, remember, given } = personaScene(() => 'Tea [m1].', { embedder: down() });
      await remember('Likes tea.');
      const { memories } = await mine.personas.ask({ prompt: 'Tea?' });
      expect(given()).toEqual(['Likes tea.']);
      expect(memories).toMatchObject([{ text: 'Likes tea.', score: undefined }]);
    });

    it('is unavailable where there are too many to read them all', async () => {
      const { mine } = personaScene(undefined, { embedder: down() });
      await mine.memories.batchSubmit(Array.from({ length: 201 }, (_, n) => ({ text: `n ${n}` })));
      await expect(mine.personas.ask({ prompt: 'Tea?' })).rejects.toMatchObject({
        code: 'unavailable',
        retryAfter: 9,
      });
    });
  });

  it('needs the scope to read', async () => {
    const { picard, alice } = personaScene();
    const { personas } = picard.forPrincipal({ userId: alice, scopes: [] });
    await expect(personas.ask({ prompt: 'x' })).rejects.toMatchObject({
      code: 'insufficient_scope',
    });
  });
});

describe('options of personas', () => {
  it.each([{ maxTokens: 0 }, { memoryTokens: 1.5 }, { deadlineMs: -1 }, { maxTokens: 1e9 }])(
    '%j are refused by name',
    (persona) => {
      const options = { store: memoryStore(), encryptionKeys: generateEncryptionKey(), persona };
      expect(() => createPicard({ ...options, background: false })).toThrow(
        `persona.${Object.keys(persona)[0]}`,
      );
    },
  );
});
