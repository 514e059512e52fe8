import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import { memoryStore } from '../testing/index.js';

describe('a principal with memories:admin', () => {
  const alice = newId<UserId>();
  let picard: Picard;

  beforeEach(() => {
    picard = createPicard({
      store: memoryStore(),
      encryptionKeys: generateEncryptionKey(),
      background: false,
    });
  });

  it('reads and changes no memory of others that they may not read anyway', async () => {
    const secret = await picard.as(alice).memories.submit({ text: 'The safe code is 4711.' });
    const open = await picard.as(alice).memories.submit({ text: 'x', permission: 'public' });
    const { memories } = picard.forPrincipal({
      userId: newId<UserId>(),
      scopes: ['memories:read', 'memories:write', 'memories:admin'],
    });
    const absent = await memories.get(newId()).catch((error: unknown) => error);
    expect(absent).toMatchObject({ code: 'not_found' });
    await expect(memories.get(secret.id)).rejects.toEqual(absent);
    await expect(memories.delete(secret.id)).rejects.toEqual(absent);
    await expect(memories.update({ memoryId: secret.id, text: 'x' })).rejects.toEqual(absent);
    const { memories: listed } = await memories.list({ userId: alice });
    expect(listed.map(({ id }) => id)).not.toContain(secret.id);
    const found = await memories.query({ query: 'safe code', scope: 'visible' });
    expect(found.map(({ id }) => id)).not.toContain(secret.id);
    await expect(memories.delete(open.id)).rejects.toThrow();
    expect((await memories.get(open.id)).text).toBe('x');
  });
});
