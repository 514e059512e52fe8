import { beforeEach, describe, expect, it } from 'vitest';
import { envelopeCipher } from '../builtin/envelope-cipher.js';
import { generateEncryptionKey, parseKeyRing } from '../builtin/key-ring.js';
import { localEmbedder } from '../builtin/local-embedder/local-embedder.js';
import { PicardError } from '../errors.js';
import { newId, type UserId } from '../ids.js';
import { createPicard } from '../picard.js';
import type { Embedder } from '../ports/embedder.js';
import { silentLogger } from '../ports/logger.js';
import type { Store } from '../ports/store.js';
import type { TextCipher } from '../ports/text-cipher.js';
import { memoryStore } from '../testing/index.js';
import { embedPending } from './pending-embeddings.js';

/** A working embedder that can be switched off, and that counts the texts that it was given. */
function switchable() {
  const local = localEmbedder();
  const state = { down: false, texts: [] as string[], poison: undefined as string | undefined };
  const embedder: Embedder = {
    ...local,
    async embed(texts, options) {
      if (state.down) throw new PicardError('unavailable', 'down');
      if (texts.some((text) => text === state.poison)) throw new Error('cannot embed this');
      state.texts.push(...texts);
      return local.embed(texts, options);
    },
  };
  return { state, embedder };
}

describe('an embedding service that fails', () => {
  const userId = newId<UserId>();
  let store: Store;
  let cipher: TextCipher;
  let now: Date;
  const clock = { now: () => now };

  beforeEach(() => {
    now = new Date('2030-01-01T00:00:00Z');
    store = memoryStore();
    cipher = envelopeCipher({
      keys: parseKeyRing(generateEncryptionKey()),
      dataKeys: store.dataKeys,
    });
  });

  const picardWith = (embedder: Embedder, embeddingDeadlineMs = 5_000) =>
    createPicard({ store, cipher, embedder, clock, embeddingDeadlineMs, background: false });

  const work = (embedder: Embedder) =>
    embedPending({ store, cipher, embedder, clock, logger: silentLogger }, { stale: false });

  it('loses no memory: it is kept, listed, and found by meaning later', async () => {
    const { state, embedder } = switchable();
    const { memories } = picardWith(embedder).as(userId);
    state.down = true;
    const memory = await memories.submit({ text: 'Plays the cello.', tags: ['music'] });
    expect(memory.embeddingStatus).toBe('pending');
    expect((await memories.list({ tags: ['music'] })).memories).toHaveLength(1);
    await expect(memories.query({ query: 'cello' })).rejects.toMatchObject({ code: 'unavailable' });

    expect(await work(embedder)).toMatchObject({ claimed: 1, embedded: 0 });
    state.down = false;
    expect(await memories.query({ query: 'cello' })).toEqual([]);
    now = new Date(now.getTime() + 3_600_000);
    expect(await work(embedder)).toMatchObject({ claimed: 1, embedded: 1 });
    expect(await memories.query({ query: 'cello' })).toMatchObject([
      { id: memory.id, embeddingStatus: 'ready' },
    ]);
  });

  it('does not hold up a write beyond the deadline, even if it ignores its signal', async () => {
    const never: Embedder = { ...localEmbedder(), embed: () => new Promise(() => undefined) };
    const { memories } = picardWith(never, 1).as(userId);
    expect(await memories.submit({ text: 'x' })).toMatchObject({ embeddingStatus: 'pending' });
  });

  it.each<[string, (length: number) => Float32Array[]]>([
    ['too few vectors', () => []],
    ['wrong dimensions', () => [new Float32Array(3).fill(1)]],
    ['NaN', (length) => [new Float32Array(length).fill(Number.NaN)]],
    ['nothing but zeros', (length) => [new Float32Array(length)]],
  ])('keeps the memory as pending when the answer has %s', async (_, answer) => {
    const local = localEmbedder();
    const embedder: Embedder = { ...local, embed: async () => answer(local.dimensions) };
    const { memories } = picardWith(embedder).as(userId);
    expect(await memories.submit({ text: 'x' })).toMatchObject({ embeddingStatus: 'pending' });
  });

  it('does not let one text hold up the others for ever', async () => {
    const { state, embedder } = switchable();
    const { memories } = picardWith(embedder).as(userId);
    state.down = true;
    await memories.batchSubmit([{ text: 'good' }, { text: 'bad' }, { text: 'fine' }]);
    state.down = false;
    state.poison = 'bad';
    for (let turn = 0; turn < 4; turn += 1) {
      await work(embedder);
      now = new Date(now.getTime() + 3_600_000);
    }
    const { memories: all } = await memories.list();
    expect(new Map(all.map(({ text, embeddingStatus }) => [text, embeddingStatus]))).toEqual(
      new Map([
        ['good', 'ready'],
        ['bad', 'pending'],
        ['fine', 'ready'],
      ]),
    );
  });

  it('is not asked again about a text that has not changed', async () => {
    const { state, embedder } = switchable();
    const { memories } = picardWith(embedder).as(userId);
    const { id } = await memories.submit({ text: 'same' });
    state.texts = [];
    await memories.update({ memoryId: id, text: 'same', tags: ['new'] });
    await memories.update({ memoryId: id, category: 'c' });
    await memories.setPermission({ memoryId: id, permission: 'public' });
    expect(state.texts).toEqual([]);
    await memories.update({ memoryId: id, text: 'other' });
    expect(state.texts).toEqual(['other']);
  });

  it('is followed by another model: reembed brings every memory over', async () => {
    const before = picardWith(localEmbedder()).as(userId).memories;
    await before.batchSubmit(
      Array.from({ length: 130 }, (_, i) => ({ text: `memory number ${i}` })),
    );
    const next = picardWith({ ...localEmbedder(), model: 'another-model' });
    const { memories } = next.as(userId);
    expect(await memories.query({ query: 'memory number 7' })).toEqual([]);
    expect((await memories.list({ limit: 1 })).memories[0]?.embeddingStatus).toBe('pending');
    const progress: number[] = [];
    expect(await next.reembed({ onProgress: (done) => progress.push(done) })).toEqual({
      embedded: 130,
    });
    expect(progress.at(-1)).toBe(130);
    expect((await memories.query({ query: 'memory number 7' }))[0]?.text).toBe('memory number 7');
    expect(await next.reembed()).toEqual({ embedded: 0 });
  });

  it('stops working for a caller that has gone away', async () => {
    const { memories } = picardWith(localEmbedder()).as(userId);
    const signal = AbortSignal.abort();
    await expect(memories.submit({ text: 'x' }, { signal })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect((await memories.list()).memories).toEqual([]);
  });
});
