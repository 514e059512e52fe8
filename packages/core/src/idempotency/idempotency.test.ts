import { describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { PicardError } from '../errors.js';
import type { Store } from '../ports/store.js';
import { memoryStore } from '../testing/memory-store.js';
import { personaScene } from '../testing/persona-scene.js';
import type { Principal } from '../token/principal.js';

const create = { operation: 'create_persona', input: { name: 'P' }, key: 'key-1' };
const encryptionKeys = generateEncryptionKey();
const underWay = { code: 'conflict', retryAfter: expect.any(Number) };

describe('a call with an idempotency key', () => {
  it('is carried out once, and its output returned to each repetition', async () => {
    const { mine } = personaScene();
    const first = await mine.executeOnce(create);
    expect(first).toMatchObject({ isReplayed: false, output: { name: 'P', created: true } });
    expect(await mine.executeOnce(create)).toEqual({ output: first.output, isReplayed: true });
    expect(await mine.personas.list()).toHaveLength(2);
  });

  it('is refused with another input, and made with another key', async () => {
    const { mine } = personaScene();
    await mine.executeOnce(create);
    await expect(mine.executeOnce({ ...create, input: { name: 'Q' } })).rejects.toMatchObject({
      code: 'unprocessable',
    });
    const other = await mine.executeOnce({ ...create, key: 'key-2' });
    expect(other).toMatchObject({ isReplayed: false, output: { created: true } });
  });

  it('is apart from the same key of another user, client and operation', async () => {
    const { picard, alice, bob } = personaScene();
    const principals: Principal[] = [
      { userId: alice, scopes: ['memories:write'] },
      { userId: alice, scopes: ['memories:write'], clientId: 'a' },
      { userId: alice, scopes: ['memories:write'], clientId: 'b' },
      { userId: bob, scopes: ['memories:write'], clientId: 'b' },
    ];
    for (const principal of principals) {
      const bound = picard.forPrincipal(principal);
      expect(await bound.executeOnce(create)).toMatchObject({ isReplayed: false });
    }
    const input = { name: 'G' };
    const group = await picard
      .as(alice)
      .executeOnce({ ...create, operation: 'create_group', input });
    expect(group).toMatchObject({ isReplayed: false });
    expect(await picard.as(alice).personas.list()).toHaveLength(4);
  });

  it('is forgotten after 24 hours', async () => {
    const { mine, clock } = personaScene();
    const first = await mine.executeOnce(create);
    clock.advance(24 * 3600_000 - 1);
    expect(await mine.executeOnce(create)).toMatchObject({ isReplayed: true });
    clock.advance(1);
    const later = await mine.executeOnce({ ...create, input: { name: 'Q' } });
    expect(later).toMatchObject({ isReplayed: false, output: { created: true } });
    expect(later.output.id).not.toBe(first.output.id);
  });

  it('is made anew after a refusal, with any input', async () => {
    const { mine } = personaScene();
    await expect(mine.executeOnce({ ...create, input: { name: '' } })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await mine.executeOnce(create)).toMatchObject({ isReplayed: false });
  });

  it.each(['', 'with space', 'ümlaut', 'x'.repeat(256)])('refuses the key %j', async (key) => {
    const { mine } = personaScene();
    await expect(mine.executeOnce({ ...create, key })).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'Idempotency-Key' },
    });
  });

  it('is run each time if it only reads', async () => {
    const { mine } = personaScene();
    const list = { operation: 'list_personas', input: {}, key: 'key' };
    expect((await mine.executeOnce(list)).output.personas).toHaveLength(1);
    await mine.personas.create({ name: 'P' });
    const again = await mine.executeOnce(list);
    expect(again.isReplayed).toBe(false);
    expect(again.output.personas).toHaveLength(2);
  });

  it('is not answered to somebody who may not make it', async () => {
    const { mine, picard, alice } = personaScene();
    await mine.executeOnce(create);
    const reading = picard.forPrincipal({ userId: alice, scopes: ['memories:read'] });
    await expect(reading.executeOnce(create)).rejects.toMatchObject({ code: 'insufficient_scope' });
  });

  it('is one of 20 at once; the others wait or get its output', async () => {
    const { mine } = personaScene();
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => mine.executeOnce(create)),
    );
    const made = answers.filter(
      (answer) => answer.status === 'fulfilled' && !answer.value.isReplayed,
    );
    expect(made).toHaveLength(1);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject(underWay);
    }
    expect(await mine.personas.list()).toHaveLength(2);
  });

  it('lies in the store with neither key, request nor answer to read', async () => {
    const seen: unknown[] = [];
    const { mine } = personaScene(undefined, { store: watched(memoryStore(), seen) });
    await mine.executeOnce({ ...create, key: 'marmalade', input: { name: 'Violet' } });
    const bytes = seen.map((value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : JSON.stringify(value),
    );
    expect(bytes.length).toBeGreaterThan(2);
    expect(bytes.join('\n')).not.toMatch(/marmalade|Violet/);
  });
});

describe('after a fault', () => {
  it('a call that may have been carried out creates nothing twice', async () => {
    const store = memoryStore();
    let isFailing = true;
    const { mine } = personaScene(undefined, {
      store: {
        ...store,
        personas: {
          ...store.personas,
          async insert(persona, options) {
            const outcome = await store.personas.insert(persona, options);
            if (!isFailing) return outcome;
            throw new PicardError('unavailable', 'The connection broke.');
          },
        },
      },
    });
    await expect(mine.executeOnce(create)).rejects.toMatchObject({ code: 'unavailable' });
    isFailing = false;
    const other = { ...create, input: { name: 'Q' } };
    await expect(mine.executeOnce(other)).rejects.toMatchObject({ code: 'unprocessable' });
    const again = await mine.executeOnce(create);
    expect(again).toMatchObject({ isReplayed: false, output: { name: 'P', created: false } });
    expect(await mine.executeOnce(create)).toEqual({ ...again, isReplayed: true });
    expect(await mine.personas.list()).toHaveLength(2);
  });

  it.each(['create_persona', 'create_group'])(
    'of the process during %s another attempt may begin after a minute, and creates nothing twice',
    async (operation) => {
      const store = memoryStore();
      const crashed = personaScene(undefined, { store: deaf(store), encryptionKeys });
      const call = { ...create, operation };
      const { output } = await crashed.mine.executeOnce(call);
      const { picard, clock } = personaScene(undefined, { store, encryptionKeys });
      const mine = picard.as(crashed.alice);
      await expect(mine.executeOnce(call)).rejects.toMatchObject(underWay);
      clock.advance(60_000);
      const again = await mine.executeOnce(call);
      expect(again).toEqual({ output: { ...output, created: false }, isReplayed: false });
      expect(await mine.executeOnce(call)).toEqual({ ...again, isReplayed: true });
    },
  );
});

it('forgets the calls of a user who is erased', async () => {
  const store = memoryStore();
  const { mine, picard, alice } = personaScene(undefined, { store });
  await mine.executeOnce(create);
  await picard.eraseUser(alice);
  const after = new Date(Date.UTC(2999, 0, 1));
  expect(await store.idempotency.removeExpired(after, 10)).toBe(0);
});

/** A store that a process does not reach any more once the work is done. */
function deaf(store: Store): Store {
  const lost = async () => {
    throw new PicardError('unavailable', 'The process is gone.');
  };
  return {
    ...store,
    idempotency: { ...store.idempotency, finish: lost, holdUntil: lost, forget: lost },
  };
}

/** Collects what is given to the store of calls. */
function watched(store: Store, seen: unknown[]): Store {
  const { begin, finish } = store.idempotency;
  return {
    ...store,
    idempotency: {
      ...store.idempotency,
      begin(call, now) {
        seen.push(call, call.sealedRequest);
        return begin(call, now);
      },
      finish(hold, sealedAnswer, expiresAt) {
        seen.push(hold, sealedAnswer);
        return finish(hold, sealedAnswer, expiresAt);
      },
    },
  };
}
