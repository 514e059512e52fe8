import { join } from 'node:path';
import type { Logger } from '@picard-mcp/core/ports';
import type { Database } from './database/database.js';
import { lockFolder } from './database/folder-lock.js';
import { pgliteDatabase, startPglite } from './database/open-pglite.js';
import { migratePglite } from './migrations/migrate-pglite.js';

/** An embedded database that is open, with the names of the migrations that opening it ran. */
export interface OpenFolder {
  readonly database: Database;
  readonly ran: readonly string[];
}

/** Takes the data folder for this process, and opens and migrates the embedded database in it. */
export async function openFolder(dataDir: string, logger: Logger): Promise<OpenFolder> {
  const lock = await lockFolder(dataDir, logger);
  try {
    const pglite = await startPglite({ folder: join(dataDir, 'database') });
    const release = async () => {
      await pglite.close();
      lock.release();
    };
    const database = pgliteDatabase(pglite, { logger, release });
    const ran = await migratePglite(pglite, logger).catch(async (error: unknown) => {
      await database.close();
      throw error;
    });
    return { database, ran };
  } catch (error) {
    lock.release();
    throw error;
  }
}
