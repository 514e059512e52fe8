import { silentLogger } from '@picard-mcp/core/ports';
import { startPglite } from '../database/open-pglite.js';
import { migratePglite } from '../migrations/migrate-pglite.js';
import { embeddedTemplate } from './embedded-template.js';
import { schemaHash } from './schema-hash.js';

/** Picard's embedded database as its first start leaves it: migrated, with nothing in it. */
export const pgliteTemplate = embeddedTemplate({
  content: ['picard', schemaHash('pglite')],
  async create(folder) {
    const pglite = await startPglite({ folder });
    await migratePglite(pglite, silentLogger);
    return pglite;
  },
});
