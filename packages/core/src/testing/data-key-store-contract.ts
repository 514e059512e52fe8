import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId, type UserId } from '../ids.js';
import type { DataKeyStore, WrappedDataKey } from '../ports/data-key-store.js';
import type { Store } from '../ports/store.js';
import type { StoreFactory } from './store-factory.js';

/** What every `DataKeyStore` must do. */
export function dataKeyStoreContract(name: string, open: StoreFactory): void {
  describe(`${name}: data key store`, () => {
    let store: Store;
    let dataKeys: DataKeyStore;
    beforeEach(async () => {
      store = await open();
      dataKeys = store.dataKeys;
    });
    afterEach(() => store.close());

    it('finds the keys of those owners that have one', async () => {
      const [one, two] = [key(), key()];
      await dataKeys.insertIfAbsent(one);
      await dataKeys.insertIfAbsent(two);
      const found = await dataKeys.find([two.ownerId, newId(), one.ownerId, one.ownerId]);
      expect(sorted(found).map(plain)).toEqual(sorted([one, two]).map(plain));
      expect(await dataKeys.find([])).toEqual([]);
    });

    it('gives every byte back as it was', async () => {
      const wrapped = Uint8Array.from({ length: 256 }, (_, index) => index);
      const { ownerId } = await dataKeys.insertIfAbsent(key({ wrapped }));
      const [found] = await dataKeys.find([ownerId]);
      expect(found && plain(found).wrapped).toEqual([...wrapped]);
    });

    it('keeps the first key of an owner and answers it to all', async () => {
      const first = key();
      expect(plain(await dataKeys.insertIfAbsent(first))).toEqual(plain(first));
      const later = key({ ownerId: first.ownerId });
      expect(plain(await dataKeys.insertIfAbsent(later))).toEqual(plain(first));
    });

    it('stores one key when 20 are inserted at once', async () => {
      const ownerId = newId<UserId>();
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => dataKeys.insertIfAbsent(key({ ownerId }))),
      );
      const [stored] = await dataKeys.find([ownerId]);
      const expected = stored && plain(stored);
      expect(answers.map(plain)).toEqual(answers.map(() => expected));
    });

    it('lists the keys that another key wraps, page by page in the order of their owners', async () => {
      const old = sorted(Array.from({ length: 5 }, () => key({ keyId: 'old' })));
      const current = key({ keyId: 'new' });
      for (const each of [current, ...old]) await dataKeys.insertIfAbsent(each);
      const seen: WrappedDataKey[] = [];
      for (;;) {
        const after = seen.at(-1)?.ownerId;
        const page = await dataKeys.listOutdated({ currentKeyId: 'new', after, limit: 2 });
        expect(page.length).toBeLessThanOrEqual(2);
        if (page.length === 0) break;
        seen.push(...page);
      }
      expect(seen.map(plain)).toEqual(old.map(plain));
    });

    it('replaces a key that is still what it was', async () => {
      const from = await dataKeys.insertIfAbsent(key({ keyId: 'old' }));
      const to = key({ ownerId: from.ownerId, keyId: 'new' });
      expect(await dataKeys.replace(from, to)).toBe(true);
      expect((await dataKeys.find([from.ownerId])).map(plain)).toEqual([plain(to)]);
    });

    it.each<[string, (stored: WrappedDataKey) => WrappedDataKey]>([
      ['other bytes', (stored) => key({ ...stored, wrapped: Uint8Array.of(9, 9) })],
      ['another key id', (stored) => key({ ...stored, keyId: 'other' })],
      ['another owner', (stored) => key({ ...stored, ownerId: newId() })],
    ])('does not replace a key taken for one with %s', async (_, mistaken) => {
      const stored = await dataKeys.insertIfAbsent(key());
      const to = key({ ownerId: stored.ownerId, keyId: 'new' });
      expect(await dataKeys.replace(mistaken(stored), to)).toBe(false);
      expect((await dataKeys.find([stored.ownerId])).map(plain)).toEqual([plain(stored)]);
    });

    it('replaces once when 20 try at once', async () => {
      const from = await dataKeys.insertIfAbsent(key({ keyId: 'old' }));
      const answers = await Promise.all(
        Array.from({ length: 20 }, () =>
          dataKeys.replace(from, key({ ownerId: from.ownerId, keyId: 'new' })),
        ),
      );
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    it('forgets a removed key, and takes a new one after that', async () => {
      const [removed, kept] = [key(), key()];
      await dataKeys.insertIfAbsent(removed);
      await dataKeys.insertIfAbsent(kept);
      await dataKeys.remove(removed.ownerId);
      await dataKeys.remove(removed.ownerId);
      const found = await dataKeys.find([removed.ownerId, kept.ownerId]);
      expect(found.map(plain)).toEqual([plain(kept)]);
      const next = key({ ownerId: removed.ownerId });
      expect(plain(await dataKeys.insertIfAbsent(next))).toEqual(plain(next));
    });

    it('destroys a key for good: its owner gets no other', async () => {
      const [destroyed, kept] = [key(), key()];
      await dataKeys.insertIfAbsent(destroyed);
      await dataKeys.insertIfAbsent(kept);
      await dataKeys.destroy(destroyed.ownerId, new Date());
      await dataKeys.destroy(destroyed.ownerId, new Date());
      const next = key({ ownerId: destroyed.ownerId });
      await expect(dataKeys.insertIfAbsent(next)).rejects.toMatchObject({ code: 'not_found' });
      const found = await dataKeys.find([destroyed.ownerId, kept.ownerId]);
      expect(found.map(plain)).toEqual([plain(kept)]);
      expect(await dataKeys.replace(destroyed, next)).toBe(false);
    });

    it('leaves no key of an owner whose key is destroyed while others make one', async () => {
      const ownerId = newId<UserId>();
      const made = Array.from({ length: 20 }, () =>
        dataKeys.insertIfAbsent(key({ ownerId })).catch((error: unknown) => error),
      );
      await Promise.all([...made, dataKeys.destroy(ownerId, new Date())]);
      expect(await dataKeys.find([ownerId])).toEqual([]);
    });
  });
}

function key(fields: Partial<WrappedDataKey> = {}): WrappedDataKey {
  const wrapped = crypto.getRandomValues(new Uint8Array(40));
  return { ownerId: newId(), keyId: 'k1', wrapped, ...fields };
}

/** A `Buffer` is as good as any `Uint8Array`: only the bytes are compared. */
function plain({ ownerId, keyId, wrapped }: WrappedDataKey) {
  return { ownerId, keyId, wrapped: [...wrapped] };
}

function sorted(keys: readonly WrappedDataKey[]): readonly WrappedDataKey[] {
  return [...keys].sort((left, right) => (left.ownerId < right.ownerId ? -1 : 1));
}
