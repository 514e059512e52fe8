import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { embeddedTemplate } from '@picard-mcp/store-postgres/testing';
import { embeddedPool } from '../../examples/reference-app/src/web/database/embedded-pool.js';
import { updateSchema } from '../../examples/reference-app/src/web/database/update-schema.js';

const migrations = join(import.meta.dirname, '../../examples/reference-app/migrations');

/** The web application's embedded database as its first start leaves it: migrated, with nothing in it. */
export const applicationTemplate = embeddedTemplate({
  content: [
    'application',
    ...readdirSync(migrations).flatMap((file) => [
      file,
      readFileSync(join(migrations, file), 'utf8'),
    ]),
  ],
  async create(folder) {
    const pglite = await PGlite.create({ dataDir: folder });
    const pool = embeddedPool(pglite);
    await updateSchema({ pool });
    await pool.end();
    return pglite;
  },
});
