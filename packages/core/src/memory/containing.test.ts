import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { limits } from '../limits.js';
import { createPicard, type Picard } from '../picard.js';
import { memoryStore } from '../testing/index.js';
import type { MemoryService } from './memory-service.js';

const start = new Date('2030-01-01T00:00:00.000Z');

describe('memories that contain words', () => {
  const alice = newId<UserId>();
  let picard: Picard;
  let memories: MemoryService;
  let now = start;
  /** How far the clock goes on each time somebody looks at it. */
  let tickMs = 0;

  beforeEach(() => {
    now = start;
    tickMs = 0;
    picard = createPicard({
      store: memoryStore(),
      encryptionKeys: generateEncryptionKey(),
      clock: {
        now() {
          now = new Date(now.getTime() + tickMs);
          return now;
        },
      },
      background: false,
      embeddingDeadlineMs: 60_000,
    });
    ({ memories } = picard.as(alice));
  });

  async function submit(texts: readonly string[]): Promise<void> {
    for (let from = 0; from < texts.length; from += limits.batch) {
      await memories.batchSubmit(texts.slice(from, from + limits.batch).map((text) => ({ text })));
    }
  }

  /** All pages, and the number of them. */
  async function all(input: Parameters<MemoryService['list']>[0]) {
    const texts: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await memories.list({ ...input, ...(cursor && { cursor }) });
      texts.push(...page.memories.map(({ text }) => text));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== undefined);
    return { texts: texts.sort(), pages };
  }

  it('are those with every word, anywhere in the text, whatever the case', async () => {
    await submit([
      'Die STRASSE nach Rom',
      'straßenbahn',
      'Rom',
      'Kap\u0131',
      'kapi',
      'E\u0301t\u00e9',
    ]);
    const found = async (contains: string) => (await all({ contains })).texts;
    expect(await found('Straße')).toEqual(['Die STRASSE nach Rom', 'straßenbahn']);
    expect(await found('rom \u00a0 strasse')).toEqual(['Die STRASSE nach Rom']);
    expect(await found('rom rom')).toEqual(['Die STRASSE nach Rom', 'Rom']);
    expect(await found('KAP\u0131')).toEqual(['Kap\u0131']);
    expect(await found('\u00e9TE\u0301')).toEqual(['E\u0301t\u00e9']);
    expect(await found('.*')).toEqual([]);
    expect(await found(' ')).toHaveLength(6);
  });

  it('come in pages that neither repeat nor lose one, whatever their size and order', async () => {
    await submit(
      Array.from({ length: 450 }, (_, index) => `${index % 3 === 0 ? 'fizz' : ''} ${index}`),
    );
    const expected = Array.from({ length: 150 }, (_, index) => `fizz ${index * 3}`).sort();
    for (const limit of [1, 7, 50, 200]) {
      for (const order of ['asc', 'desc'] as const) {
        const { texts } = await all({ contains: 'FIZZ', limit, order, sort: 'expiration_date' });
        expect(texts).toEqual(expected);
      }
    }
  });

  it('end a page after so many opened ones, which says where it goes on', async () => {
    await submit(
      Array.from({ length: limits.containsCandidates + 300 }, (_, index) => `${index} hay`),
    );
    const first = await memories.list({ contains: 'needle' });
    expect(first.memories).toEqual([]);
    expect(first.nextCursor).toBeDefined();
    expect(await all({ contains: 'needle' })).toEqual({ texts: [], pages: 2 });
  }, 60_000);

  it('end a page after a second', async () => {
    await submit(Array.from({ length: 900 }, (_, index) => `${index} hay`));
    await memories.submit({ text: 'needle' });
    tickMs = 400;
    const { texts, pages } = await all({ contains: 'needle', order: 'asc' });
    expect(texts).toEqual(['needle']);
    expect(pages).toBeGreaterThan(1);
  });

  it('keep to the other filters, and go on only with the same words', async () => {
    await memories.batchSubmit([
      { text: 'red one', tags: ['x'] },
      { text: 'red two' },
      { text: 'red three', tags: ['X'] },
    ]);
    expect((await all({ contains: 'red', tags: ['x'] })).texts).toEqual(['red one', 'red three']);
    const { nextCursor: cursor } = await memories.list({ contains: 'red', limit: 1 });
    for (const contains of ['blue', undefined]) {
      await expect(
        memories.list({ limit: 1, cursor, ...(contains && { contains }) }),
      ).rejects.toMatchObject({ code: 'invalid_input', details: { field: 'cursor' } });
    }
    expect((await memories.list({ contains: 'RED', limit: 1, cursor })).memories).toHaveLength(1);
  });

  it('are never counted; others are on request', async () => {
    await submit(['red', 'blue', 'red']);
    expect(await memories.list({ contains: 'red', count: true })).not.toHaveProperty('total');
    expect(await memories.list({ limit: 1, count: true })).toMatchObject({
      total: 3,
      totalIsEstimate: false,
    });
    expect(await memories.list()).not.toHaveProperty('total');
  });

  it('are only those that the caller may read', async () => {
    await memories.submit({ text: 'secret red' });
    await memories.submit({ text: 'open red', permission: 'public' });
    const { memories: seen } = await picard
      .as(newId())
      .memories.list({ userId: alice, contains: 'red' });
    expect(seen.map(({ text }) => text)).toEqual(['open red']);
  });
});
