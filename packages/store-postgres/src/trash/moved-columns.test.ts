import { expect, it } from 'vitest';
import { describeDatabases } from '../testing/describe-databases.js';
import { movedColumns } from './moved-columns.js';

/**
 * What a memory does not take along, because it has its default again when it comes back. Without their mark, its
 * labels are spelled anew: they may have been renamed meanwhile.
 */
const leftBehind = ['ann', 'embed_after', 'embed_attempts', 'keyed_labels'];

describeDatabases('the trash', (database) => {
  it('has a place for every column of a memory', async () => {
    const store = await database.open();
    const columnsOf = (table: string) =>
      store.sql<{ name: string; type: string; generated: string }>(
        `select attname as name, format_type(atttypid, atttypmod) as type, attgenerated as generated
          from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
        [table],
      );
    const memories = await columnsOf('memories');
    const deleted = await columnsOf('deleted_memories');
    await store.close();
    expect(deleted).toEqual(expect.arrayContaining([...memories]));
    const written = memories.flatMap(({ name, generated }) => (generated ? [] : [name]));
    expect([...movedColumns, ...leftBehind].sort()).toEqual(written.sort());
  });
});
