import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import type { Store } from '../ports/store.js';
import { memoryStore } from '../testing/index.js';

describe('a memory whose ciphertext is damaged', () => {
  const alice = newId<UserId>();
  const bob = newId<UserId>();
  let store: Store;
  let picard: Picard;
  let logged: object[];
  let damaged: string;

  beforeEach(async () => {
    logged = [];
    const log = (fields: object) => void logged.push(fields);
    const silent = () => undefined;
    store = memoryStore();
    picard = createPicard({
      store,
      encryptionKeys: generateEncryptionKey(),
      logger: { debug: silent, info: silent, warn: silent, error: log },
      background: false,
    });
    const { memories } = picard.as(alice);
    const { id } = await memories.submit({ text: 'The harvest was poor.', permission: 'public' });
    await memories.submit({ text: 'The harvest was rich.', permission: 'public' });
    damaged = id;
    const change = { id, sealedText: new Uint8Array(64) };
    await store.memories.update(alice, [change], { atomic: true, now: new Date() });
  });

  it('does not spoil what others look for', async () => {
    const { memories } = picard.as(bob);
    const texts = ({ text }: { text: string }) => text;
    const found = await memories.query({ query: 'harvest', scope: 'public' });
    expect(found.map(texts)).toEqual(['The harvest was rich.']);
    const page = await memories.list({ userId: alice });
    expect(page.memories.map(texts)).toEqual(['The harvest was rich.']);
    await expect(memories.get(damaged)).rejects.toMatchObject({ code: 'not_found' });
    expect(logged).toContainEqual(expect.objectContaining({ memory: damaged }));
  });

  it('is not hidden from its owner, who can write it anew', async () => {
    const { memories } = picard.as(alice);
    await expect(memories.list()).rejects.toMatchObject({ code: 'internal' });
    await expect(memories.get(damaged)).rejects.toMatchObject({ code: 'internal' });
    await memories.update({ memoryId: damaged, text: 'The harvest was poor, then.' });
    expect((await memories.get(damaged)).text).toBe('The harvest was poor, then.');
  });
});
