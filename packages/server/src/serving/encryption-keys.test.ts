import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateEncryptionKey } from '@picard-mcp/core';
import { type Logger, silentLogger } from '@picard-mcp/core/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEncryptionKeys } from './encryption-keys.js';

let dataDir: string;
let path: string;

beforeEach(async () => {
  dataDir = join(await mkdtemp(join(tmpdir(), 'picard-ring-')), 'data');
  path = join(dataDir, 'encryption-keys');
});

afterEach(() => rm(join(dataDir, '..'), { recursive: true, force: true }));

const open = (logger: Logger = silentLogger) =>
  openEncryptionKeys({ encryptionKeys: undefined, dataDir }, logger);

describe('without a configured ring', () => {
  it('one is generated with a warning that shows no key, and found again without', async () => {
    const warnings: string[] = [];
    const logger = {
      ...silentLogger,
      warn: (fields: object, message: string) =>
        void warnings.push(`${JSON.stringify(fields)} ${message}`),
    };
    const { ring } = await open(logger);
    expect(warnings).toEqual([expect.stringContaining('PICARD_ENCRYPTION_KEYS')]);
    const [, key = ''] = (await readFile(path, 'utf8')).trim().split(':');
    expect(warnings[0]).not.toContain(key);

    expect((await open(logger)).ring.current.id).toBe(ring.current.id);
    expect(warnings).toHaveLength(1);
  });

  it('only the owner of the folder may read it', async () => {
    await open();
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  it('twenty that start at once share one key', async () => {
    const opened = await Promise.all(Array.from({ length: 20 }, () => open()));
    expect(new Set(opened.map(({ ring }) => ring.current.id)).size).toBe(1);
  });

  it('a key that is added elsewhere is found, and seals from then on', async () => {
    const [serving, operating] = [await open(), await open()];
    const before = serving.ring.current.id;
    await operating.file?.addKey();
    const after = operating.ring.current.id;
    expect(after).not.toBe(before);
    expect(serving.ring.find(after)?.id).toBe(after);
    expect(serving.ring.current.id).toBe(after);
    expect(serving.ring.find(before)?.id).toBe(before);
  });

  it('the last two keys outlive a rotation', async () => {
    const { ring, file } = await open();
    const ids = [ring.current.id];
    for (let round = 0; round < 2; round += 1) {
      await file?.addKey();
      ids.push(ring.current.id);
    }
    await file?.dropOldKeys();
    const again = await open();
    expect(ids.map((id) => again.ring.find(id)?.id)).toEqual([undefined, ids[1], ids[2]]);
  });

  it('a damaged file is refused by name, without being overwritten', async () => {
    await open();
    await writeFile(path, 'rubbish');
    await expect(open()).rejects.toMatchObject({ message: expect.stringContaining(path) });
    expect(await readFile(path, 'utf8')).toBe('rubbish');
  });
});

describe('with a configured ring', () => {
  it('no file is made', async () => {
    const encryptionKeys = generateEncryptionKey('mine');
    const { ring, file } = await openEncryptionKeys({ encryptionKeys, dataDir }, silentLogger);
    expect(ring.current.id).toBe('mine');
    expect(file).toBeUndefined();
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
