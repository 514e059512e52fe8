import { unzipSync } from 'fflate';
import { beforeEach, describe, expect, it } from 'vitest';
import { generateEncryptionKey } from '../builtin/key-ring.js';
import { newId, type UserId } from '../ids.js';
import { createPicard, type Picard } from '../picard.js';
import type { PicardOptions } from '../picard-options.js';
import type { MemoryChanged } from '../ports/change-feed.js';
import { memoryStore, testClock } from '../testing/index.js';

const start = new Date('2030-01-01T00:00:00.000Z');
const dayMs = 24 * 3600_000;
const afterDays = (days: number) => new Date(start.getTime() + days * dayMs);

describe('the trash', () => {
  const [alice, bob] = [newId<UserId>(), newId<UserId>()];
  let clock: ReturnType<typeof testClock>;
  let store: ReturnType<typeof memoryStore>;
  let picard: Picard;

  beforeEach(() => {
    open();
  });

  function open(options: Partial<PicardOptions> = {}): void {
    clock = testClock(start);
    store = memoryStore();
    const encryptionKeys = generateEncryptionKey();
    picard = createPicard({ store, encryptionKeys, clock, background: false, ...options });
  }

  const deleted = async (userId: UserId) =>
    (await picard.as(userId).memories.listDeleted()).memories.map(({ id }) => id);

  it('holds a deleted memory until it is restored, the same as before', async () => {
    const { memories } = picard.as(alice);
    const { created: _, ...memory } = await memories.submit({
      ...{ text: 'Likes plums.', tags: ['food'], metadata: { a: 1 }, permission: 'public' },
    });
    clock.advance(1_000);
    const deletedAt = clock.now();
    const restorableUntil = new Date(deletedAt.getTime() + 30 * dayMs);
    expect(await memories.delete(memory.id)).toEqual({ memoryId: memory.id, restorableUntil });
    await expect(memories.get(memory.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(memories.delete(memory.id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await memories.query({ query: 'plums', scope: 'visible' })).toEqual([]);
    expect((await memories.listDeleted()).memories).toEqual([
      { ...memory, deletedAt, restorableUntil },
    ]);
    expect(await deleted(bob)).toEqual([]);
    expect(await picard.as(bob).memories.restore([memory.id])).toMatchObject([
      { ok: false, error: { code: 'not_found' } },
    ]);
    expect(await memories.restore([memory.id])).toEqual([{ ok: true, value: memory }]);
    expect(await memories.get(memory.id)).toEqual(memory);
    expect(await memories.restore([memory.id, 'x', newId()])).toMatchObject([
      { error: { code: 'conflict', details: { current: { id: memory.id } } } },
      { error: { code: 'invalid_input', details: { field: 'memoryId' } } },
      { error: { code: 'not_found' } },
    ]);
  });

  it('announces a deletion and a restoration to those who can read the memory', async () => {
    const { memories } = picard.as(alice);
    const sharedWith = { userIds: [bob] };
    const { id } = await memories.submit({ text: 'x', permission: 'shared', sharedWith });
    const changes: string[] = [];
    const hear = ({ kind, memoryId }: MemoryChanged) => changes.push(`${kind} ${memoryId}`);
    picard.onChange(bob, hear);
    picard.onChange(newId(), hear);
    await memories.delete(id);
    await memories.restore([id]);
    await memories.delete(id);
    await memories.purge([id]);
    expect(changes).toEqual([`deleted ${id}`, `created ${id}`, `deleted ${id}`]);
  });

  it('deletes for good, from either place', async () => {
    const { memories } = picard.as(alice);
    const ids: string[] = [];
    for (const text of ['a', 'b', 'c']) ids.push((await memories.submit({ text })).id);
    const [first = '', second = '', third = ''] = ids;
    await memories.delete(second);
    expect(await memories.batchDelete([first, second], { permanent: true })).toEqual([
      { ok: true, value: { memoryId: first, restorableUntil: undefined } },
      { ok: true, value: { memoryId: second, restorableUntil: undefined } },
    ]);
    expect(await deleted(alice)).toEqual([]);
    await memories.delete(third);
    expect(await memories.delete({ memoryId: third, permanent: true })).toEqual({
      ...{ memoryId: third, restorableUntil: undefined },
    });
    expect(await memories.restore(ids)).toMatchObject(
      ids.map(() => ({ error: { code: 'not_found' } })),
    );
  });

  it('deletes nothing that was changed in between', async () => {
    const { memories } = picard.as(alice);
    const { id, updatedAt } = await memories.submit({ text: 'before' });
    clock.advance(5);
    await memories.update({ memoryId: id, text: 'after' });
    const removal = { memoryId: id, expectedUpdatedAt: updatedAt };
    await expect(memories.delete(removal)).rejects.toMatchObject({
      ...{ code: 'conflict', details: { current: { id, text: 'after' } } },
    });
    const [item] = await memories.batchDelete([removal]);
    expect(item).toMatchObject({ ok: false, error: { code: 'conflict' } });
    const atomic = memories.batchDelete([removal], { atomic: true });
    await expect(atomic).rejects.toMatchObject({ code: 'unprocessable' });
    expect((await memories.get(id)).text).toBe('after');
    await memories.delete({ memoryId: id, expectedUpdatedAt: clock.now() });
    expect(await deleted(alice)).toEqual([id]);
  });

  it('keeps a memory for the days that are set, and no longer', async () => {
    open({ trashDays: 2 });
    const { memories } = picard.as(alice);
    const { id } = await memories.submit({ text: 'x' });
    await memories.delete(id);
    clock.advance(2 * dayMs - 1);
    expect((await memories.listDeleted()).memories).toMatchObject([
      { id, restorableUntil: afterDays(2) },
    ]);
    clock.advance(1);
    expect(await deleted(alice)).toEqual([]);
    for (const outcomes of [await memories.restore([id]), await memories.purge([id])]) {
      expect(outcomes).toMatchObject([{ error: { code: 'not_found' } }]);
    }
  });

  it('is emptied in the background', async () => {
    const { id } = await picard.as(alice).memories.submit({ text: 'x' });
    await picard.as(alice).memories.delete(id);
    clock.advance(3 * dayMs);
    const encryptionKeys = generateEncryptionKey();
    const other = createPicard({ store, encryptionKeys, clock, trashDays: 3 });
    const page = { limit: 9, deletedAfter: new Date(0) };
    await expect.poll(() => store.trash.list(alice, page)).toEqual([]);
    await other.close();
  });

  it('keeps nothing where it is switched off', async () => {
    open({ trashDays: 0 });
    const { memories } = picard.as(alice);
    const { id } = await memories.submit({ text: 'x' });
    expect(await memories.delete(id)).toEqual({ memoryId: id, restorableUntil: undefined });
    expect(await store.trash.list(alice, { limit: 9, deletedAfter: new Date(0) })).toEqual([]);
  });

  it.each([-1, 1.5, 3_651, Number.NaN])('refuses %s days', (trashDays) => {
    expect(() => open({ trashDays })).toThrow(/trashDays/);
  });

  it('pages, and refuses cursors that it did not give', async () => {
    const { memories } = picard.as(alice);
    for (const text of ['a', 'b', 'c']) {
      await memories.delete((await memories.submit({ text })).id);
      clock.advance(1);
    }
    const first = await memories.listDeleted({ limit: 2 });
    const rest = await memories.listDeleted({ limit: 2, cursor: first.nextCursor });
    expect([...first.memories, ...rest.memories].map(({ text }) => text)).toEqual(['c', 'b', 'a']);
    expect(rest.nextCursor).toBeUndefined();
    for (const cursor of ['', 'x', Buffer.from(`9e99 ${newId()}`).toString('base64url')]) {
      await expect(memories.listDeleted({ cursor })).rejects.toMatchObject({
        ...{ code: 'invalid_input', details: { field: 'cursor' } },
      });
    }
  });

  it('gives way to an imported memory of the same id', async () => {
    const { memories, transfer } = picard.as(alice);
    const { id } = await memories.submit({ text: 'Likes plums.' });
    let content = '';
    for await (const piece of transfer.export({ format: 'jsonl' })) content += piece;
    await memories.delete(id);
    await transfer.import({ content, format: 'jsonl' });
    expect((await memories.get(id)).text).toBe('Likes plums.');
    expect(await deleted(alice)).toEqual([]);
  });

  it('is part of the archive of the account', async () => {
    const { memories, account } = picard.as(alice);
    const { id } = await memories.submit({ text: 'Likes plums.' });
    await memories.delete(id);
    const pieces: Uint8Array[] = [];
    for await (const piece of await account.exportArchive()) pieces.push(piece);
    const files = unzipSync(Buffer.concat(pieces));
    const line = Buffer.from(files['deleted.jsonl'] ?? []).toString();
    expect(JSON.parse(line)).toMatchObject({
      id,
      text: 'Likes plums.',
      deleted_at: start.toISOString(),
    });
    expect(files['memories.jsonl']).toHaveLength(0);
  });
});
