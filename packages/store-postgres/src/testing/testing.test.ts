import { expect, it } from 'vitest';
import { describeDatabases } from './describe-databases.js';

describeDatabases('a test store', (database) => {
  it('is empty, migrated and apart from every other', async () => {
    const one = await database.open();
    const two = await database.open();
    await one.sql('insert into embedding_models (name) values ($1)', ['m']);
    expect(await one.sql('select name from embedding_models')).toEqual([{ name: 'm' }]);
    expect(await two.sql('select name from embedding_models')).toEqual([]);
    await one.close();
    await two.close();
    const three = await database.open();
    expect(await three.sql('select name from embedding_models')).toEqual([]);
    await three.close();
  });
});
