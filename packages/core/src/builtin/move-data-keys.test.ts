import { describe, expect, it } from 'vitest';
import { newId, type UserId } from '../ids.js';
import type { WrappedDataKey } from '../ports/data-key-store.js';
import { memoryStore } from '../testing/index.js';
import { moveDataKeys } from './move-data-keys.js';

const key = (ownerId: UserId = newId()): WrappedDataKey => ({
  ...{ ownerId, keyId: 'k1', wrapped: crypto.getRandomValues(new Uint8Array(40)) },
});

describe('moving data keys', () => {
  it('brings every key to the other store and leaves none behind', async () => {
    const [from, to] = [memoryStore().dataKeys, memoryStore().dataKeys];
    const keys = Array.from({ length: 250 }, () => key());
    for (const each of keys) await from.insertIfAbsent(each);
    expect(await moveDataKeys({ from, to })).toEqual({ moved: 250 });
    const ids = keys.map(({ ownerId }) => ownerId);
    expect(await from.find(ids)).toEqual([]);
    expect(new Set(await to.find(ids))).toEqual(new Set(keys));
    expect(await moveDataKeys({ from, to })).toEqual({ moved: 0 });
  });

  it('goes on where it was cut off', async () => {
    const [from, to] = [memoryStore().dataKeys, memoryStore().dataKeys];
    const one = key();
    await from.insertIfAbsent(one);
    const cut = { ...from, remove: () => Promise.reject(new Error('cut off')) };
    await expect(moveDataKeys({ from: cut, to })).rejects.toThrow('cut off');
    expect(await moveDataKeys({ from, to })).toEqual({ moved: 1 });
    expect(await to.find([one.ownerId])).toEqual([one]);
  });

  it('touches nothing of a user who has another key there', async () => {
    const [from, to] = [memoryStore().dataKeys, memoryStore().dataKeys];
    const [mine, other] = [key(), key()];
    const theirs = key(mine.ownerId);
    await from.insertIfAbsent(mine);
    await to.insertIfAbsent(theirs);
    await to.insertIfAbsent(other);
    await expect(moveDataKeys({ from, to })).rejects.toMatchObject({ code: 'conflict' });
    expect(await from.find([mine.ownerId])).toEqual([mine]);
    expect(await to.find([mine.ownerId])).toEqual([theirs]);
  });

  it('refuses to move keys to where they are, which would be the end of them', async () => {
    const { dataKeys } = memoryStore();
    const one = key();
    await dataKeys.insertIfAbsent(one);
    await expect(moveDataKeys({ from: dataKeys, to: { ...dataKeys } })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await dataKeys.find([one.ownerId])).toEqual([one]);
    expect(await dataKeys.listOutdated({ currentKeyId: 'k1', after: undefined, limit: 9 })).toEqual(
      [],
    );
  });
});
