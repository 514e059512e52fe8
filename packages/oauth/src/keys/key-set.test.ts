import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEncryptionKey } from '@picard-mcp/core';
import { parseKeyRing } from '@picard-mcp/core/builtin';
import { testClock } from '@picard-mcp/core/testing';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSigningKeys } from './file-signing-keys.js';
import { type KeySet, maxTokenLifetime, openKeySet } from './key-set.js';

const ring = parseKeyRing(generateEncryptionKey('k1'));
const minute = 60_000;
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'picard-keys-')), 'signing-keys');
});

afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

function open(options: Partial<Parameters<typeof openKeySet>[0]> = {}): Promise<KeySet> {
  return openKeySet({ storage: fileSigningKeys(folder), encryptionKeys: ring, ...options });
}

const sign = (keys: KeySet) => keys.sign({ sub: 'someone' }, { typ: 'at+jwt' });

async function verifies(keys: KeySet, token: string): Promise<boolean> {
  const { kid = '' } = decodeProtectedHeader(token);
  const key = await keys.find(kid);
  return key !== undefined && (await jwtVerify(token, key)).payload.sub === 'someone';
}

describe('the first key', () => {
  it('is made on first use and found again', async () => {
    const token = await sign(await open());
    expect(await verifies(await open(), token)).toBe(true);
  });

  it('lies in a file that only its owner can read, with nothing of the key to be seen', async () => {
    await open();
    const path = join(folder, '1.jwe');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const text = await readFile(path, 'utf8');
    expect(decodeProtectedHeader(text)).toMatchObject({ kid: 'k1', cty: 'jwk+json' });
    expect(Buffer.from(text.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain(
      'P-256',
    );
    expect(await readdir(folder)).toEqual(['1.jwe']);
  });

  it('is one and the same for twenty that open an empty folder at once', async () => {
    const sets = await Promise.all(Array.from({ length: 20 }, () => open()));
    const published = await Promise.all(sets.map((keys) => keys.publicKeys()));
    expect(new Set(published.map((keys) => JSON.stringify(keys))).size).toBe(1);
    expect(published[0]).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['1.jwe']);
  });

  it('is published without its private part', async () => {
    const [key] = await (await open()).publicKeys();
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });
});

describe('encryption at rest', () => {
  it('names the missing key when the ring no longer holds it', async () => {
    await open();
    const other = parseKeyRing(generateEncryptionKey('k2'));
    await expect(open({ encryptionKeys: other })).rejects.toMatchObject({
      code: 'internal',
      cause: { message: expect.stringContaining('"k1"') },
    });
  });

  it('refuses a key file that was altered', async () => {
    await open();
    const storage = fileSigningKeys(folder);
    const [stored] = await storage.list();
    if (stored === undefined) throw new Error('no key was kept');
    const parts = stored.sealed.split('.');
    const text = parts[3] ?? '';
    parts[3] = (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    await storage.replace({ number: 1, sealed: parts.join('.') });
    await expect(open()).rejects.toMatchObject({ code: 'internal' });
  });

  it('is renewed with the current key, after which the former one may go', async () => {
    const [k1, k2] = [generateEncryptionKey('k1'), generateEncryptionKey('k2')];
    const token = await sign(await open({ encryptionKeys: parseKeyRing(k1) }));
    const both = await open({ encryptionKeys: parseKeyRing(`${k2},${k1}`) });
    expect(await both.reseal()).toBe(1);
    expect(await both.reseal()).toBe(0);
    const later = await open({ encryptionKeys: parseKeyRing(k2) });
    expect(await verifies(later, token)).toBe(true);
  });
});

describe('rotation', () => {
  it('keeps accepting tokens of the former key, and signs with the new one a minute later', async () => {
    const clock = testClock();
    const keys = await open({ clock });
    clock.advance(minute);
    const before = await sign(keys);
    await keys.rotate();
    const during = await sign(keys);
    clock.advance(minute);
    const after = await sign(keys);
    const kid = (token: string) => decodeProtectedHeader(token).kid;
    expect(kid(during)).toBe(kid(before));
    expect(kid(after)).not.toBe(kid(before));
    for (const token of [before, during, after]) expect(await verifies(keys, token)).toBe(true);
    expect(await keys.publicKeys()).toHaveLength(2);
  });

  it('is heard of by processes that run already', async () => {
    const clock = testClock();
    const [one, other] = [await open({ clock }), await open({ clock })];
    await one.rotate();
    clock.advance(minute);
    expect(await verifies(other, await sign(one))).toBe(true);
    expect(await other.publicKeys()).toEqual(await one.publicKeys());
  });

  it('loses no key when several rotate at once', async () => {
    const sets = await Promise.all(Array.from({ length: 5 }, () => open()));
    await Promise.all(sets.map((keys) => keys.rotate()));
    const published = await (await open()).publicKeys();
    expect(published.length).toBeGreaterThanOrEqual(2);
    const kids = published.map((key) => key.kid);
    for (const keys of sets) {
      for (const kid of kids) expect(await keys.find(kid ?? '')).toBeDefined();
    }
  });

  it('forgets a key when the last token that it signed has expired', async () => {
    const clock = testClock();
    const keys = await open({ clock });
    const first = await sign(keys);
    await keys.rotate();
    clock.advance(maxTokenLifetime * 1000);
    await keys.rotate();
    expect(await verifies(keys, first)).toBe(true);
    clock.advance(2 * minute);
    await keys.rotate();
    expect(await keys.find(decodeProtectedHeader(first).kid ?? '')).toBeUndefined();
    expect(await verifies(keys, await sign(keys))).toBe(true);
  });
});
