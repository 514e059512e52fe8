import { join } from 'node:path';
import { pgliteTemplate } from './pglite-template.js';

/**
 * Puts a migrated, empty embedded database into a data folder, for tests whose subject is not the first start. Creates the
 * folder where necessary.
 *
 * @throws when the folder holds a database already.
 */
export function prepareDataDir(dataDir: string): Promise<void> {
  return pgliteTemplate.copyTo(join(dataDir, 'database'));
}
