import { statfs } from 'node:fs/promises';
import { withClient } from './bench-database.js';

/** A row of 4 KB, its share of the indexes, and as much again in the write-ahead log. */
const bytesPerRow = 10_000;

/**
 * Sees to it that the server has room for so many memories, where it runs on this machine and says where its files are.
 *
 * @throws Error naming what is needed and what there is.
 */
export async function requireFreeSpace(server: string, rows: number): Promise<void> {
  const folder = await withClient(server, async (client) => {
    const { rows: settings } = await client.query<{ folder: string | null }>(
      `select case when pg_has_role('pg_read_all_settings', 'usage')
         then current_setting('data_directory') end as folder`,
    );
    return settings[0]?.folder ?? undefined;
  });
  const free = folder === undefined ? undefined : await freeBytes(folder);
  if (free === undefined || free >= rows * bytesPerRow) return;
  const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
  throw new Error(
    `${rows.toLocaleString('en')} memories need about ${gigabytes(rows * bytesPerRow)} of disk; ${folder} has ${gigabytes(free)} free.`,
  );
}

/** `undefined` for a folder that is not on this machine. */
async function freeBytes(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
