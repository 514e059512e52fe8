import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@picard-mcp/core';
import type { WrappedDataKey } from '@picard-mcp/core/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations/migrations.js';
import { migrate, postgresStore } from './postgres-store.js';
import { type Child, startChild } from './testing/child-process.js';
import { prepareDataDir } from './testing/prepare-data-dir.js';

const module = new URL('./postgres-store.ts', import.meta.url).href;

describe('postgresStore on a data folder', { timeout: 120_000 }, () => {
  let dataDir: string;
  const children: Child[] = [];
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'picard-data-'));
  });
  afterEach(async () => {
    await Promise.all(children.splice(0).map((child) => child.kill()));
    rmSync(dataDir, { recursive: true });
  });

  function child(body: string): Child {
    const started = startChild(module, `const dataDir = ${JSON.stringify(dataDir)};\n${body}`);
    children.push(started);
    return started;
  }

  it('keeps what it acknowledged when its process is killed, and serves one process at a time', async () => {
    await prepareDataDir(dataDir);
    const writer = child(`
      const store = await subject.postgresStore({ dataDir });
      for (let number = 0; ; number += 1) {
        const ownerId = crypto.randomUUID();
        await store.dataKeys.insertIfAbsent({ ownerId, keyId: 'k1', wrapped: Uint8Array.of(1) });
        console.log(ownerId);
      }`);
    const acknowledged = [await writer.nextLine()];
    await expect(postgresStore({ dataDir })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining(`in use by process ${writer.process.pid}`),
    });
    for (let count = 0; count < 20; count += 1) acknowledged.push(await writer.nextLine());
    await writer.kill();

    const store = await postgresStore({ dataDir });
    const found = await store.dataKeys.find(acknowledged as WrappedDataKey['ownerId'][]);
    expect(found).toHaveLength(acknowledged.length);
    await store.close();
  });

  it('lets its process end once it is closed, and leaves the folder to the next', async () => {
    const first = child(`
      const ran = await subject.migrate({ dataDir });
      const store = await subject.postgresStore({ dataDir });
      await store.close();
      console.log(JSON.stringify(ran));`);
    const expected = migrations.filter(({ kinds }) => kinds.includes('pglite'));
    expect(JSON.parse(await first.nextLine())).toEqual(expected.map(({ name }) => name));
    await expect(first.nextLine()).rejects.toThrow('ended');
    expect(await migrate({ dataDir })).toEqual([]);
  });

  it('gives the folder up again when it holds no database that it can open', async () => {
    writeFileSync(join(dataDir, 'database'), 'not a folder');
    for (let time = 0; time < 2; time += 1) {
      await expect(postgresStore({ dataDir })).rejects.toMatchObject({
        code: 'internal',
        message: expect.stringContaining(join(dataDir, 'database')),
      });
    }
    expect(readdirSync(dataDir)).toHaveLength(2);
  });

  it('refuses work after it was closed', async () => {
    await prepareDataDir(dataDir);
    const store = await postgresStore({ dataDir });
    await store.ping();
    await Promise.all([store.close(), store.close()]);
    await expect(store.ping()).rejects.toMatchObject({ code: 'unavailable' });
    await expect(store.groups.idsOf(newId())).rejects.toMatchObject({ code: 'unavailable' });
  });
});
