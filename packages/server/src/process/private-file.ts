import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that only its owner may read, unless it exists. Returns whether it did.
 * Processes that do so at once agree on one content, and none ever sees half of it.
 */
export async function createPrivateFile(path: string, text: string): Promise<boolean> {
  try {
    // A link, unlike a rename, fails when the name is taken.
    await place(path, text, link);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Writes a file that only its owner may read, in the place of whatever is there. Atomic. */
export async function replacePrivateFile(path: string, text: string): Promise<void> {
  await place(path, text, rename);
}

async function place(
  path: string,
  text: string,
  step: (from: string, to: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await step(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
