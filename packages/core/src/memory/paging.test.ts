import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import { memoryStore } from '../testing/index.js';

const start = new Date('2030-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(start.getTime() + ms);

describe('a list of memories', () => {
  const alice = newId<UserId>();
  let now = start;
  let picard: Picard;

  beforeEach(() => {
    now = start;
    picard = createPicard({
      store: memoryStore(),
      encryptionKeys: generateEncryptionKey(),
      clock: { now: () => now },
      background: false,
    });
  });

  it('pages through everything once, while more is written', async () => {
    const { memories } = picard.as(alice);
    for (let index = 0; index < 7; index += 1) {
      now = later(Math.floor(index / 2));
      await memories.submit({ text: `memory ${index}` });
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await memories.list({ limit: 3, cursor });
      seen.push(...page.memories.map(({ text }) => text));
      cursor = page.nextCursor;
      now = later(1_000 + seen.length);
      await memories.submit({ text: 'written meanwhile' });
    } while (cursor !== undefined);
    expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `memory ${index}`));
  });

  it('refuses a cursor of other filters, and rubbish', async () => {
    const { memories } = picard.as(alice);
    await memories.batchSubmit([
      { text: 'a', tags: ['t'] },
      { text: 'b', tags: ['t'] },
    ]);
    const { nextCursor } = await memories.list({ limit: 1 });
    const refused = { code: 'invalid_input', details: { field: 'cursor' } };
    await expect(memories.list({ cursor: nextCursor, tags: ['t'] })).rejects.toMatchObject(refused);
    for (const cursor of [
      '',
      'x',
      'e30',
      'W10',
      Buffer.from('["x",1e99,1]').toString('base64url'),
    ]) {
      await expect(memories.list({ cursor })).rejects.toMatchObject(refused);
    }
  });
});
