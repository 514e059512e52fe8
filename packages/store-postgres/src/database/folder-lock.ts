import { randomUUID } from 'node:crypto';
import {
  existsSync,
  linkSync,
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
import { PicardError } from '@picard-mcp/core';
import { type Logger, systemClock } from '@picard-mcp/core/ports';
import { isIdentity, isRunning, ownIdentity, type ProcessIdentity } from './process-identity.js';

/** The right to be the only process that uses a folder. */
export interface FolderLock {
  /** Gives the folder up. */
  release(): void;
}

const prefix = 'database.lock.';
const usualBeatMs = 1_000;
const beatsMissed = 15;

/**
 * Takes the folder for this process, creating it where necessary. The lock of a process that ended
 * without giving it up is taken over: at once where that can be seen, after some seconds of silence
 * where the process belonged to another machine or container.
 *
 * A lock is a numbered file, and the highest number is in force. A process that takes over creates the next
 * number, which only one process can do; a process that then finds a higher number yields. The highest file
 * is never deleted, so that no number comes twice.
 *
 * @throws PicardError `unavailable` when another process, or this one, uses the folder; the message
 *   names both.
 */
export async function lockFolder(
  folder: string,
  logger: Logger,
  beatMs = usualBeatMs,
): Promise<FolderLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (;;) {
    const highest = highestNumber(folder);
    const holder = readHolder(lockFile(folder, highest));
    if (holder) await assertGone(folder, highest, holder, { logger, beatMs });
    if (take(folder, highest + 1)) return keep(lockFile(folder, highest + 1), logger, beatMs);
  }
}

/** Whether this process is now the one to use the folder. */
function take(folder: string, number: number): boolean {
  if (!create(folder, number)) return false;
  const others = lockNumbers(folder).filter((each) => each !== number);
  const isHighest = others.every((each) => each < number);
  for (const each of isHighest ? others : [number]) rmSync(lockFile(folder, each), { force: true });
  return isHighest;
}

/**
 * Creates a lock that names this process, unless it is there. The file appears with its content: were it empty
 * for a moment, another process could take it for one that was given up, just before this one finds itself first.
 */
function create(folder: string, number: number): boolean {
  const draft = join(folder, `draft.${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(ownIdentity()), { mode: 0o600 });
  try {
    linkSync(draft, lockFile(folder, number));
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function keep(file: string, logger: Logger, beatMs: number): FolderLock {
  const beat = setInterval(() => {
    if (touch(file)) return;
    clearInterval(beat);
    logger.error({ file }, 'the lock of the embedded database is gone: another process may use it');
  }, beatMs);
  beat.unref();
  return {
    release() {
      clearInterval(beat);
      if (existsSync(file)) writeFileSync(file, '');
    },
  };
}

async function assertGone(
  folder: string,
  number: number,
  holder: ProcessIdentity,
  { logger, beatMs }: { readonly logger: Logger; readonly beatMs: number },
): Promise<void> {
  const running = isRunning(holder);
  if (running === false) return;
  if (running === 'unknown') {
    logger.info(
      { folder, pid: holder.pid },
      'waiting to see whether another machine or container uses the folder',
    );
    if (await isSilent(lockFile(folder, number), beatMs)) return;
  }
  const where = running === 'unknown' ? ' on another machine or in another container' : '';
  throw new PicardError(
    'unavailable',
    `${folder} is in use by process ${holder.pid}${where}: the embedded database serves one process. Stop that one, use another folder, or use PostgreSQL. (If that process is not Picard, remove ${lockFile(folder, number)}.)`,
  );
}

/** Whether the file's holder stopped to touch it. */
async function isSilent(file: string, beatMs: number): Promise<boolean> {
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

/** Updates the heartbeat, unless the file was removed. */
function touch(file: string): boolean {
  const now = systemClock.now();
  try {
    utimesSync(file, now, now);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** Absent when the lock was given up, or never taken. */
function readHolder(file: string): ProcessIdentity | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isIdentity(content) ? content : undefined;
  } catch {
    // A file that Picard did not write identifies no process.
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
