import { describe, expect, it } from 'vitest';
import { PicardError } from '../errors.js';
import { type MemoryId, newId, type UserId } from '../ids.js';
import type { TextCipher, TextPlace } from '../ports/text-cipher.js';
import { memoryStore } from '../testing/memory-store.js';
import { envelopeCipher } from './envelope-cipher.js';
import { generateEncryptionKey, parseKeyRing } from './key-ring.js';

const entry = generateEncryptionKey('k1');
const keys = parseKeyRing(entry);

function setUp() {
  const { dataKeys } = memoryStore();
  return { dataKeys, cipher: envelopeCipher({ keys, dataKeys }) };
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

describe('envelopeCipher', () => {
  it.each([
    ['words', 'I went to the lake yesterday.'],
    ['nothing', ''],
    ['many scripts', 'Grüße, 記憶, ذاكرة, память, 👩‍🚀, e\u0301'],
    ['a byte order mark and NUL', '\ufeffa\0b'],
    ['a megabyte', '记忆 text '.repeat(100_000)],
  ])('gives back what it sealed: %s', async (_, text) => {
    const { cipher } = setUp();
    const at = place();
    expect(await open(cipher, at, await seal(cipher, at, text))).toBe(text);
  });

  it('keeps the order of many texts of many owners', async () => {
    const { cipher } = setUp();
    const owners = [newId<UserId>(), newId<UserId>(), newId<UserId>()];
    const items = Array.from({ length: 60 }, (_, at) => ({
      ...place(owners[at % 3]),
      text: `text ${at}`,
    }));
    const sealed = await cipher.seal(items);
    const opened = await cipher.open(
      items.map(({ text: _, ...at }, index) => ({
        ...at,
        sealed: sealed[index] ?? new Uint8Array(),
      })),
    );
    expect(opened).toEqual(items.map(({ text }) => text));
  });

  it('makes a different ciphertext each time and none that holds the text', async () => {
    const { cipher } = setUp();
    const at = place();
    const [a, b] = [await seal(cipher, at, 'the secret'), await seal(cipher, at, 'the secret')];
    expect(Buffer.compare(a, b)).not.toBe(0);
    expect(Buffer.from(a).toString('latin1')).not.toContain('secret');
  });

  it('is read by any instance with the same ring and store', async () => {
    const { cipher, dataKeys } = setUp();
    const at = place();
    const sealed = await seal(cipher, at, 'hello');
    const another = envelopeCipher({ keys: parseKeyRing(entry), dataKeys });
    // A driver may hand out a view into a larger buffer.
    const view = new Uint8Array(Buffer.concat([Buffer.from('xx'), sealed])).subarray(2);
    expect(await open(another, at, view)).toBe('hello');
  });

  it('opens no text at another place', async () => {
    const { cipher } = setUp();
    const at = place();
    const sealed = await seal(cipher, at, 'hello');
    const elsewhere: TextPlace[] = [
      { ...at, memoryId: newId<MemoryId>() },
      { ...at, field: 'metadata' },
      { ...at, ownerId: newId<UserId>() },
    ];
    for (const other of elsewhere) {
      await seal(cipher, other, 'so that its owner has a key');
      const error = await failure(open(cipher, other, sealed));
      expect(error.code).toBe('internal');
      expect(String(error.cause)).toContain(other.memoryId);
    }
  });

  it('opens no text that was altered in any byte, cut or lengthened', async () => {
    const { cipher } = setUp();
    const at = place();
    const sealed = await seal(cipher, at, 'hello');
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Uint8Array.from(sealed);
      altered[index] = (sealed[index] ?? 0) ^ 1;
      expect(await failure(open(cipher, at, altered))).toMatchObject({ code: 'internal' });
      const cut = sealed.subarray(0, index);
      expect(await failure(open(cipher, at, cut))).toMatchObject({ code: 'internal' });
    }
    const longer = Buffer.concat([sealed, Buffer.alloc(1)]);
    expect(await failure(open(cipher, at, longer))).toMatchObject({ code: 'internal' });
  });

  it('uses no key that was copied from another owner, not even with the text moved along', async () => {
    const { cipher, dataKeys } = setUp();
    const victim = place();
    const thief = { ...victim, ownerId: newId<UserId>() };
    const sealed = await seal(cipher, victim, 'the secret');
    const [key] = await dataKeys.find([victim.ownerId]);
    if (!key) throw new Error('no key');
    await dataKeys.insertIfAbsent({ ...key, ownerId: thief.ownerId });
    const fresh = envelopeCipher({ keys, dataKeys });
    expect(await failure(open(fresh, thief, sealed))).toMatchObject({ code: 'internal' });
    expect(await failure(seal(fresh, thief, 'hello'))).toMatchObject({ code: 'internal' });
  });

  it('says which ring key is missing, and which was exchanged', async () => {
    const { cipher, dataKeys } = setUp();
    const at = place();
    const sealed = await seal(cipher, at, 'hello');
    for (const ring of ['k2', 'k1']) {
      const other = envelopeCipher({ keys: parseKeyRing(generateEncryptionKey(ring)), dataKeys });
      const error = await failure(open(other, at, sealed));
      expect(error.code).toBe('internal');
      expect(String(error.cause)).toContain('"k1"');
    }
  });
});
