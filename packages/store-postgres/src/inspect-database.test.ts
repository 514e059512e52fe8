import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inspectDatabase } from './inspect-database.js';
import { postgresStore } from './postgres-store.js';
import { describeDatabases } from './testing/describe-databases.js';
import { prepareDataDir } from './testing/prepare-data-dir.js';

describeDatabases('looking at a server', { only: 'postgres' }, (database) => {
  it('tells versions, migrations and the clock, and changes nothing', async () => {
    const store = await database.open();
    const { connectionString = '' } = store;
    const report = await inspectDatabase({ connectionString });
    expect(report).toMatchObject({ unmet: undefined, pending: [], unknown: [] });
    expect(report?.serverVersion).toMatch(/^\d+/);
    expect(report?.vectorVersion).toMatch(/^\d+\.\d+/);
    expect(report?.applied[0]).toBe('001-initial');
    expect(Number.isFinite(report?.clockAheadMs)).toBe(true);
    await store.close();
  });

  it('tells of migrations to come and of those of a later version', async () => {
    const store = await database.open();
    const { connectionString = '' } = store;
    const [last] = await store.sql<{ name: string }>(
      'select name from picard_migrations order by id desc limit 1',
    );
    const name = last?.name ?? '';
    await store.sql(`update picard_migrations set name = '999-holodeck' where name = $1`, [name]);
    const report = await inspectDatabase({ connectionString });
    await store.sql(`update picard_migrations set name = $1 where name = '999-holodeck'`, [name]);
    expect(report).toMatchObject({ pending: [name], unknown: ['999-holodeck'] });
    await store.close();
  });

  it('names the server that does not answer', async () => {
    const connectionString = 'postgres://nobody@127.0.0.1:1/none';
    const looking = inspectDatabase({ connectionString });
    await expect(looking).rejects.toMatchObject({ code: 'unavailable' });
    await expect(looking).rejects.toThrow('127.0.0.1:1');
  });
});

it('looks at an embedded database, and makes none where there is none', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'picard-inspect-'));
  try {
    expect(await inspectDatabase({ dataDir })).toBeUndefined();
    expect(await readdir(dataDir)).toEqual([]);
    await prepareDataDir(dataDir);
    const store = await postgresStore({ dataDir });
    await expect(inspectDatabase({ dataDir })).rejects.toMatchObject({ code: 'unavailable' });
    await store.close();
    expect(await inspectDatabase({ dataDir })).toMatchObject({ pending: [], unknown: [] });
    await (await postgresStore({ dataDir })).close();
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}, 60_000);
