import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PicardError } from '@picard-mcp/core';
import type { SigningKeyStorage, StoredSigningKey } from './signing-key-storage.js';

const keyFile = /^([1-9]\d{0,8})\.jwe$/;

/**
 * Signing keys as files in `folder`, one for each key, readable by their owner only. The folder is made
 * when the first key is. Safe among processes that share the folder.
 *
 * @throws PicardError `internal`, from every method, when the folder cannot be read or written.
 */
export function fileSigningKeys(folder: string): SigningKeyStorage {
  const pathOf = (number: number) => join(folder, `${number}.jwe`);

  /** A complete file under a name of its own, to be put in its place by one atomic step. */
  async function place(key: StoredSigningKey, step: (from: string, to: string) => Promise<void>) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = join(folder, `.${randomUUID()}`);
    try {
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(key.sealed);
        await file.sync();
      } finally {
        await file.close();
      }
      await step(draft, pathOf(key.number));
    } finally {
      await rm(draft, { force: true });
    }
  }

  return {
    list: () =>
      guarded(folder, async () => {
        const numbers = (await namesIn(folder)).flatMap((name) => {
          const number = keyFile.exec(name)?.[1];
          return number === undefined ? [] : [Number(number)];
        });
        const keys = await Promise.all(
          numbers.map(async (number) => {
            const sealed = await unlessAbsent(readFile(pathOf(number), 'utf8'));
            return sealed === undefined ? [] : [{ number, sealed }];
          }),
        );
        return keys.flat();
      }),
    create: (key) =>
      guarded(folder, async () => {
        try {
          // A link, unlike a rename, fails when the name is taken.
          await place(key, link);
          return true;
        } catch (error) {
          if (hasCode(error, 'EEXIST')) return false;
          throw error;
        }
      }),
    replace: (key) => guarded(folder, () => place(key, rename)),
    remove: (number) => guarded(folder, () => rm(pathOf(number), { force: true })),
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return (await unlessAbsent(readdir(folder))) ?? [];
}

async function unlessAbsent<Value>(reading: Promise<Value>): Promise<Value | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function guarded<Value>(folder: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw new PicardError('internal', `The signing keys in ${folder} cannot be read or written.`, {
      cause: error,
    });
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
