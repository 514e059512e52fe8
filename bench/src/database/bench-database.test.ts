import { describe, expect, it } from 'vitest';
import { createCleanup } from '../process/cleanup.js';
import { createDatabase, databasePrefix, serverUrl, withClient } from './bench-database.js';

const server = process.env.PICARD_TEST_DATABASE_URL;
const skipped = server === undefined;
const why = skipped ? ' (skipped: PICARD_TEST_DATABASE_URL is not set)' : '';

describe.skipIf(skipped)(`a database of the benchmark${why}`, () => {
  it('can be told by its name, copies its template, and is gone in the end', async () => {
    const cleanup = createCleanup();
    const url = await createDatabase(server ?? '', cleanup);
    await withClient(url, (client) => client.query('create table marks as select 1 as mark'));
    const copy = await createDatabase(server ?? '', cleanup, url);
    const { rows } = await withClient(copy, (client) =>
      client.query('select mark, current_database() as name from marks'),
    );
    expect(rows).toEqual([{ mark: 1, name: expect.stringContaining(databasePrefix) }]);

    await cleanup.run();
    for (const gone of [url, copy]) {
      await expect(withClient(gone, (client) => client.query('select 1'))).rejects.toThrow(
        'does not exist',
      );
    }
  });
});

describe('the server to measure on', () => {
  it('is the one of DATABASE_URL before that of the tests', () => {
    const both = { DATABASE_URL: 'postgres://a', PICARD_TEST_DATABASE_URL: 'postgres://b' };
    expect(serverUrl(both)).toBe('postgres://a');
    expect(serverUrl({ PICARD_TEST_DATABASE_URL: 'postgres://b' })).toBe('postgres://b');
  });

  it('is asked for where there is none', () => {
    expect(() => serverUrl({})).toThrow('set DATABASE_URL');
  });
});
