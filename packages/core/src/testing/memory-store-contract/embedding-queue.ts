import { describe, expect, it } from 'vitest';
import type { MemoryStore, NewMemory } from '../../ports/memory-store.js';
import type { StoreFactory } from '../store-factory.js';
import {
  at,
  bytes,
  embeddingAt,
  insertOne,
  memoryId,
  model,
  newMemory,
  now,
  searchedIds,
  userId,
  vectorAt,
} from './samples.js';
import { useStore } from './use-store.js';

type Claim = Parameters<MemoryStore['claimPending']>[0];

const leaseMs = 60_000;

/** The queue of memories that wait for an embedding. */
export function embeddingQueueContract(open: StoreFactory): void {
  describe('embedding queue', () => {
    const store = useStore(open);

    const claim = (options: Partial<Claim> = {}) =>
      store().memories.claimPending({ model, stale: false, limit: 100, leaseMs, now, ...options });

    async function claimedIds(options: Partial<Claim> = {}) {
      return (await claim(options)).map(({ id }) => id);
    }

    async function modelOf({ ownerId, id }: NewMemory): Promise<string | undefined> {
      const [found] = await store().memories.find(ownerId, [id], now);
      return found?.embeddingModel;
    }

    it('leases what waits, with what an embedding is made of', async () => {
      const memory = await insertOne(store().memories, { sealedText: bytes('waiting') });
      await insertOne(store().memories, { embedding: embeddingAt(0) });
      const [item, ...rest] = await claim();
      expect(rest).toEqual([]);
      expect(item).toMatchObject({ ownerId: memory.ownerId, id: memory.id, attempts: 0 });
      expect(Uint8Array.from(item?.sealedText ?? [])).toEqual(memory.sealedText);
      expect(await claim()).toEqual([]);
    });

    it('leases again when the lease has ended', async () => {
      const { id } = await insertOne(store().memories);
      expect(await claimedIds()).toEqual([id]);
      expect(await claimedIds({ now: at(leaseMs - 1) })).toEqual([]);
      expect(await claimedIds({ now: at(leaseMs) })).toEqual([id]);
    });

    it('never gives one memory to two workers', async () => {
      const memories = Array.from({ length: 60 }, () => newMemory());
      await store().memories.insert(memories);
      const claims = await Promise.all(Array.from({ length: 12 }, () => claimedIds({ limit: 7 })));
      const ids = [...claims.flat(), ...(await claimedIds())];
      expect(ids.toSorted()).toEqual(memories.map(({ id }) => id).toSorted());
      expect(claims.every(({ length }) => length <= 7)).toBe(true);
    });

    it('saves embeddings, so that the memories are found', async () => {
      const memories = [0, 90, 45].map((degrees) => ({
        degrees,
        memory: newMemory({ permission: 'public' }),
      }));
      await store().memories.insert(memories.map(({ memory }) => memory));
      const degreesOf = new Map(memories.map(({ memory, degrees }) => [memory.id, degrees]));
      const items = await claim();
      await store().memories.saveEmbeddings(
        items.map((item) => ({ ...item, embedding: embeddingAt(degreesOf.get(item.id) ?? 180) })),
      );
      const found = await searchedIds(store().memories, userId(), { scope: 'public' });
      expect(found.map((id) => degreesOf.get(id))).toEqual([0, 45, 90]);
      expect(await claimedIds({ now: at(10 * leaseMs) })).toEqual([]);
    });

    it('does not save an embedding of a text that has changed meanwhile', async () => {
      const memory = await insertOne(store().memories);
      const items = await claim();
      const change = { id: memory.id, sealedText: bytes('new text') };
      await store().memories.update(memory.ownerId, [change], { atomic: true, now });
      await store().memories.saveEmbeddings(
        items.map((item) => ({ ...item, embedding: embeddingAt(0) })),
      );
      expect(await modelOf(memory)).toBeUndefined();
      const [again] = await claim({ now: at(leaseMs) });
      expect(Uint8Array.from(again?.sealedText ?? [])).toEqual(change.sealedText);
      expect(again?.textRevision).toBeGreaterThan(items[0]?.textRevision ?? 0);
    });

    it('keeps the embedding that a change of the text brought along', async () => {
      const memory = await insertOne(store().memories);
      const items = await claim();
      const embedding = { model: 'model-two', vector: vectorAt(0) };
      const change = { id: memory.id, sealedText: bytes('new text'), embedding };
      await store().memories.update(memory.ownerId, [change], { atomic: true, now });
      await store().memories.saveEmbeddings(
        items.map((item) => ({ ...item, embedding: embeddingAt(0) })),
      );
      expect(await modelOf(memory)).toBe('model-two');
    });

    it('is not disturbed by changes of other fields', async () => {
      const memory = await insertOne(store().memories);
      const items = await claim();
      await store().memories.update(memory.ownerId, [{ id: memory.id, tags: ['new'] }], {
        atomic: true,
        now,
      });
      expect(await claim()).toEqual([]);
      await store().memories.saveEmbeddings(
        items.map((item) => ({ ...item, embedding: embeddingAt(0) })),
      );
      expect(await modelOf(memory)).toBe(model);
    });

    it('saves the rest when a memory is gone', async () => {
      const [gone, left] = [await insertOne(store().memories), await insertOne(store().memories)];
      const items = await claim();
      await store().memories.remove(gone.ownerId, [gone.id], { atomic: true });
      await store().memories.saveEmbeddings(
        items.map((item) => ({ ...item, embedding: embeddingAt(0) })),
      );
      await store().memories.saveEmbeddings([]);
      expect(await modelOf(left)).toBe(model);
      expect(await store().memories.find(gone.ownerId, [gone.id], now)).toEqual([]);
    });

    it('lets a released memory wait, counts attempts, and begins anew with a new text', async () => {
      const memory = await insertOne(store().memories);
      for (let attempts = 0; attempts < 3; attempts += 1) {
        const when = at(attempts * 5_000);
        const items = await claim({ now: when });
        expect(items.map((item) => item.attempts)).toEqual([attempts]);
        await store().memories.releasePending(items, new Date(when.getTime() + 5_000));
        expect(await claim({ now: new Date(when.getTime() + 4_999) })).toEqual([]);
      }
      const change = { id: memory.id, sealedText: bytes('new text') };
      await store().memories.update(memory.ownerId, [change], { atomic: true, now });
      const [item] = await claim({ now: at(60_000) });
      expect(item?.attempts).toBe(0);
      await store().memories.releasePending(
        [
          { ...memory, textRevision: 1 },
          { ownerId: userId(), id: memoryId(), textRevision: 1 },
        ],
        now,
      );
      expect(await claim({ now: at(60_000) })).toEqual([]);
    });

    it('leases what another model embedded only when asked', async () => {
      const vector = vectorAt(0);
      const old = await insertOne(store().memories, { embedding: { model: 'model-old', vector } });
      const older = await insertOne(store().memories, {
        embedding: { model: 'model-older', vector },
      });
      const current = await insertOne(store().memories, { embedding: embeddingAt(0) });
      const waiting = await insertOne(store().memories);
      expect(await claimedIds()).toEqual([waiting.id]);
      const [first, ...second] = [
        await claimedIds({ stale: true, limit: 1 }),
        await claimedIds({ stale: true }),
      ].flat();
      expect([first, ...second].toSorted()).toEqual([old.id, older.id].toSorted());
      expect(await claimedIds({ stale: true })).toEqual([]);
      const [item] = await claim({ stale: true, limit: 1, now: at(leaseMs) });
      // It keeps its embedding until it is embedded again.
      expect(await modelOf(old)).toBe('model-old');
      expect(await modelOf(current)).toBe(model);
      if (item) await store().memories.saveEmbeddings([{ ...item, embedding: embeddingAt(0) }]);
      expect(await claim({ stale: true, now: at(3 * leaseMs) })).toHaveLength(2);
    });

    it('leases everything of other models for a model that is new', async () => {
      const memory = await insertOne(store().memories, { embedding: embeddingAt(0) });
      const ids = await claimedIds({ model: 'model-new', stale: true });
      expect(ids).toEqual([memory.id]);
    });

    it('counts memories by model', async () => {
      const vector = vectorAt(0);
      await store().memories.insert([
        newMemory(),
        newMemory({ embedding: { model: 'model-two', vector } }),
        newMemory({ embedding: embeddingAt(1) }),
        newMemory({ embedding: embeddingAt(2) }),
      ]);
      const counts = await store().memories.countByModel();
      expect(new Map(counts.map((item) => [item.model, item.count]))).toEqual(
        new Map([
          [undefined, 1],
          ['model-two', 1],
          [model, 2],
        ]),
      );
    });

    it('may be maintained at any time, by several at once', async () => {
      const memory = await insertOne(store().memories, { embedding: embeddingAt(0) });
      await Promise.all(Array.from({ length: 4 }, () => store().memories.maintain()));
      expect(await searchedIds(store().memories, memory.ownerId, { scope: 'own' })).toEqual([
        memory.id,
      ]);
    });
  });
}
