import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Logger, PicardError } from '@picard-mcp/core';
import { isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js';

/** The right to be the only process that uses a folder. */
export interface FolderLock {
  /** Gives the folder up. */
  release(): void;
}

const prefix = 'database.lock.';
const beatMs = 1_000;
const beatsMissed = 15;

/**
 * Takes the folder for this process, creating it where necessary. The lock of a process that ended
 * without giving it up is taken over: at once where that can be seen, after some seconds of silence where
 * the process belonged to another machine or container.
 *
 * A lock is a numbered file, and the highest number counts. Whoever takes over creates the next number, which only one
 * can; whoever finds a higher number after that gives way. The highest file is never deleted, so that no number
 * comes twice.
 *
 * @throws PicardError `unavailable` when another process, or this one, uses the folder; the message names both.
 */
export async function lockFolder(folder: string, logger: Logger): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const highest = highestNumber(folder);
    const holder = readHolder(lockFile(folder, highest));
    if (holder) await assertGone(folder, highest, holder, logger);
    const lock = take(folder, highest + 1);
    if (lock) return lock;
  }
}

function take(folder: string, number: number): FolderLock | undefined {
  const file = lockFile(folder, number);
  const content = JSON.stringify(ownIdentity());
  try {
    writeFileSync(file, content, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  }
  const numbers = lockNumbers(folder);
  if (numbers.some((each) => each > number)) {
    rmSync(file, { force: true });
    return undefined;
  }
  for (const each of numbers) if (each < number) rmSync(lockFile(folder, each), { force: true });

  const beat = setInterval(() => touch(file), beatMs);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      writeFileSync(file, '');
    },
  };
}

async function assertGone(folder: string, number: number, holder: ProcessIdentity, logger: Logger) {
  const running = isRunning(holder);
  if (running === false) return;
  if (running === 'unknown') {
    logger.info(
      { folder, pid: holder.pid },
      'waiting to see whether another machine or container uses the folder',
    );
    if (await isSilent(lockFile(folder, number))) return;
  }
  const where = running === 'unknown' ? ' on another machine or in another container' : '';
  throw new PicardError(
    'unavailable',
    `${folder} is in use by process ${holder.pid}${where}: the embedded database serves one process. Stop that one, use another folder, or use PostgreSQL.`,
  );
}

/** Whether the file's holder stopped to touch it. */
async function isSilent(file: string): Promise<boolean> {
  const before = modifiedAt(file);
  for (let beat = 0; beat < beatsMissed; beat += 1) {
    await delay(beatMs);
    if (modifiedAt(file) !== before) return false;
  }
  return true;
}

function modifiedAt(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function touch(file: string): void {
  const now = new Date();
  utimesSync(file, now, now);
}

/** Absent when the lock was given up, or never taken. */
function readHolder(file: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ProcessIdentity;
  } catch {
    // A half-written file belongs to a process that will give way when it finds a higher number.
    return undefined;
  }
}

function highestNumber(folder: string): number {
  return Math.max(0, ...lockNumbers(folder));
}

function lockNumbers(folder: string): readonly number[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .map((name) => Number(name.slice(prefix.length)))
    .filter(Number.isSafeInteger);
}

function lockFile(folder: string, number: number): string {
  return join(folder, `${prefix}${number}`);
}
