import { describe, expect, it } from 'vitest';
import { PicardError } from '../../errors.js';
import { type MemoryId, newId, type UserId } from '../../ids.js';
import type { DataKeyStore } from '../../ports/data-key-store.js';
import type { TextCipher, TextPlace } from '../../ports/text-cipher.js';
import { memoryStore } from '../../testing/memory-store.js';
import { testClock } from '../../testing/test-clock.js';
import { envelopeCipher } from '../envelope-cipher.js';
import { generateEncryptionKey, parseKeyRing } from '../key-ring.js';

const entry = generateEncryptionKey('k1');
const keys = parseKeyRing(entry);
const minute = 60_000;

function setUp() {
  const { dataKeys } = memoryStore();
  const clock = testClock();
  return { dataKeys, clock, cipher: envelopeCipher({ keys, dataKeys, clock }) };
}

function place(ownerId = newId<UserId>()): TextPlace {
  return { ownerId, memoryId: newId<MemoryId>(), field: 'text' };
}

async function seal(cipher: TextCipher, at: TextPlace, text: string): Promise<Uint8Array> {
  const [sealed] = await cipher.seal([{ ...at, text }]);
  if (!sealed) throw new Error('nothing was sealed');
  return sealed;
}

const open = async (cipher: TextCipher, at: TextPlace, sealed: Uint8Array) =>
  (await cipher.open([{ ...at, sealed }]))[0];

async function failure(work: Promise<unknown>): Promise<PicardError> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (error instanceof PicardError) return error;
  throw new Error('it did not fail with a PicardError');
}

/** The store, with a count of how often each method was used. */
function counted(dataKeys: DataKeyStore) {
  const calls = { find: 0, insertIfAbsent: 0 };
  const store: DataKeyStore = {
    ...dataKeys,
    find: (ownerIds) => {
      calls.find += 1;
      return dataKeys.find(ownerIds);
    },
    insertIfAbsent: (key) => {
      calls.insertIfAbsent += 1;
      return dataKeys.insertIfAbsent(key);
    },
  };
  return { store, calls };
}

describe('the data keys of an envelope cipher', () => {
  it('makes one key for an owner who is met many times at once, on several instances', async () => {
    const { dataKeys } = setUp();
    const at = place();
    const instances = [1, 2, 3].map(() => envelopeCipher({ keys, dataKeys }));
    const sealed = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        seal(instances[index % 3] ?? envelopeCipher({ keys, dataKeys }), at, `text ${index}`),
      ),
    );
    const reader = envelopeCipher({ keys, dataKeys });
    const texts = await Promise.all(sealed.map((box) => open(reader, at, box)));
    expect(texts).toEqual(sealed.map((_, index) => `text ${index}`));
  });

  it('asks the store once for all owners of a call, and not again while it holds their keys', async () => {
    const { dataKeys, clock } = setUp();
    const { store, calls } = counted(dataKeys);
    const cipher = envelopeCipher({ keys, dataKeys: store, clock });
    const items = Array.from({ length: 10 }, () => ({ ...place(), text: 'hello' }));
    const sealed = await cipher.seal([...items, ...items]);
    expect(calls).toEqual({ find: 1, insertIfAbsent: 10 });
    await cipher.open(
      items.map((at, index) => ({ ...at, sealed: sealed[index] ?? new Uint8Array() })),
    );
    expect(calls).toEqual({ find: 1, insertIfAbsent: 10 });
    clock.advance(minute);
    await cipher.seal(items);
    expect(calls).toEqual({ find: 2, insertIfAbsent: 10 });
  });

  it('can no longer read an erased user’s texts within a minute, however much they are read', async () => {
    const { cipher, dataKeys, clock } = setUp();
    const at = place();
    const sealed = await seal(cipher, at, 'hello');
    await dataKeys.remove(at.ownerId);
    for (let waited = 0; waited < minute; waited += 10_000) {
      expect(await open(cipher, at, sealed)).toBe('hello');
      clock.advance(10_000);
    }
    const error = await failure(open(cipher, at, sealed));
    expect(error.code).toBe('internal');
    expect(String(error.cause)).toContain(at.ownerId);
  });

  it('does not hold a key for longer because the clock was set back', async () => {
    const { cipher, dataKeys, clock } = setUp();
    const at = place();
    const sealed = await seal(cipher, at, 'hello');
    await dataKeys.remove(at.ownerId);
    clock.advance(-1);
    expect(await failure(open(cipher, at, sealed))).toMatchObject({ code: 'internal' });
  });

  it('can no longer read them at once where the key was forgotten', async () => {
    const { cipher, dataKeys } = setUp();
    const at = place();
    const sealed = await seal(cipher, at, 'hello');
    await dataKeys.remove(at.ownerId);
    cipher.forget(at.ownerId);
    expect(await failure(open(cipher, at, sealed))).toMatchObject({ code: 'internal' });
  });

  it('does not remember a key that was forgotten while it was being read', async () => {
    const { dataKeys } = setUp();
    const at = place();
    const sealed = await seal(envelopeCipher({ keys, dataKeys }), at, 'hello');
    const cipher = envelopeCipher({
      keys,
      dataKeys: {
        ...dataKeys,
        async find(ownerIds) {
          const found = await dataKeys.find(ownerIds);
          await dataKeys.remove(at.ownerId);
          cipher.forget(at.ownerId);
          return found;
        },
      },
    });
    await open(cipher, at, sealed);
    expect(await failure(open(cipher, at, sealed))).toMatchObject({ code: 'internal' });
  });

  it('leaves a failure of the store as it is, and works again after it', async () => {
    const { dataKeys } = setUp();
    const at = place();
    const down = new PicardError('unavailable', 'The database cannot answer now.');
    let isDown = true;
    const cipher = envelopeCipher({
      keys,
      dataKeys: {
        ...dataKeys,
        find: async (ownerIds) => {
          if (isDown) throw down;
          return dataKeys.find(ownerIds);
        },
      },
    });
    expect(await failure(seal(cipher, at, 'hello'))).toBe(down);
    isDown = false;
    expect(await open(cipher, at, await seal(cipher, at, 'hello'))).toBe('hello');
  });

  it('tells the operator once that older keys are still needed', async () => {
    const { dataKeys, cipher } = setUp();
    const [a, b] = [place(), place()];
    await cipher.seal([a, b].map((at) => ({ ...at, text: 'hello' })));
    const warnings: unknown[] = [];
    const nothing = () => undefined;
    const logger = {
      debug: nothing,
      info: nothing,
      error: nothing,
      warn: (fields: unknown) => void warnings.push(fields),
    };
    const ring = parseKeyRing(`${generateEncryptionKey('k2')},${entry}`);
    const later = envelopeCipher({ keys: ring, dataKeys, logger });
    await later.seal([a, b].map((at) => ({ ...at, text: 'hello' })));
    expect(warnings).toEqual([{ key_id: 'k1', current_key_id: 'k2' }]);
  });
});
