import { describe, expect, it } from 'vitest';
import { newId, type UserId } from '../ids.js';
import { personaScene } from '../testing/persona-scene.js';

const conflict = { code: 'conflict' };

describe('a persona with an id of the caller’s choice', () => {
  const content = {
    name: ' Host ',
    description: '',
    instructions: 'Be brief.',
    memoryFilter: { tags: ['a'], category: undefined, createdAfter: '2026-01-01T00:00:00Z' },
    parameters: { temperature: 0 },
  };

  it('is created once, and returned to each call with the same content', async () => {
    const { mine, clock } = personaScene();
    const id = newId();
    const first = await mine.personas.create({ id: id.toUpperCase(), ...content });
    expect(first).toMatchObject({ id, name: 'Host', created: true });
    clock.advance(1_000);
    const same = { ...first, created: false };
    expect(await mine.personas.create({ id, ...content })).toEqual(same);
    expect(await mine.personas.create({ id, name: 'Host' })).toEqual(same);
    expect(await mine.personas.list()).toHaveLength(2);
  });

  it.each([
    { name: 'Guest' },
    { description: 'For guests.' },
    { instructions: '' },
    { permission: 'private' as const },
    { memoryFilter: { tags: ['a'] } },
    { memoryFilter: {} },
    { parameters: { temperature: 1 } },
  ])('conflicts with other content, %j, and shows what is stored', async (other) => {
    const { mine } = personaScene();
    const id = newId();
    await mine.personas.create({ id, ...content });
    await expect(mine.personas.create({ id, ...content, ...other })).rejects.toMatchObject({
      ...conflict,
      details: { current: { id, name: 'Host', instructions: 'Be brief.' } },
    });
  });

  it('conflicts with somebody else’s, of which nothing is told', async () => {
    const { mine, theirs } = personaScene();
    const id = newId();
    await mine.personas.create({ id, ...content });
    const error = await theirs.personas.create({ id, ...content }).catch((thrown) => thrown);
    expect(error).toMatchObject({ ...conflict, details: { field: 'id' } });
    expect(error.details.current).toBeUndefined();
    expect(await theirs.personas.list()).toHaveLength(1);
  });

  it('cannot have the id of a default persona', async () => {
    const { mine, theirs, alice } = personaScene();
    await expect(mine.personas.create({ id: alice, name: 'P' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'id' },
    });
    await mine.personas.update({ personaId: alice, name: 'Me' });
    await expect(theirs.personas.create({ id: alice, name: 'P' })).rejects.toMatchObject(conflict);
  });

  it('never comes between a user and their default persona', async () => {
    const late = newId<UserId>();
    const { picard, theirs } = personaScene();
    await theirs.personas.create({ id: late, name: 'Impostor' });
    const { personas } = picard.as(late);
    const question = { prompt: 'Who are you?' };
    for (const asked of [{}, { userId: 'me' }, { personaId: 'me' }, { personaId: late }]) {
      const { persona } = await personas.ask({ ...asked, ...question });
      expect(persona).toMatchObject({ userId: late, isDefault: true });
    }
    expect(await personas.update({ personaId: late, name: 'Mine' })).toMatchObject({
      userId: late,
      isDefault: true,
    });
    const { persona } = await theirs.personas.ask({ personaId: late, ...question });
    expect(persona).toMatchObject({ userId: late, name: 'Mine' });
  });

  it('is one of 20 calls at once', async () => {
    const { mine } = personaScene();
    const id = newId();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => mine.personas.create({ id, ...content })),
    );
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(answers.map(({ id: each }) => each))).toEqual(new Set([id]));
    expect(await mine.personas.list()).toHaveLength(2);
  });
});

describe('a change of a persona that expects a state', () => {
  it('is made if the persona is in it, and conflicts with the present one if not', async () => {
    const { mine } = personaScene();
    const { id, settings } = await mine.personas.create({ name: 'P' });
    const expectedUpdatedAt = settings?.updatedAt;
    const changed = await mine.personas.update({ personaId: id, name: 'Q', expectedUpdatedAt });
    expect(changed).toMatchObject({ name: 'Q' });
    const refusal = { ...conflict, details: { current: { id, name: 'Q' } } };
    for (const expected of [expectedUpdatedAt, null]) {
      const change = { personaId: id, name: 'R', expectedUpdatedAt: expected };
      await expect(mine.personas.update(change)).rejects.toMatchObject(refusal);
    }
    const old = expectedUpdatedAt ? { expectedUpdatedAt } : {};
    await expect(mine.personas.delete(id, old)).rejects.toMatchObject(refusal);
    const now = changed.settings?.updatedAt?.toISOString() ?? '';
    await mine.personas.delete(id, { expectedUpdatedAt: now });
    expect(await mine.personas.list()).toHaveLength(1);
  });

  it('may expect a default persona that was never changed, by null', async () => {
    const { mine, alice: personaId, clock } = personaScene();
    const change = { personaId, name: 'Me' };
    await expect(
      mine.personas.update({ ...change, expectedUpdatedAt: clock.now() }),
    ).rejects.toMatchObject({ ...conflict, details: { current: { updated_at: null } } });
    const answers = await Promise.allSettled(
      ['A', 'B', 'C'].map((name) =>
        mine.personas.update({ personaId, name, expectedUpdatedAt: null }),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(
      mine.personas.update({ ...change, expectedUpdatedAt: null }),
    ).rejects.toMatchObject({ ...conflict, details: { current: { is_default: true } } });
  });

  it('is one of 20 at once', async () => {
    const { mine } = personaScene();
    const { id, settings } = await mine.personas.create({ name: 'P' });
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        mine.personas.update({
          ...{ personaId: id, name: `P${index}`, expectedUpdatedAt: settings?.updatedAt },
        }),
      ),
    );
    const made = answers.findIndex(({ status }) => status === 'fulfilled');
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await mine.personas.list()).toMatchObject([{}, { name: `P${made}` }]);
  });

  it('names something to change besides the state', async () => {
    const { mine, alice } = personaScene();
    await expect(
      mine.personas.update({ personaId: alice, expectedUpdatedAt: null }),
    ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'input' } });
  });
});

describe('me', () => {
  it('names the caller where a user or a persona is asked', async () => {
    const { mine, theirs, alice, bob, remember } = personaScene();
    await remember('Likes plums.');
    for (const asked of [
      { userId: 'me' },
      { personaId: 'me' },
      { userId: 'me', personaId: 'me' },
    ]) {
      const { persona } = await mine.personas.ask({ ...asked, prompt: 'Plums?' });
      expect(persona).toMatchObject({ id: alice, userId: alice });
      const { persona: other } = await theirs.personas.ask({ ...asked, prompt: 'Plums?' });
      expect(other).toMatchObject({ id: bob });
    }
    await expect(mine.personas.ask({ userId: 'you', prompt: 'x' })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'userId' },
    });
  });
});
