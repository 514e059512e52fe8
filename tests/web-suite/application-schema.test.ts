import { readdirSync } from 'node:fs';
import { silentLogger } from '@picard-mcp/core/ports';
import { expect, it } from 'vitest';
import { openDatabase } from '../../examples/reference-app/src/web/database/open-database.js';
import { updateSchema } from '../../examples/reference-app/src/web/database/update-schema.js';
import { createOwnDatabase } from '../journey/own-database.js';

const folder = new URL('../../examples/reference-app/migrations/', import.meta.url);
const serverUrl = process.env.PICARD_TEST_DATABASE_URL;

it('is made of migrations with a number each, which is their order', () => {
  const numbers = readdirSync(folder).map((file) => /^(\d{3})_[a-z_]+\.sql$/.exec(file)?.[1]);
  expect(numbers.length).toBeGreaterThan(1);
  expect(numbers).not.toContain(undefined);
  expect(new Set(numbers).size).toBe(numbers.length);
});

if (serverUrl) {
  it('is brought up to date once when four instances start at the same time', async () => {
    const own = await createOwnDatabase(serverUrl);
    const databases = [1, 2, 3, 4].map(() => openDatabase(own.url, silentLogger));
    try {
      const ran = (await Promise.all(databases.map(updateSchema))).flat();
      expect(new Set(ran).size).toBe(ran.length);
      expect(ran).toContain('001_initial');
    } finally {
      await Promise.all(databases.map((database) => database.close()));
      await own.drop();
    }
  });
}
