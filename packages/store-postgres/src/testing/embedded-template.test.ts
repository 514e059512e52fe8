import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPglite } from '../database/open-pglite.js';
import { migrate } from '../postgres-store.js';
import { embeddedTemplate } from './embedded-template.js';
import { pgliteTemplate } from './pglite-template.js';
import { prepareDataDir } from './prepare-data-dir.js';

let place: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'picard-template-test-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

describe('a template of an embedded database', { timeout: 60_000 }, () => {
  const content = ['a table of drinks'];

  async function create(folder: string): Promise<PGlite> {
    const pglite = await startPglite({ folder, dump: await pgliteTemplate.dump() });
    await pglite.exec("create table drinks (name text); insert into drinks values ('tea')");
    return pglite;
  }

  it('is left once by those who make it at the same time, and stays as it is whatever becomes of a copy', async () => {
    const [one, other] = [1, 2].map(() => embeddedTemplate({ content, place, create }));
    const folder = join(place, 'copy');
    await Promise.all([one?.dump(), other?.copyTo(folder)]);
    expect(await readdir(place)).toHaveLength(2);

    const copy = await startPglite({ folder });
    await copy.exec("update drinks set name = 'coffee'");
    await copy.close();
    const again = embeddedTemplate({
      content,
      place,
      create: () => Promise.reject(new Error('made again')),
    });
    const another = await startPglite({ dump: await again.dump() });
    expect((await another.query('select name from drinks')).rows).toEqual([{ name: 'tea' }]);
    await another.close();
  });

  it('leaves nothing when it cannot be made', async () => {
    const fault = new Error('no room');
    const template = embeddedTemplate({ content, place, create: () => Promise.reject(fault) });
    await expect(template.dump()).rejects.toBe(fault);
    expect(await readdir(place)).toEqual([]);
  });
});

describe('a prepared data folder', () => {
  it('needs no migration any more, and is not prepared twice', async () => {
    await prepareDataDir(place);
    await expect(prepareDataDir(place)).rejects.toThrow();
    expect(await migrate({ dataDir: place })).toEqual([]);
  });
});
