import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from './database.js';
import { openEmbeddedDatabase } from './open-database.js';
import { NewerSchemaError, updateSchema } from './update-schema.js';

describe("bringing the application's schema up to date", () => {
  let database: Database;

  beforeAll(async () => {
    database = await openEmbeddedDatabase();
  });
  afterAll(() => database?.close());

  it('runs every migration once, in order, and refuses what a later version has changed', async () => {
    const ran = await updateSchema(database);
    expect(ran[0]).toBe('001_initial');
    expect(ran).toEqual([...ran].sort());
    expect(await updateSchema(database)).toEqual([]);
    const { rows } = await database.pool.query('select count(*)::int as count from users');
    expect(rows).toEqual([{ count: 0 }]);

    await database.pool.query(
      "insert into application_migrations (name, run_on) values ('999_of_tomorrow', now())",
    );
    const refused = updateSchema(database);
    await expect(refused).rejects.toThrow(NewerSchemaError);
    await expect(refused).rejects.toThrow('999_of_tomorrow');
  });
});
