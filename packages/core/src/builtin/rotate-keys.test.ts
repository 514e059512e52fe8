import { beforeEach, describe, expect, it } from 'vitest';
import { PicardError } from '../errors.js';
import { type MemoryId, newId, type UserId } from '../ids.js';
import type { DataKeyStore } from '../ports/data-key-store.js';
import type { TextPlace } from '../ports/text-cipher.js';
import { memoryStore } from '../testing/memory-store.js';
import { envelopeCipher } from './envelope-cipher.js';
import { generateEncryptionKey, parseKeyRing } from './key-ring.js';
import { rotateKeys } from './rotate-keys.js';

const [k1, k2, k3] = ['k1', 'k2', 'k3'].map((id) => generateEncryptionKey(id));
const oldRing = parseKeyRing(`${k1}`);
const bothRing = parseKeyRing(`${k2},${k1}`);
const newRing = parseKeyRing(`${k2}`);
const users = 35;

type Sealed = TextPlace & { readonly sealed: Uint8Array; readonly text: string };

let dataKeys: DataKeyStore;
let memories: Sealed[];

beforeEach(async () => {
  dataKeys = memoryStore().dataKeys;
  memories = await sealSome(users);
});

async function sealSome(count: number): Promise<Sealed[]> {
  const items = Array.from({ length: count }, (_, at) => ({
    ownerId: newId<UserId>(),
    memoryId: newId<MemoryId>(),
    field: 'text' as const,
    text: `text ${at}`,
  }));
  const sealed = await envelopeCipher({ keys: oldRing, dataKeys }).seal(items);
  return items.map((item, at) => ({ ...item, sealed: sealed[at] ?? new Uint8Array() }));
}

const readAll = (ring: typeof newRing) => envelopeCipher({ keys: ring, dataKeys }).open(memories);
const texts = () => memories.map(({ text }) => text);

async function failure(work: Promise<unknown>): Promise<PicardError> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (error instanceof PicardError) return error;
  throw new Error('it did not fail with a PicardError');
}

describe('rotateKeys', () => {
  it('lets the old key leave the ring, and every text stays readable', async () => {
    expect(await failure(readAll(newRing))).toMatchObject({ code: 'internal' });
    const progress: number[] = [];
    const result = await rotateKeys({
      keys: bothRing,
      dataKeys,
      onProgress: ({ rewrapped }) => void progress.push(rewrapped),
    });
    expect(result).toEqual({ rewrapped: users });
    expect(progress.at(-1)).toBe(users);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(await readAll(newRing)).toEqual(texts());
  });

  it('finds nothing to do the second time', async () => {
    await rotateKeys({ keys: bothRing, dataKeys });
    expect(await rotateKeys({ keys: bothRing, dataKeys })).toEqual({ rewrapped: 0 });
  });

  it('can be stopped anywhere and begun again', async () => {
    const stop = new AbortController();
    const stopped = rotateKeys({
      keys: bothRing,
      dataKeys,
      onProgress: () => stop.abort(),
      signal: stop.signal,
    });
    expect(await failure(stopped)).toMatchObject({ code: 'cancelled' });
    expect(await readAll(bothRing)).toEqual(texts());
    const { rewrapped } = await rotateKeys({ keys: bothRing, dataKeys });
    expect(rewrapped).toBeGreaterThan(0);
    expect(rewrapped).toBeLessThan(users);
    expect(await readAll(newRing)).toEqual(texts());
  });

  it('survives a store that fails half-way', async () => {
    let left = 12;
    const failing: DataKeyStore = {
      ...dataKeys,
      replace: async (from, to) => {
        left -= 1;
        if (left < 0) throw new PicardError('unavailable', 'The database cannot answer now.');
        return dataKeys.replace(from, to);
      },
    };
    expect(await failure(rotateKeys({ keys: bothRing, dataKeys: failing }))).toMatchObject({
      code: 'unavailable',
    });
    expect(await readAll(bothRing)).toEqual(texts());
    expect(await rotateKeys({ keys: bothRing, dataKeys })).toEqual({ rewrapped: users - 12 });
    expect(await readAll(newRing)).toEqual(texts());
  });

  it('is done once when two do it at once', async () => {
    const both = await Promise.all([
      rotateKeys({ keys: bothRing, dataKeys }),
      rotateKeys({ keys: bothRing, dataKeys }),
    ]);
    expect(both.reduce((sum, { rewrapped }) => sum + rewrapped, 0)).toBe(users);
    expect(await readAll(newRing)).toEqual(texts());
  });

  it('goes on while texts are read and written, by instances with the old order of keys too', async () => {
    const notYet = envelopeCipher({ keys: parseKeyRing(`${k1},${k2}`), dataKeys });
    const already = envelopeCipher({ keys: bothRing, dataKeys });
    const written: Sealed[] = [];
    const serving: DataKeyStore = {
      ...dataKeys,
      async replace(from, to) {
        const text = `of ${from.ownerId}`;
        const item = {
          ownerId: from.ownerId,
          memoryId: newId<MemoryId>(),
          field: 'text',
          text,
        } as const;
        const [sealed] = await notYet.seal([item]);
        const isReplaced = await dataKeys.replace(from, to);
        const [later] = await already.seal([item]);
        if (!sealed || !later) throw new Error('nothing was sealed');
        written.push({ ...item, sealed }, { ...item, sealed: later });
        // A user who begins now gets a key wrapped by the old one, perhaps behind the rotation's back.
        if (written.length < 20) memories.push(...(await sealSome(1)));
        return isReplaced;
      },
    };
    await rotateKeys({ keys: bothRing, dataKeys: serving });
    memories.push(...written);
    expect(await readAll(newRing)).toEqual(texts());
  });

  it('does not bring an erased user’s key back', async () => {
    const [erased] = memories;
    if (!erased) throw new Error('no memory');
    const erasing: DataKeyStore = {
      ...dataKeys,
      async replace(from, to) {
        await dataKeys.remove(erased.ownerId);
        return dataKeys.replace(from, to);
      },
    };
    await rotateKeys({ keys: bothRing, dataKeys: erasing });
    expect(await dataKeys.find([erased.ownerId])).toEqual([]);
  });

  it('rewraps what it can when a key of the ring is lost, and says which key', async () => {
    const foreign = envelopeCipher({ keys: parseKeyRing(`${k3}`), dataKeys });
    const at = { ownerId: newId<UserId>(), memoryId: newId<MemoryId>(), field: 'text' } as const;
    await foreign.seal([{ ...at, text: 'lost' }]);
    const error = await failure(rotateKeys({ keys: bothRing, dataKeys }));
    expect(error.code).toBe('internal');
    expect(error.cause).toBeInstanceOf(AggregateError);
    expect((error.cause as AggregateError).errors.map(String)).toEqual([
      expect.stringContaining('"k3"'),
    ]);
    expect(await readAll(newRing)).toEqual(texts());
  });

  it('gives up when another rotation turns the keys back', async () => {
    const backRing = parseKeyRing(`${k1},${k2}`);
    const contested: DataKeyStore = {
      ...dataKeys,
      async listOutdated(query) {
        const found = await dataKeys.listOutdated(query);
        if (found.length === 0) await rotateKeys({ keys: backRing, dataKeys });
        return found;
      },
    };
    const error = await failure(rotateKeys({ keys: bothRing, dataKeys: contested }));
    expect(error.code).toBe('conflict');
    expect(await readAll(bothRing)).toEqual(texts());
  });
});
